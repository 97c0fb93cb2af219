"""The harness knows every route, every model and every parameter: what is new and unknown here fails loudly."""

import pytest
from django.apps import apps
from django.urls import NoReverseMatch

from tests.rights import questions
from tests.rights.bodies import BODIES, CHANGE_NOTHING
from tests.rights.places import OWN, Place
from tests.rights.realm import DOERS, Realm
from tests.rights.routes import OF_ROUTES, ROUTES, VALUES, Route
from tests.rights.visiting import Visitors

pytestmark = pytest.mark.django_db
NOT_ALLOWED = 405


def fault_of(route: Route, place: Place) -> str:
    try:
        route.url(place)
    except (KeyError, NoReverseMatch) as error:
        return f"{route.name}: {error!r}"
    return ""


def test_every_route_has_a_row_to_open(realm: Realm) -> None:
    unknown = [fault_of(route, place) for route in ROUTES for place in realm.places.values()]

    assert [fault for fault in unknown if fault] == []


def test_every_model_of_which_people_see_a_part_has_a_row_in_every_place(realm: Realm) -> None:
    guarded = {model for model in apps.get_models() if hasattr(model._default_manager, "visible_to")}

    for place in realm.places.values():
        assert guarded - {type(row) for row in place.rows.values()} == set()


def test_every_route_that_accepts_post_has_a_body(visitors: Visitors) -> None:
    place = visitors.realm.places[OWN]
    unknown = [route for route in ROUTES if not (route.name in BODIES or route.name in CHANGE_NOTHING)]
    doers = {route: next(role for role in DOERS if visitors.may(role, route, place)) for route in unknown}

    accepting = [
        route.name
        for route, role in doers.items()
        if visitors.visit(role, route.url(place), method="post").status != NOT_ALLOWED
    ]

    assert accepting == []


def test_registries_name_only_routes_that_exist() -> None:
    names = {route.name for route in ROUTES}
    named = {*OF_ROUTES, *BODIES, *CHANGE_NOTHING, *questions.OF_ROUTES, *(key.split(".")[0] for key in VALUES)}

    assert named - names == set()
    assert len(names) == len(ROUTES)


def test_every_parameter_that_a_view_reads_is_asked() -> None:
    asked = {*questions.ROWS, *questions.WORDS, *questions.OUTSIDE}

    assert questions.parameters_read() - asked == set()
