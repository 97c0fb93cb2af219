"""The tests of rights are tested: a leak of every kind is planted, and the same code that finds none finds it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.shortcuts import get_object_or_404
from django.test import override_settings
from django.urls import URLResolver, get_resolver

from metodsovet.ground.access import door
from metodsovet.ground.access.tests.test_door import views_without_policy
from metodsovet.ground.assignments.models.assignments import AssignmentQuerySet
from metodsovet.ground.files.models.stored_files import StoredFileQuerySet
from metodsovet.ground.notifications.calendars import entries
from tests.rights import planted
from tests.rights.places import FOREIGN, MARKS, OWN, SIBLING
from tests.rights.routes import OF_ROWS, PEERS, ROUTES, Route, all_routes
from tests.rights.stuffing import escaped_fields, every_column
from tests.rights.test_doors import differences, open_to_strangers
from tests.rights.test_leaks import faults
from tests.rights.test_post import leaks_of_calendars
from tests.rights.test_posts import breaches
from tests.rights.test_registry import fault_of
from tests.rights.test_visibility import rows_seen_abroad
from tests.rights.visiting import Visitors

pytestmark = pytest.mark.django_db
READERS = ("methodist", "teacher")
FOREIGN_WORD = MARKS[FOREIGN].lower()


@pytest.fixture
def plants(visitors: Visitors) -> Iterator[Mapping[str, Route]]:
    """The planted routes by name; nothing of them is left afterwards."""
    with override_settings(ROOT_URLCONF=planted.__name__):
        yield {route.name: route for route in all_routes() if route.name.startswith("plant_")}
    assert {route.name for route in all_routes()} == {route.name for route in ROUTES}


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("name", (*planted.OPEN, "fragment"))
def test_a_leak_is_found_in_whatever_it_leaves(
    visitors: Visitors, plants: Mapping[str, Route], role: str, name: str
) -> None:
    found = {word for *_, words in faults(visitors, role, one_in=1, routes=[plants[f"plant_{name}"]]) for word in words}

    assert any(word.startswith(FOREIGN_WORD) for word in found), found


@pytest.mark.parametrize("name", ("plant_row", "plant_file"))
def test_a_row_and_a_file_without_the_check_are_found_at_the_door_and_by_their_words(
    visitors: Visitors, plants: Mapping[str, Route], name: str
) -> None:
    """The neighbour's row too, and by somebody of another municipality."""
    for role, hidden in (
        ("methodist", {FOREIGN}),
        ("methodical_lead", {SIBLING, FOREIGN}),
        ("foreign_methodist", {OWN}),
    ):
        at_the_door = {found[1] for found in differences(visitors, role, one_in=1, routes=[plants[name]])}
        by_words = {place for _, place, _, words in faults(visitors, role, one_in=1, routes=[plants[name]]) if words}
        assert hidden <= at_the_door
        assert hidden <= by_words


def test_reading_that_writes_is_found(visitors: Visitors, plants: Mapping[str, Route]) -> None:
    (*_, changed), *_ = faults(visitors, "methodist", one_in=1, routes=[plants["plant_write"]])

    assert changed == ["directory_subject"]


def test_a_form_that_asks_no_right_is_found(visitors: Visitors, plants: Mapping[str, Route]) -> None:
    route = plants["plant_write"]
    pressed = Route(
        route.name, type("Guarded", (), {"permission": "directory.change_installation", "__call__": None}), ()
    )

    found = {changed for *_, tables in breaches(visitors, "teacher", one_in=1, routes=[pressed]) for changed in tables}

    assert found == {"directory_subject"}


def test_a_column_that_no_form_declares_is_found(visitors: Visitors, plants: Mapping[str, Route]) -> None:
    doer = ("methodist", visitors.realm.places[OWN])
    columns = every_column(visitors.realm.places)

    escaped = escaped_fields(visitors, plants["plant_stuffed"], doer, columns)

    assert escaped == {("directory_organisation", "short_name")}


def test_a_new_route_without_a_policy_is_found(visitors: Visitors, plants: Mapping[str, Route]) -> None:
    own, resolver = visitors.realm.places[OWN], get_resolver()
    silent = plants["plant_silent"]

    assert [line for line in views_without_policy(resolver) if "plant_silent" in line]
    assert not [line for line in views_without_policy(product()) if "plant" in line]
    assert open_to_strangers(visitors, own, "get", [silent]) == {"plant_silent": 200}


def product() -> URLResolver:
    return get_resolver("metodsovet.urls")


def test_a_new_route_over_rows_that_the_realm_does_not_know_is_found(
    visitors: Visitors, plants: Mapping[str, Route]
) -> None:
    own = visitors.realm.places[OWN]

    assert "plant_unknown.thing" in fault_of(plants["plant_unknown"], own)
    assert fault_of(plants["plant_row"], own) == ""


def test_a_source_of_calendars_over_the_whole_table_is_found(
    visitors: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, _ = leaks_of_calendars(visitors, "methodist")
    monkeypatch.setattr(entries, "_sources", [*entries._sources, planted.planted_deadlines])

    found, _ = leaks_of_calendars(visitors, "methodist")

    assert before == set()
    assert any(word.startswith(FOREIGN_WORD) for word in found)


@pytest.mark.parametrize(
    ("rows", "names"),
    (
        (AssignmentQuerySet, {"search", "show_control"}),
        (StoredFileQuerySet, {"fetch_file"}),
    ),
)
def test_rows_that_everybody_sees_are_found_in_the_pages_of_the_product(
    visitors: Visitors, monkeypatch: pytest.MonkeyPatch, rows: Any, names: set[str]
) -> None:
    """The hole is in the queryset itself, which is also what tells the tests who sees what."""
    monkeypatch.setattr(rows, "visible_to", lambda self, user: self.all())
    routes = [route for route in ROUTES if route.name in names]

    leaking = {name for name, *_ in faults(visitors, "methodist", one_in=1, routes=routes)}

    assert leaking == names
    assert rows_seen_abroad(visitors)


@pytest.mark.deep
def test_with_the_door_off_every_row_of_the_product_is_found(
    visitors: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The only check of rows taken away: each route that opens a row stands in the list of differences.

    Routes over two peers look the second one up by themselves.
    """
    abroad = visitors.realm.places[FOREIGN].rows
    hidden = {
        route.name
        for route in OF_ROWS
        if route.name not in PEERS and not visitors.sees("methodist", abroad[route.subject])
    }
    monkeypatch.setattr(door, "visible_or_404", lambda model, user, pk: get_object_or_404(model, pk=pk))
    monkeypatch.setattr(door, "require", lambda *_: None)

    found = {name for name, *_ in differences(visitors, "methodist", one_in=10**9)}

    assert hidden - found == set()
    assert len(found) > 80
