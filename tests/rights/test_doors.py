"""The door: a row one may not see answers like one that never was; without a login there is nothing but the login."""

from collections.abc import Iterable, Iterator

import pytest

from tests.rights.answers import face_of
from tests.rights.bodies import filled
from tests.rights.places import FOREIGN, OWN, SIBLING, Place
from tests.rights.realm import ROLES
from tests.rights.routes import MISSING, OF_ROWS, PEERS, ROUTES, Route
from tests.rights.visiting import ANONYMOUS, Visitors, is_sampled

pytestmark = pytest.mark.django_db
WAYS = (("get", False), ("get", True), ("post", False), ("post", True), ("head", False))
"""Method, and whether htmx asks for a fragment."""
PLAIN = (("get", False), ("post", False))
STRONGEST = (("methodist", FOREIGN), ("foreign_methodist", OWN))
"""Tried at every address on every run."""
TOO_BIG = "9" * 40


@pytest.mark.parametrize("role", ROLES)
def test_a_hidden_row_answers_like_a_missing_one(visitors: Visitors, role: str) -> None:
    assert list(differences(visitors, role, one_in=40)) == []


@pytest.mark.deep
@pytest.mark.parametrize("role", ROLES)
def test_a_hidden_row_answers_like_a_missing_one_in_every_way(visitors: Visitors, role: str) -> None:
    assert list(differences(visitors, role, one_in=1)) == []


def differences(
    visitors: Visitors, role: str, *, one_in: int, routes: Iterable[Route] = OF_ROWS
) -> Iterator[tuple[str, str, str, bool]]:
    for route in routes:
        for place in visitors.realm.places.values():
            is_sure = (role, place.name) in STRONGEST
            ways = [
                way
                for way in WAYS
                if (is_sure and way in PLAIN) or is_sampled(role, route.name, place.name, str(way), one_in=one_in)
            ]
            if not ways or visitors.sees(role, place.rows[route.subject]):
                continue
            for method, htmx in ways:
                faces = [face(visitors, role, route, place, url, method, htmx=htmx) for url in urls(route, place)]
                if faces[0] != faces[1] or faces[0][0] != 404:
                    yield route.name, place.name, method, htmx


def urls(route: Route, place: Place) -> tuple[str, str]:
    return route.url(place), route.missing_url(place)


def face(
    visitors: Visitors, role: str, route: Route, place: Place, url: str, method: str, *, htmx: bool
) -> tuple[int, dict[str, str], bytes]:
    data = filled(route.name, visitors.realm.places, place) if method == "post" else None
    return face_of(visitors.visit(role, url, method=method, data=data, htmx=htmx).answer, url)


def test_a_part_of_another_row_answers_like_a_missing_one(visitors: Visitors) -> None:
    """The second row in an address is looked for in the first one only; a peer among the rows that one sees."""
    own = visitors.realm.places[OWN]
    routes = [route for route in OF_ROWS if route.inner]

    for route in routes:
        for other in (FOREIGN,) if route.name in PEERS else (SIBLING, FOREIGN):
            alien, missing = (
                route.url(own, inner=pk) for pk in (visitors.realm.places[other].pk(route.inner_key), MISSING["int"])
            )
            for method in ("get", "post"):
                faces = [face(visitors, "methodist", route, own, url, method, htmx=False) for url in (alien, missing)]
                assert faces[0] == faces[1]

    assert routes


@pytest.mark.parametrize("method", ("get", "post"))
def test_a_stranger_without_login_finds_the_login_or_a_public_page(visitors: Visitors, method: str) -> None:
    place = visitors.realm.places[OWN]

    assert open_to_strangers(visitors, place, method) == {}


def open_to_strangers(
    visitors: Visitors, place: Place, method: str, routes: Iterable[Route] = ROUTES
) -> dict[str, int]:
    found = {}
    for route in routes:
        visit = visitors.visit(ANONYMOUS, route.url(place), method=method, data=None)
        led = visit.answer.headers.get("Location", "").startswith("/log-in/")
        if visit.changed or visitors.leaks(ANONYMOUS, visit) or not (led or route.is_public):
            found[route.name] = visit.status
    return found


def test_an_impossible_number_is_a_missing_row(visitors: Visitors) -> None:
    place = visitors.realm.places[OWN]
    numbered = [route for route in OF_ROWS if dict(route.params)["pk"] == "int"]

    statuses = {visitors.visit("methodist", route.url(place, pk=TOO_BIG)).status for route in numbered}

    assert statuses == {404}
