"""Two people open one form and save one after the other: what the first has saved is never overwritten unseen.

Every form of the product is tried: whatever the second one changes in a column that the first one has just changed
is an overwriting, unless the second was told.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from lxml import html

from tests.rights.bodies import Body, Row, filled
from tests.rights.places import OWN, TOWN, Place
from tests.rights.questions import NOTHING, OF_ROUTES
from tests.rights.routes import ROUTES, Route
from tests.rights.snapshots import Rows, columns_changed, rows
from tests.rights.test_posts import WRITING, doer_of
from tests.rights.visiting import Visitors

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

NO_FORMS = ("download", "figure", "fetch")
Forms = Mapping[str, Mapping[str, list[str]]]


def test_the_second_editor_never_overwrites_unseen(visitors: Visitors) -> None:
    for x in overwritings(visitors):
        print(x)
    assert 0


def overwritings(visitors: Visitors) -> Iterator[tuple[str, int, dict[str, Any]]]:
    shown: dict[tuple[str, str], Forms] = {}
    for route in WRITING:
        found = doer_of(visitors, route)
        assert found is not None, route.name
        role, place = found
        if (role, place.name) not in shown:
            shown[role, place.name] = forms_of(visitors, role, place)
        fields = shown[role, place.name].get(route.url(place), {})
        with transaction.atomic():
            yield from overwriting(visitors, route, found, fields)
            transaction.set_rollback(True)


def overwriting(
    visitors: Visitors, route: Route, found: tuple[str, Place], fields: Mapping[str, list[str]]
) -> Iterator[tuple[str, int, dict[str, Any]]]:
    role, place = found
    client, url = visitors.client(role), route.url(place)
    kept = {name: value for name, value in fields.items() if name not in ONCE}
    one, other = (kept | body for body in bodies(visitors, route, place))
    before = rows()
    first = client.post(url, one)
    between = rows()
    second = client.post(url, other)
    lost = twice_changed(before, between, rows())
    print("T!", route.name, "FORM" if fields else "----", first.status_code, second.status_code, lost if lost else "", "SAME" if one==other else "")
    yield from ()


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


def forms_of(visitors: Visitors, role: str, place: Place) -> Forms:
    """Fields as the pages show them, by the address to which each form is sent."""
    found: dict[str, Mapping[str, list[str]]] = {}
    with transaction.atomic():
        for route in ROUTES:
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
        if place in once and name in once[place] 
    }
