"""An installation in a database of its own with two stored files: archives see only what is committed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from metodsovet.ground.assignments.actions import add_evidence
from metodsovet.ground.assignments.tests.ledger import give_and_report
from metodsovet.ground.directory.tests.world import make_world, user_of
from metodsovet.launch.backups.servers import Server
from tests.journeys.stage import drop_database, make_database, on_database

EVIDENCE = {"Список.txt": "Иванова\nПетрова".encode(), "Отчёт.txt": "Провели три занятия".encode() * 2000}


@dataclass(frozen=True, slots=True)
class Town:
    """A begun installation: its home, its stored files and its database."""

    home: Path
    files: Path
    database: str

    @property
    def server(self) -> Server:
        return Server.of_settings()


@pytest.fixture
def empty(migrated: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[Town]:
    """Nobody has begun."""
    home = tmp_path / "home"
    with django_db_blocker.unblock():
        name = make_database(migrated)
        with (
            on_database(name),
            override_settings(HOME=home, MEDIA_ROOT=home / "files", BACKUPS_FOLDER=home / "backups", BACKUPS_KEPT=2),
        ):
            yield Town(home, home / "files", name)
        drop_database(name)


@pytest.fixture
def town(empty: Town) -> Town:
    world = make_world()
    assignment = give_and_report(world)
    for name, content in EVIDENCE.items():
        add_evidence(assignment, file=SimpleUploadedFile(name, content), by=user_of(world.deputy))
    connections.close_all()
    return empty
