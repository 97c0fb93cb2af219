"""What is shown when the database or the disk is away: a page that needs neither, with the form to send again."""

import errno
from collections.abc import Callable

import psycopg
import pytest
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from metodsovet.design.errors import server_error

SENT = {"title": "Круглый стол «Чтение»", "csrfmiddlewaretoken": "x" * 32, "chosen": ["3", "5"]}
raised: list[BaseException] = []


def fail(request: HttpRequest) -> HttpResponse:
    raise raised[-1]


urlpatterns = [path("fail/", fail)]
handler500 = server_error


def caused(outer: Exception, inner: BaseException) -> Exception:
    outer.__cause__ = inner
    return outer


CASES: tuple[tuple[Callable[[], BaseException], int], ...] = (
    (lambda: caused(OperationalError(), psycopg.errors.AdminShutdown()), 503),
    (lambda: caused(OperationalError(), psycopg.errors.CannotConnectNow()), 503),
    (lambda: caused(OperationalError(), psycopg.errors.ConnectionFailure()), 503),
    (lambda: caused(OperationalError(), psycopg.OperationalError("connection failed")), 503),
    (lambda: caused(OperationalError(), psycopg.errors.QueryCanceled()), 503),
    (lambda: caused(OperationalError(), psycopg.errors.LockNotAvailable()), 503),
    (lambda: caused(OperationalError(), psycopg.errors.ReadOnlySqlTransaction()), 503),
    (lambda: InterfaceError("connection already closed"), 503),
    (lambda: caused(OperationalError(), psycopg.errors.DiskFull()), 507),
    (lambda: OSError(errno.ENOSPC, "No space left on device"), 507),
    (lambda: OSError(errno.EDQUOT, "Disk quota exceeded"), 507),
    (lambda: caused(DataError(), psycopg.errors.NumericValueOutOfRange()), 500),
    (lambda: OSError(errno.EACCES, "Permission denied"), 500),
    (lambda: ValueError("a mistake of ours"), 500),
)


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("make", "status"), CASES)
@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])
def test_an_outage_is_told_from_a_mistake(make: Callable[[], BaseException], status: int, client: Client) -> None:
    raised.append(make())

    answer = client.get("/fail/")

    assert answer.status_code == status
    assert (answer.headers.get("Retry-After") is not None) == (status == 503)
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize("make", (CASES[0][0], CASES[9][0]))
@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])
def test_a_posted_form_waits_on_the_page(make: Callable[[], BaseException], client: Client) -> None:
    raised.append(make())

    page = client.post("/fail/?tab=2", SENT).content.decode()

    assert '<form method="post" action="/fail/?tab=2" enctype="multipart/form-data">' in page
    assert '<input type="hidden" name="title" value="Круглый стол «Чтение»">' in page
    assert page.count('name="chosen"') == 2
    assert "Отправить ещё раз" in page
    assert "приложите снова" in page


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])
def test_a_password_never_comes_back(client: Client) -> None:
    raised.append(CASES[0][0]())

    page = client.post("/fail/", {"login": "kto", "password": "очень-тайный"}).content.decode()

    assert "тайный" not in page
    assert "<form" not in page


def test_a_mistake_of_ours_names_the_number_of_the_request() -> None:
    assert "номер" not in server_error(RequestFactory().get("/")).content.decode()
