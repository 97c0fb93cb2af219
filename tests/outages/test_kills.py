"""kill -9 in the middle of work: what was acknowledged is there, what was not is there whole or not at all."""

import hashlib
import os
import random
import signal
import sys
import time
import traceback
from itertools import count
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import add_evidence
from metodsovet.ground.assignments.models import Assignment, Evidence
from metodsovet.ground.assignments.tests.ledger import give_to_deputy
from metodsovet.ground.directory.actions import add_organisation
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.tests.world import make_world, user_of
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import invariants
from tests.journeys.stage import drop_database, make_database, on_database
from tests.outages.servers import own_server

LONGEST_LIFE_SECONDS = 0.5


def test_kill_9_of_a_writer_loses_nothing_acknowledged(
    migrated: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    with django_db_blocker.unblock():
        name = make_database(migrated)
        with on_database(name), override_settings(MEDIA_ROOT=tmp_path):
            acknowledged = sum(kill_writers(rounds=6, seed=20260901))
        drop_database(name)

    assert acknowledged > 10


@pytest.mark.deep
def test_kill_9_of_writers_and_of_the_database_itself(django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> None:
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path / "files"), own_server(tmp_path) as cluster:

        def kill_server() -> None:
            os.kill(int((cluster.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
            time.sleep(0.3)
            cluster.start()

        acknowledged = sum(kill_writers(rounds=40, seed=20260902, meanwhile=kill_server))

    assert acknowledged > 100


def kill_writers(*, rounds: int, seed: int, meanwhile: object = None) -> list[int]:
    """Kill a writer at a random moment, compare, and again; how many writes each of them acknowledged."""
    world = make_world()
    assignment, by = give_to_deputy(world), user_of(world.methodist)
    chance, known, lived = random.Random(seed), [], []
    for number in range(rounds):
        connections.close_all()
        acknowledged = life_of_a_writer(assignment, by, number, chance.uniform(0.1, LONGEST_LIFE_SECONDS))
        if callable(meanwhile) and number % 4 == 0:
            meanwhile()
        wait_for_the_server_to_let_go()
        known += acknowledged
        lived.append(len(acknowledged))
        compare(known, number + 1)
    return lived


def life_of_a_writer(assignment: Assignment, by: User, number: int, seconds: float) -> list[str]:
    """Write in a child until it is killed; the lines that it acknowledged."""
    inlet, outlet = os.pipe()
    child = os.fork()
    if not child:
        os.close(inlet)
        try:
            write_for_ever(assignment, by, number, outlet)
        except Exception:  # noqa: BLE001  # told before the child ends, whatever it was
            traceback.print_exc(file=sys.__stderr__)
        finally:
            os._exit(1)
    os.close(outlet)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    with os.fdopen(inlet, encoding="utf-8") as told:
        return [line.rstrip("\n") for line in told if line.endswith("\n")]


def write_for_ever(assignment: Assignment, by: User, number: int, outlet: int) -> None:
    root = Organisation.objects.filter(parent=None).earliest("pk")
    for step in count():
        word = f"{number}-{step}"
        content = f"{word} {'слово ' * 300}".encode()
        file = SimpleUploadedFile(f"{word}.txt", content)
        evidence = add_evidence(assignment, file=file, title=word, by=by)
        os.write(outlet, f"evidence {evidence.pk} {hashlib.sha256(content).hexdigest()}\n".encode())
        row = add_organisation(root, kind="school", name=f"Школа {word}", short_name=word, by=by)
        os.write(outlet, f"organisation {row.pk} {word}\n".encode())


def wait_for_the_server_to_let_go() -> None:
    """The backend of a killed client may still be committing its last word."""
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("somebody is still connected")


def compare(known: list[str], killed: int) -> None:
    evidence = {int(pk): sha for kind, pk, sha in map(str.split, known) if kind == "evidence"}
    schools = {int(pk): word for kind, pk, word in map(str.split, known) if kind == "organisation"}
    files = dict(StoredFile.objects.values_list("object_id", "sha256"))
    assert {pk: files.get(pk) for pk in evidence} == evidence
    assert dict(Organisation.objects.filter(pk__in=schools).values_list("pk", "short_name")) == schools
    for file in StoredFile.objects.filter(object_id__in=list(evidence)[-5:]):
        assert hashlib.sha256(file.content.open("rb").read()).hexdigest() == file.sha256
    unsaid = Evidence.objects.count() - len(evidence)
    assert 0 <= unsaid <= killed  # at most the last word of each
    assert [str(finding) for finding in invariants.check()] == []
