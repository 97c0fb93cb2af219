"""Two people open one form and save one after the other: what the first has saved is never overwritten unseen.

Every form of the product is tried: whatever the second one changes in a column that the first one has just changed
is an overwriting, unless the second was refused and told (4xx).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from lxml import html

from tests.rights.bodies import Body, Row, filled
from tests.rights.places import Place
from tests.rights.questions import NOTHING, OF_ROUTES
from tests.rights.routes import ROUTES, Route
from tests.rights.snapshots import Rows, columns_changed, rows
from tests.rights.test_posts import WRITING, doer_of
from tests.rights.visiting import Visitors, is_sampled

pytestmark = pytest.mark.django_db
REFUSED = 400
ONCE = frozenset({"key", "form_key"})
"""Two editors have two keys."""
WORDS = frozenset(
    {"title", "name", "short_name", "text", "reason", "remark", "answer", "evidence", "last_name", "position",
     "source", "login", "number", "told_by", "place", "parties_text"}
)  # fmt: skip
"""Fields of free words."""
OTHERWISE: Mapping[str, Body] = {
    "change_digest": {"topics": "offices"},
    "change_offices": {"accepter": Row("controller"), "controller": Row("service")},
    "choose_look": {"theme": "light"},
    "set_control": {"control": "report"},
    "set_audience": {"kinds": "kindergarten"},
    "set_digest_time": {"digest_at": "17:15"},
    "set_offices": {"accepter": Row("controller"), "controller": Row("service")},
    "set_organisation_mail": {"mail": "other@example.ru"},
    "set_reference_number": {"value": "8"},
    "show_entering": {"code_days": 6},
    "show_settings": {"risk_days": 4},
    "enter_fact": {"fact": "8"},
}
"""What the second one chooses where words and days do not differ by themselves."""

LET_BE: Mapping[str, str] = {
    "choose_look": "one's own pages",
    "answer_call": "one's own answer to a call, of which the latest holds",
    "move_activity": "each press moves the line by one from where it stands",
    "renew_code": "whoever prints a newer slip has it in hand, and the former one is refused at the login",
    "make_feed": "one's own address, of which a newer one is always the only one",
}
"""Forms whose second press may change the same again, and why."""
SURE = frozenset({"rename_organisation", "change_indicator", "set_theme", "show_settings"})
"""Tried on every run."""
NO_FORMS = ("download", "figure", "fetch")
Forms = Mapping[str, Mapping[str, list[str]]]


def test_the_second_editor_never_overwrites_unseen(visitors: Visitors) -> None:
    assert list(overwritings(visitors, one_in=8)) == []


@pytest.mark.deep
def test_the_second_editor_of_any_form_never_overwrites_unseen(visitors: Visitors) -> None:
    assert list(overwritings(visitors, one_in=1)) == []


def test_a_form_that_overwrites_is_found(visitors: Visitors) -> None:
    """One's own look of pages is such a form, and is let be."""
    route = next(route for route in WRITING if route.name == "choose_look")
    found = doer_of(visitors, route)
    assert found is not None

    assert set(overwritten(visitors, route, found, {})) == {"access_user.theme"}


def overwritings(visitors: Visitors, *, one_in: int) -> Iterator[tuple[str, dict[str, Any]]]:
    shown: dict[tuple[str, str], Forms] = {}
    for route in WRITING:
        if route.name in LET_BE or not (route.name in SURE or is_sampled(route.name, one_in=one_in)):
            continue
        found = doer_of(visitors, route)
        assert found is not None, route.name
        role, place = found
        if (role, place.name) not in shown:
            shown[role, place.name] = forms_of(visitors, role, place, WRITING if one_in > 1 else ROUTES)
        lost = overwritten(visitors, route, found, shown[role, place.name].get(route.url(place), {}))
        if lost:
            yield route.name, lost


def overwritten(
    visitors: Visitors, route: Route, found: tuple[str, Place], fields: Mapping[str, list[str]]
) -> dict[str, Any]:
    """Columns that both have changed, in either order, though the second was told nothing."""
    role, place = found
    client, url = visitors.client(role), route.url(place)
    kept = {name: value for name, value in fields.items() if name not in ONCE}
    lost: dict[str, Any] = {}
    for turn in (1, -1):
        one, other = ({**kept, **body} for body in bodies(visitors, route, place)[::turn])
        with transaction.atomic():
            before = rows()
            client.post(url, one)
            between = rows()
            answer = client.post(url, other)
            if answer.status_code < REFUSED:
                lost |= twice_changed(before, between, rows())
            transaction.set_rollback(True)
    return lost


def bodies(visitors: Visitors, route: Route, place: Place) -> tuple[Body, Body]:
    places = visitors.realm.places
    body = filled(route.name, places, place)
    chosen = {
        name: value.value(places, place) if isinstance(value, Row) else value
        for name, value in OTHERWISE.get(route.name, {}).items()
    }
    return body, {name: differing(name, value) for name, value in filled(route.name, places, place).items()} | chosen


def differing(name: str, value: Any) -> Any:
    if isinstance(value, date):
        return value + timedelta(days=1)
    return f"{value} иначе" if name in WORDS and isinstance(value, str) and value else value


def forms_of(visitors: Visitors, role: str, place: Place, routes: Iterable[Route]) -> Forms:
    """Fields as the pages show them, by the address to which each form is sent."""
    found: dict[str, Mapping[str, list[str]]] = {}
    with transaction.atomic():
        for route in routes:
            if not any(word in route.name for word in NO_FORMS) and visitors.may(role, route, place):
                for question in (NOTHING, *OF_ROUTES.get(route.name, ())):
                    url = route.url(place)
                    answer = visitors.client(role).get(url, question)
                    if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
                        page = html.fromstring(f"<main>{answer.content.decode()}</main>")
                        for form in page.xpath("//form[@method='post']"):
                            found.setdefault(form.get("action") or url, _fields(form))
        transaction.set_rollback(True)
    return found


def _fields(form: Any) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value)
    return fields


def twice_changed(before: Rows, between: Rows, after: Rows) -> dict[str, Any]:
    once, again = columns_changed(before, between), columns_changed(between, after)
    return {
        f"{place[0]}.{name}": (once[place][name], value)
        for place, columns in again.items()
        for name, value in columns.items()
        if place in once and name in once[place] and name != "version"
    }
