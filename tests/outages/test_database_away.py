"""The database is not there: pages say so without it, health tells the reason and nothing more."""

import socket
from collections.abc import Iterator

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

SECRETS = ("password", "127.0.0.1", "metodsovet_", "psycopg", "Traceback")


@pytest.fixture
def away(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Client]:
    """Settings name a port where nobody listens."""
    settings = connections["default"].settings_dict
    before = {name: settings[name] for name in ("HOST", "PORT")}
    with django_db_blocker.unblock(), socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        connections.close_all()
        settings |= {"HOST": "127.0.0.1", "PORT": closed.getsockname()[1]}
        yield Client(raise_request_exception=False, HTTP_HOST="localhost")
        connections.close_all()
        settings |= before


@pytest.mark.parametrize("address", ("/", "/log-in/", "/plans/", "/directory/people/1/"))
def test_a_page_without_the_database_says_to_wait(away: Client, address: str) -> None:
    answer = away.get(address)

    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "<h1>Система ненадолго остановлена</h1>" in page
    assert [word for word in SECRETS if word in page] == []
    assert "Content-Security-Policy" in answer.headers


def test_a_posted_form_is_kept_on_the_page(away: Client) -> None:
    page = away.post("/plans/draft/", {"title": "План «Чтение»", "kind": "year_plan"}).content.decode()

    assert '<input type="hidden" name="title" value="План «Чтение»">' in page
    assert "Отправить ещё раз" in page


def test_health_tells_that_the_process_lives_and_cannot_serve(away: Client) -> None:
    live, ready = away.get("/health/live"), away.get("/health/ready")

    assert (live.status_code, live.content) == (200, b"ok")
    assert (ready.status_code, ready.json()) == (503, {"ready": False, "database": False})


@pytest.mark.django_db
def test_ready_names_what_is_missing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("metodsovet.surface.workspace.views.health.LEAST_FREE_BYTES", 2**62)

    answer = client.get("/health/ready")

    told = answer.json()
    assert answer.status_code == 503
    assert (told["ready"], told["database"], told["migrations"], told["disk"]) == (False, True, True, False)


@pytest.mark.django_db
def test_ready_of_an_old_primary_that_is_read_only_is_no(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")

    answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()["database"]) == (503, False)


@pytest.mark.django_db
def test_live_asks_the_database_nothing(client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get("/health/live")

    assert len(queries) == 0
