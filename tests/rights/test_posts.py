"""POST: whoever lacks the right changes nothing; whoever has it cannot name rows that are not his to name."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django import forms
from django.forms.forms import BaseForm

from tests.rights.bodies import BODIES, CHANGE_NOTHING, filled, rows_of
from tests.rights.places import ABROAD, FOREIGN, OWN, SIBLING, TOWN, Place
from tests.rights.realm import DOERS, ROLES
from tests.rights.routes import ROUTES, Route
from tests.rights.visiting import Visit, Visitors, is_sampled

pytestmark = pytest.mark.django_db
WRITING = tuple(route for route in ROUTES if route.name in BODIES)
REFUSED = (403, 404)
OF_ALL = frozenset({"subject", "subjects", "positions"})
"""Fields of forms that choose from registers which all municipalities share."""


def press(visitors: Visitors, role: str, route: Route, place: Place, swapped: dict[str, str] | None = None) -> Visit:
    data = filled(route.name, visitors.realm.places, place, swapped)
    return visitors.visit(role, route.url(place), method="post", data=data)


def doer_of(visitors: Visitors, route: Route) -> tuple[str, Place] | None:
    """Somebody at home for whom the form does what it is for; looked for once in the realm."""
    known = visitors.realm.doers
    if route.name not in known:
        known[route.name] = _found_doer(visitors, route)
    return known[route.name]


def _found_doer(visitors: Visitors, route: Route) -> tuple[str, Place] | None:
    places = visitors.realm.places
    for name in (OWN, TOWN, SIBLING):
        for role in DOERS:
            if visitors.may(role, route, places[name]) and press(visitors, role, route, places[name]).changed:
                return role, places[name]
    return None


def test_every_form_does_something_for_somebody(visitors: Visitors) -> None:
    """Else the refusals below would prove nothing."""
    assert [route.name for route in WRITING if doer_of(visitors, route) is None] == []


@pytest.mark.parametrize("role", ROLES)
def test_whoever_lacks_the_right_changes_nothing(visitors: Visitors, role: str) -> None:
    assert list(breaches(visitors, role, one_in=12)) == []


@pytest.mark.deep
@pytest.mark.parametrize("role", ROLES)
def test_whoever_lacks_the_right_changes_nothing_anywhere(visitors: Visitors, role: str) -> None:
    assert list(breaches(visitors, role, one_in=1)) == []


def breaches(
    visitors: Visitors, role: str, *, one_in: int, routes: Iterable[Route] = WRITING
) -> Iterator[tuple[str, str, int, list[str]]]:
    for route in routes:
        for place in visitors.realm.places.values():
            is_sure = (role, place.name) in {("methodist", FOREIGN), ("methodical_lead", SIBLING)}
            if not (is_sure or is_sampled(role, route.name, place.name, one_in=one_in)):
                continue
            if visitors.may(role, route, place):
                continue
            visit = press(visitors, role, route, place)
            if visit.status not in REFUSED or visit.changed or visitors.leaks(role, visit):
                yield route.name, place.name, visit.status, sorted(visit.changed)


def test_forms_that_change_nothing_change_nothing(visitors: Visitors) -> None:
    place = visitors.realm.places[OWN]
    tried = [route for route in ROUTES if route.name in CHANGE_NOTHING and route.name != "log_out"]

    changes = {route.name: visitors.visit("methodist", route.url(place), method="post").changed for route in tried}

    assert {name for name, changed in changes.items() if changed} == set()


def test_a_form_refuses_rows_of_another_municipality(visitors: Visitors, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = watch_forms(monkeypatch, {row.pk for place in ABROAD for row in visitors.realm.places[place].rows.values()})

    taken = [
        (route.name, field, place)
        for route in WRITING
        for field in rows_of(route.name)
        for place in ABROAD
        if is_taken(visitors, route, field, place)
    ]

    assert taken == []
    assert set(fields_that_choose_rows()) - tried == set()


def is_taken(visitors: Visitors, route: Route, field: str, place: str) -> bool:
    """Whether the form took the row or told about it."""
    found = doer_of(visitors, route)
    assert found is not None, route.name
    role, home = found
    visit = press(visitors, role, route, home, {field: place})
    return bool(visit.changed or visitors.leaks(role, visit))


def test_a_form_of_a_school_refuses_rows_of_the_neighbour(visitors: Visitors) -> None:
    own = visitors.realm.places[OWN]
    taken = [
        (route.name, field)
        for route in WRITING
        for field, row in rows_of(route.name).items()
        if row.at != TOWN and row.key not in KNOWN_TO_NEIGHBOURS
        if visitors.may("methodical_lead", route, own) and press(visitors, "methodical_lead", route, own).changed
        if press(visitors, "methodical_lead", route, own, {field: SIBLING}).changed
    ]

    assert taken == []


KNOWN_TO_NEIGHBOURS = frozenset({"act", "community_kind", "service", "controller"})
"""A signed act is known in the whole municipality and may be named as a basis; the service serves all schools,
and kinds of communities are worded for all of them."""


def watch_forms(monkeypatch: pytest.MonkeyPatch, foreign: set[Any]) -> set[tuple[str, str]]:
    """Forms and their fields that were given the key of a foreign row."""
    tried: set[tuple[str, str]] = set()
    keys = {str(pk) for pk in foreign}
    base: Any = BaseForm  # what checks the fields is not among its public names
    check = base._clean_fields

    def checked(form: Any) -> None:
        given = {name for name in form.fields if keys & set(form.data.getlist(form.add_prefix(name)))}
        tried.update((_owner(form, name), name) for name in given)
        check(form)

    monkeypatch.setattr(BaseForm, "_clean_fields", checked)
    return tried


def fields_that_choose_rows() -> Iterator[tuple[str, str]]:
    for form in _subclasses(forms.Form):
        for name, field in form.__dict__.get("declared_fields", {}).items():
            if (
                isinstance(field, forms.ModelChoiceField)
                and name not in OF_ALL
                and form.__module__.startswith("metods")
            ):
                yield _declarer(form, name), name


def _owner(form: BaseForm, name: str) -> str:
    return _declarer(type(form), name)


def _declarer(form: Any, name: str) -> str:
    """The class that has declared the field: its heirs need not be tried each."""
    field = form.base_fields.get(name)
    owners: list[type] = [one for one in form.__mro__ if getattr(one, "base_fields", {}).get(name) is field]
    return owners[-1].__qualname__


def _subclasses(of: type) -> Iterator[Any]:
    subclasses: list[Any] = of.__subclasses__()
    for one in subclasses:
        yield one
        yield from _subclasses(one)
