"""A list killed on its way into the register: nothing of it is there, and the next applying makes what one makes."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, InterfaceError, connection, connections, transaction
from pytest_django import DjangoDbBlocker

from metodsovet.ground.directory.actions.rosters import apply_roster
from metodsovet.ground.directory.models import Roster
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel import invariants
from tests.outages.lists import ListedTown, a_copy, fingerprint, listed_town, told
from tests.outages.test_kills import wait_for_the_server_to_let_go

LEAST_STATEMENTS = 30


def apply(town: ListedTown) -> Roster:
    return apply_roster(Roster.objects.get(pk=town.roster.pk), by=user_of(town.world.methodist))


def test_an_applying_cut_at_any_statement_leaves_nothing_and_goes_well_again(
    migrated: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with django_db_blocker.unblock(), listed_town(migrated, tmp_path) as town:
        with a_copy(town):
            before = fingerprint()
            cut = 0
            while cut_at(cut + 1, monkeypatch, lambda: apply(town)):
                cut += 1
                assert fingerprint() == before, f"statement {cut}"
                assert town.roster.file.storage.exists(str(town.roster.file.name))
            after_cuts, found = told(), invariants.check()
        with a_copy(town):
            apply(town)
            undisturbed = told()

    assert cut > LEAST_STATEMENTS
    assert after_cuts == undisturbed
    assert undisturbed["lists"] == [("applied", "")]
    assert [str(finding) for finding in found] == []


def test_an_applying_cut_before_its_commit_leaves_nothing(
    migrated: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    with django_db_blocker.unblock(), listed_town(migrated, tmp_path) as town, a_copy(town):
        before = fingerprint()
        with pytest.raises((DatabaseError, InterfaceError)):
            apply_and_lose_the_database(town)
        connections.close_all()
        assert fingerprint() == before
        assert town.roster.file.storage.exists(str(town.roster.file.name))


def apply_and_lose_the_database(town: ListedTown) -> None:
    with transaction.atomic():
        apply(town)
        end_our_backend()


def cut_at(number: int, monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> bool:
    """Whether the statement of the number was reached; our backend of the database is ended before it runs."""
    connections.close_all()
    with counted(number, monkeypatch) as count, connection.execute_wrapper(count):
        try:
            act()
        except (DatabaseError, InterfaceError, psycopg.OperationalError):  # the last out of COPY
            assert count.seen >= number
    connections.close_all()
    wait_for_the_server_to_let_go()
    return count.seen >= number


class Count:
    def __init__(self, number: int) -> None:
        self.seen = 0
        self._number = number

    def step(self) -> None:
        self.seen += 1
        if self.seen == self._number:
            end_our_backend()

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.step()
        return execute(*statement)


@contextmanager
def counted(number: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Count]:
    """Statements, and COPY, which Django's wrapper does not see."""
    count, copy = Count(number), psycopg.Cursor.copy

    def seen(cursor: Any, *statement: Any, **more: Any) -> Any:
        count.step()
        return copy(cursor, *statement, **more)

    with monkeypatch.context() as patch:
        patch.setattr(psycopg.Cursor, "copy", seen)
        yield count


def end_our_backend() -> None:
    pid = connection.connection.info.backend_pid
    parameters = connection.get_connection_params()
    parameters.pop("context", None)
    parameters.pop("cursor_factory", None)
    with psycopg.connect(**parameters, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_kill_9_of_whoever_applies_loses_nothing(
    migrated: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    with django_db_blocker.unblock(), listed_town(migrated, tmp_path, more=60) as town:
        kill_appliers(town, rounds=4, seed=20261126)


@pytest.mark.deep
def test_kill_9_of_whoever_applies_a_long_list_many_times(
    migrated: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    with django_db_blocker.unblock(), listed_town(migrated, tmp_path, more=5000) as town:
        kill_appliers(town, rounds=30, seed=20261127)


def kill_appliers(town: ListedTown, *, rounds: int, seed: int) -> None:
    with a_copy(town):
        began = time.monotonic()
        apply(town)
        seconds, undisturbed = time.monotonic() - began, told()
    chance, killed = random.Random(seed), 0
    with a_copy(town):
        before = fingerprint()
        for _ in range(rounds):
            kill_an_applier(town, chance.uniform(0.05, 0.95) * seconds)
            if Roster.objects.get().state == Roster.State.APPLIED:
                break
            killed += 1
            assert fingerprint() == before
        if Roster.objects.get().state != Roster.State.APPLIED:
            apply(town)
        after_kills, found = told(), invariants.check()
    assert killed
    assert after_kills == undisturbed
    assert [str(finding) for finding in found] == []


def kill_an_applier(town: ListedTown, seconds: float) -> None:
    connections.close_all()
    child = os.fork()
    if not child:
        try:
            apply(town)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    wait_for_the_server_to_let_go()
