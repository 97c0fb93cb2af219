"""What the shell of every page shows. Lazy: a fragment that shows no shell asks nothing."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from metodsovet.design.shell import Acting, Link, Look, Notices, SchoolYears
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.demo_accounts import DEMO_PASSWORD
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.surface.workspace.demo_logins import demo_logins
from metodsovet.surface.workspace.places import places_of

PEOPLE_TABS = (
    ("communities.view_community", "show_communities", "Объединения"),
    ("directory.view_staff_of_day", "show_staff_of_day", "Кто где был"),
)
PEOPLE_CARES = (
    ("directory.view_doubles", "show_doubles", "Двойники"),
    ("directory.view_erasures", "show_erasures", "Просьбы удалить данные"),
)
DOCUMENTS_TABS = (("orders.view_order", "show_orders", "Приказы"),)
"""Permission, page, label: what is opened once a month stands beside the title and takes no tab."""


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
            "settings_tabs": [
                Link(reverse("show_letters"), "Исходящая почта", "letters"),
                Link(reverse("show_keeping"), "Сохранность", "keeping"),
                Link(reverse("show_kinds"), "Виды объединений", "kinds"),
            ],
        }
    installation = getattr(request, "installation", None)
    beside = {"beside_the_door": "workspace/parts/demo_logins.html", "demo_password": DEMO_PASSWORD}
    return (
        common
        | ({"installation_name": installation.root.name} if installation else {})
        | (beside | {"demo_logins": SimpleLazyObject(demo_logins)} if installation and installation.is_demo else {})
    )


def _open_to(user: User, pages: tuple[tuple[str, str, str], ...]) -> list[Link]:
    return [Link(reverse(name), label) for permission, name, label in pages if user.has_perm(permission)]


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
    person: Any = getattr(user, "person", None)
    job = person.employments.on(clock.today()).select_related("position", "organisation").first()
    if job is not None:
        return f"{job.position.name}, {job.organisation.short_name}"
    held = {one.role for one in standing_of(user).roles}
    return next((role.label for role in Role if role in held), "")


def _notices(user: User) -> Notices:
    return Notices(reverse("show_notices"), Notice.objects.visible_to(user).unread().count())
