"""Two presses of one button at once: every form with a one-time key makes what one press makes.

Forms are found by pressing every form of the product once, as the tests of rights do: a new one joins by itself.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from metodsovet.ground.access.models import FormKey
from tests.journeys.stage import drop_database, make_database, on_database
from tests.rights.bodies import filled
from tests.rights.places import Place
from tests.rights.realm import Realm, make_realm
from tests.rights.routes import Route
from tests.rights.test_posts import WRITING, doer_of
from tests.rights.visiting import Visitors

KEY = "pressed-at-once"
LEAST = frozenset({"add_person", "add_organisation", "add_act", "draft_plan", "read_plan", "hire", "add_community"})
"""Tried on every run; the rest are found and tried by the long test."""
LOOSE = ("access_session", "access_formkey")


@pytest.fixture(scope="module")
def realm(
    migrated: str, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Realm]]:
    """The realm of the tests of rights, committed in a database to copy."""
    files: Path = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=files):
        name = make_database(migrated)
        with on_database(name):
            made = make_realm()
        yield name, made
        drop_database(name)


def keyed(visitors: Visitors, names: frozenset[str]) -> Iterator[tuple[Route, str, Place]]:
    """Forms that take a one-time key, each with somebody for whom it does something; of all, or of those named."""
    for route in WRITING:
        if names and route.name not in names:
            continue
        found = doer_of(visitors, route)
        assert found is not None, route.name
        role, place = found
        visit = visitors.visit(role, route.url(place), method="post", data=body(visitors.realm, route, place))
        if FormKey._meta.db_table in visit.changed:
            yield route, role, place


def body(realm: Realm, route: Route, place: Place) -> dict[str, Any]:
    return {**filled(route.name, realm.places, place), "key": KEY, "form_key": KEY}


def made_by(presses: int, template: str, realm: Realm, route: Route, role: str, place: Place) -> dict[str, int]:
    """Rows by table after so many presses at once on a copy of the realm."""
    name = make_database(template)
    with on_database(name):
        clients = [Client() for _ in range(presses)]
        for client in clients:
            client.force_login(realm.user(role))
        url, bodies = route.url(place), [body(realm, route, place) for _ in clients]
        together = Barrier(presses)

        def press(client: Client, data: dict[str, Any]) -> int:
            together.wait(20)
            try:
                return client.post(url, data).status_code
            finally:
                connections.close_all()

        connections.close_all()
        with ThreadPoolExecutor(presses) as pool:
            statuses = list(pool.map(press, clients, bodies))
        assert max(statuses) < 500, (route.name, statuses)
        assert FormKey.objects.filter(key=KEY).count() == 1
        rows = counts()
    drop_database(name)
    return rows


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name not in LOOSE]
        asked = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in tables)
        cursor.execute(asked)
        return dict(cursor.fetchall())


def doubles(
    template: str, realm: Realm, presses: int, names: frozenset[str] = frozenset()
) -> Iterator[tuple[str, dict[str, tuple[int, int]]]]:
    with on_database(template):
        forms = list(keyed(Visitors(realm), names))
    assert {route.name for route, _, _ in forms} >= LEAST
    for route, role, place in forms:
        once = made_by(1, template, realm, route, role, place)
        many = made_by(presses, template, realm, route, role, place)
        if once != many:
            yield route.name, {name: (once[name], many[name]) for name in once if once[name] != many[name]}


def test_two_presses_at_once_make_what_one_makes(realm: tuple[str, Realm]) -> None:
    assert list(doubles(*realm, presses=2, names=LEAST)) == []


@pytest.mark.deep
def test_twenty_presses_at_once_of_any_form_make_what_one_makes(realm: tuple[str, Realm]) -> None:
    assert list(doubles(*realm, presses=20)) == []
