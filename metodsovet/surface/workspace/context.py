"""What the shell of every page shows. Lazy: a fragment that shows no shell asks nothing."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from metodsovet.design.shell import Acting, Link, Look, Notices, SchoolYears
from metodsovet.ground.access.door import may_open
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.demo_accounts import DEMO_PASSWORD
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.surface.workspace.demo_logins import demo_logins
from metodsovet.surface.workspace.places import places_of

PEOPLE_TABS = (("show_communities", "Объединения"), ("show_staff_of_day", "Кто где был"))
PEOPLE_CARES = (("show_doubles", "Двойники"), ("show_erasures", "Просьбы удалить данные"))
"""Page and label: what is opened once a month stands beside the title and takes no tab."""
SETTINGS_TABS = (
    ("show_settings", "Настройки", "settings"),
    ("show_entering", "Правила входа", "entering"),
    ("show_accounts", "Кто входит", "accounts"),
    ("show_calendar_days", "Производственный календарь", "calendar"),
    ("show_reference_numbers", "Числа из законов", "numbers"),
    ("show_positions", "Должности", "positions"),
    ("show_letters", "Исходящая почта", "letters"),
    ("show_keeping", "Сохранность", "keeping"),
    ("show_kinds", "Виды объединений", "kinds"),
    ("show_exports", "Журнал выгрузок", "exports"),
)
"""Page, label and the name by which a page says which of them it is."""
DOCUMENTS_TABS = (("show_orders", "Приказы"), ("show_orders_on_control", "Приказы на контроле"))


def shell(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    common = {"home_url": reverse("show_home"), "look": _look(request, user)}
    if isinstance(user, User) or (user is not None and user.is_authenticated):
        return common | {
            "places": SimpleLazyObject(lambda: places_of(user, request.path)),
            "acting": SimpleLazyObject(lambda: _acting(user)),
            "school_years": SimpleLazyObject(lambda: SchoolYears(str(SchoolYear.of(clock.today())))),
            "notices": SimpleLazyObject(lambda: _notices(user)),
            "search_url": reverse("search"),
            "may_bring_templates": SimpleLazyObject(lambda: user.has_perm("documents.upload_template")),
            "documents_tabs": SimpleLazyObject(lambda: _open_to(user, DOCUMENTS_TABS)),
            "may_load_rosters": SimpleLazyObject(lambda: user.has_perm("directory.load_roster")),
            "people_tabs": SimpleLazyObject(lambda: _open_to(user, PEOPLE_TABS)),
            "people_cares": SimpleLazyObject(lambda: _open_to(user, PEOPLE_CARES)),
            "settings_tabs": SimpleLazyObject(lambda: _open_to(user, SETTINGS_TABS)),
        }
    installation = getattr(request, "installation", None)
    beside = {"beside_the_door": "workspace/parts/demo_logins.html", "demo_password": DEMO_PASSWORD}
    return (
        common
        | ({"installation_name": installation.root.name} if installation else {})
        | (beside | {"demo_logins": SimpleLazyObject(demo_logins)} if installation and installation.is_demo else {})
    )


def _open_to(user: User, pages: Iterable[tuple[str, ...]]) -> list[Link]:
    return [Link(reverse(view), *words) for view, *words in pages if may_open(user, reverse(view))]


def _look(request: HttpRequest, user: Any) -> Look:
    url = reverse("choose_look")
    if user is not None and user.is_authenticated:
        return Look(user.theme or "system", user.text_size or "normal", user.contrast or "normal", url)
    chosen = request.session.get("look", {}) if hasattr(request, "session") else {}
    return Look(chosen.get("theme", "system"), chosen.get("text", "normal"), chosen.get("contrast", "normal"), url)


def _acting(user: User) -> Acting:
    links = [
        Link(reverse("change_password"), "Сменить пароль", "gear"),
        Link(reverse("show_second_factor"), "Второй шаг входа", "lock"),
        Link(reverse("show_sessions"), "Где открыт вход", "eye"),
    ]
    person = getattr(user, "person", None)
    if person is None:
        return Acting(user.login, links=links, log_out_url=reverse("log_out"))
    links.insert(0, Link(reverse("show_own_page"), "Моя страница", "people"))
    links.append(Link(reverse("show_exports"), "Журнал выгрузок", "load"))
    return Acting(person.short_name, _title(user), links=links, log_out_url=reverse("log_out"))


def _title(user: User) -> str:
    """The post and the place of work; the role of whoever works nowhere here."""
    standing = standing_of(user)
    held = {one.role for one in standing.roles}
    return standing.post or next((role.label for role in Role if role in held), "")


def _notices(user: User) -> Notices:
    return Notices(reverse("show_notices"), Notice.objects.visible_to(user).unread().count())
