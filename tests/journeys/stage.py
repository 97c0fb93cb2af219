"""A real server on a database of its own, at a day in the middle of a school year.

Databases are copied from a template, so a journey may write what it likes and the demo is built once.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import ClassVar
from zoneinfo import ZoneInfo

import psycopg
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from psycopg import sql
from pytest_django.live_server_helper import LiveServer

from metodsovet.kernel import clock, invariants

MIDDLE_OF_THE_YEAR = datetime(2027, 1, 20, 9, 0, tzinfo=ZoneInfo("Asia/Yekaterinburg"))
SHIFT = MIDDLE_OF_THE_YEAR - timezone.now()
_numbers = count(1)


def on_the_day_of_the_stage(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: threads of the server do not inherit the clock of the test."""

    def respond(request: HttpRequest) -> HttpResponse:
        with clock.at(timezone.now() + Stage.ahead):
            return get_response(request)

    return respond


@dataclass(frozen=True, slots=True)
class Stage:
    """``ahead`` is how far its days are from those of the machine: one stage is open at a time."""

    url: str
    ahead: ClassVar[timedelta] = SHIFT

    @contextmanager
    def later(self, moment: datetime) -> Iterator[None]:
        """Let time pass for the server and for the test."""
        before, Stage.ahead = Stage.ahead, moment - timezone.now()
        try:
            with clock.at(moment):
                yield
        finally:
            Stage.ahead = before


def make_database(template: str = "template1") -> str:
    """A database like the template, which nobody may be connected to."""
    connections.close_all()
    name = f"{connections['default'].settings_dict['NAME']}_{os.getpid()}_{next(_numbers)}"
    drop_database(name)
    _administer(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    return name


def drop_database(name: str) -> None:
    _administer(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def on_database(name: str) -> Iterator[None]:
    """Point Django at the database: the threads of a server read the same settings."""
    settings = connections["default"].settings_dict
    before = settings["NAME"]
    connections.close_all()
    settings["NAME"] = name
    ContentType.objects.clear_cache()  # ids differ from database to database
    try:
        yield
    finally:
        connections.close_all()
        settings["NAME"] = before
        ContentType.objects.clear_cache()


@contextmanager
def open_stage(template: str) -> Iterator[Stage]:
    """Serve a copy of the template; what the journey did is forgotten afterwards."""
    name = make_database(template)
    with on_database(name), clock.at(timezone.now() + SHIFT):
        server = LiveServer("localhost")
        try:
            yield Stage(str(server.url))
            assert [str(finding) for finding in invariants.check()] == []
        finally:
            server.stop()
    drop_database(name)


def _administer(statement: sql.SQL | sql.Composed) -> None:
    parameters = {**connections["default"].get_connection_params(), "dbname": "postgres"}
    parameters.pop("context", None)
    parameters.pop("cursor_factory", None)
    with psycopg.connect(**parameters, autocommit=True) as connection:
        connection.execute(statement)
