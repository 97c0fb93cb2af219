"""A full disk: a page that says so, nothing half-done, and work goes on when there is room again."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from metodsovet.ground.assignments.models import Evidence
from metodsovet.ground.assignments.tests.ledger import give_to_deputy
from metodsovet.ground.directory.models import Subject
from metodsovet.ground.directory.tests.world import make_world, user_of
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import invariants
from metodsovet.launch.backups.making import make_backup
from metodsovet.launch.backups.servers import Server
from tests.backups.conftest import Town, empty, town
from tests.journeys.stage import on_database
from tests.outages.servers import own_server

__all__ = ["empty", "town"]  # fixtures


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    """A file system of its own in memory; skips where the system lets nobody mount one."""
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@pytest.mark.django_db
def test_an_upload_to_a_full_disk_saves_nothing_and_says_so(tmp_path: Path) -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    client = Client(raise_request_exception=False)
    client.force_login(user_of(world.deputy))
    url = f"{assignment.get_absolute_url()}evidence/"

    with small_disk(tmp_path / "files", "64k") as files, override_settings(MEDIA_ROOT=files):
        refused = client.post(url, {"file": SimpleUploadedFile("Большой.txt", b"w" * 300_000), "title": "Список"})
        left = [path for path in files.rglob("*") if path.is_file()]
        saved = (StoredFile.objects.count(), Evidence.objects.count())
        client.post(url, {"file": SimpleUploadedFile("Малый.txt", b"words"), "title": "Список"})
        found = [str(finding) for finding in invariants.check()]

    page = refused.content.decode()
    assert (refused.status_code, saved, left) == (507, (0, 0), [])
    assert "На сервере кончилось место" in page
    assert '<input type="hidden" name="title" value="Список">' in page
    assert [file.name for file in StoredFile.objects.all()] == ["Малый.txt"]
    assert found == []


def test_a_backup_to_a_full_disk_leaves_nothing_there(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Room was promised and is gone: another program took it meanwhile."""
    monkeypatch.setattr("metodsovet.launch.backups.making.free_bytes", lambda folder: 2**40)
    with small_disk(tmp_path / "small", "32k") as disk:
        with pytest.raises(OSError, match="No space left") as full:
            make_backup(disk / "copy.zip", server=town.server, files=town.files)

        assert full.value.errno == 28
        assert list(disk.iterdir()) == []


@pytest.mark.deep
def test_a_database_without_room_refuses_and_goes_on_when_there_is_some(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock(), small_disk(tmp_path / "disk", "24m") as disk, own_server(tmp_path) as cluster:
        place = disk / "data"
        place.mkdir(mode=0o700)
        cluster.binaries.give(place)
        name = small_database(str(place))
        with on_database(name):
            client = Client(raise_request_exception=False)
            client.force_login(user_of(make_world().administrator))
            (disk / "filler").write_bytes(b"\0" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize))
            statuses = press_until_refused(client)
            (disk / "filler").unlink()
            after = client.post("/directory/settings/", settings_of(3)).status_code
            found = [str(finding) for finding in invariants.check()]
            Subject.objects.create(name="Астрономия")

    assert 507 in statuses
    assert statuses <= {302, 507}
    assert (after, found) == (302, [])


def press_until_refused(client: Client) -> set[int]:
    statuses: set[int] = set()
    for number in range(1000):
        statuses.add(client.post("/directory/settings/", settings_of(number)).status_code)
        if statuses - {302}:
            break
    return statuses


def small_database(place: str) -> str:
    """A migrated copy in a tablespace of the small disk."""
    server = Server.of_settings()
    connection.close()
    with server.connect("postgres", autocommit=True) as session:
        session.execute(f"CREATE TABLESPACE small LOCATION '{place}'".encode())
        session.execute(f"CREATE DATABASE small TEMPLATE {server.database} TABLESPACE small".encode())
    return "small"


def settings_of(number: int) -> dict[str, str]:
    return {"time_zone": "Europe/Moscow", "nonworking_rule": "next", "risk_days": str(number % 28 + 1)}
