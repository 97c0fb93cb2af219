"""Every request has its number, and the log says nothing that people typed."""

import json
import logging
import re
from collections.abc import Iterator
from io import StringIO

import pytest
from django.test import Client

from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.kernel.logs import JsonFormatter, LineFormatter, RequestsByRoute

pytestmark = pytest.mark.django_db
NUMBER = "5f0c3c1e-7b1a-4a52-9d1e-0a5d4a1f2b3c"
CANARIES = ("Шпаликова", "shpalikova", "%D0%A8", "секрет-2026")


@pytest.fixture(params=(JsonFormatter, LineFormatter))
def log(request: pytest.FixtureRequest) -> Iterator[StringIO]:
    """What a service would write, everything from INFO on."""
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(request.param())
    handler.addFilter(RequestsByRoute())
    root, ours = logging.getLogger(), logging.getLogger("metodsovet.requests")
    levels = root.level, ours.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    ours.setLevel(logging.INFO)
    yield out
    root.removeHandler(handler)
    root.setLevel(levels[0])
    ours.setLevel(levels[1])


@pytest.fixture
def world() -> World:
    return make_world()


def test_the_number_of_a_proxy_comes_back(client: Client) -> None:
    assert client.get("/health/live", headers={"X-Request-ID": NUMBER}).headers["X-Request-ID"] == NUMBER


@pytest.mark.parametrize("asked", ("", "shpalikova", "1", "a" * 65, "0123456789abcdef\nx", "Шпаликова-0123456789"))
def test_a_number_that_could_carry_words_is_replaced(client: Client, asked: str) -> None:
    number = client.get("/health/live", headers={"X-Request-ID": asked}).headers["X-Request-ID"]

    assert number != asked
    assert re.fullmatch(r"[0-9a-f]{32}", number)


def test_the_log_holds_no_word_that_people_typed(client: Client, world: World, log: StringIO) -> None:
    client.post("/log-in/", {"login": "shpalikova", "password": "секрет-2026"})
    client.get("/Шпаликова/?q=Шпаликова")
    client.get("/directory/people/?q=Шпаликова")
    client.force_login(user_of(world.teacher))
    client.get("/directory/settings/?q=Шпаликова")
    client.post("/directory/people/add/", {"last_name": "Шпаликова"})
    client.get("/", headers={"Host": "shpalikova.example", "X-Request-ID": "shpalikova"})
    client.get("/directory/people/?page=" + "9" * 400 + "Шпаликова")

    written = log.getvalue()
    assert written.count("\n") >= 6
    assert [word for word in CANARIES if word in written] == []
    assert world.teacher.last_name not in written
    assert user_of(world.teacher).login not in written


def test_a_mistake_is_logged_without_the_values_it_met(
    client: Client, log: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("Шпаликова shpalikova")

    monkeypatch.setattr("metodsovet.surface.workspace.views.health._is_migrated", fail)
    client.raise_request_exception = False

    answer = client.get("/health/ready?q=Шпаликова", headers={"X-Request-ID": NUMBER})

    assert answer.status_code == 500
    assert NUMBER in answer.content.decode()
    written = log.getvalue()
    assert "ValueError" in written
    assert "health.py" in written
    assert NUMBER in written
    assert [word for word in CANARIES if word in written] == []


def test_a_refusal_is_one_line(client: Client, world: World, log: StringIO) -> None:
    client.force_login(user_of(world.teacher))

    answer = client.get("/directory/settings/")

    assert answer.status_code == 403
    lines = log.getvalue().splitlines()
    assert [line for line in lines if "answered 403" in line and "directory/settings/" in line]
    assert not [line for line in lines if "Traceback" in line or "PermissionDenied" in line or line.startswith(" ")]


def test_a_request_is_one_object_with_route_status_and_time(client: Client) -> None:
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonFormatter())
    ours = logging.getLogger("metodsovet.requests")
    ours.addHandler(handler)
    level = ours.level
    ours.setLevel(logging.INFO)
    try:
        client.get("/health/live?q=1", headers={"X-Request-ID": NUMBER})
    finally:
        ours.removeHandler(handler)
        ours.setLevel(level)

    entry = json.loads(out.getvalue())
    told = {name: entry[name] for name in ("request", "method", "route", "status", "level")}
    assert told == {"request": NUMBER, "method": "GET", "route": "health/live", "status": 200, "level": "info"}
    assert isinstance(entry["ms"], int)
