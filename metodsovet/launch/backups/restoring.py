"""Bringing an archive back: into a fresh database beside ours, compared with its manifest, then into our place."""

import hashlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections

from metodsovet.kernel import invariants
from metodsovet.launch.backups.archives import DATABASE, FILES, Archive, pieces, sync_directory
from metodsovet.launch.backups.contents import is_begun, migrations_of, named_files, require_known, tables_of
from metodsovet.launch.backups.making import require_room
from metodsovet.launch.backups.manifests import Manifest, Member
from metodsovet.launch.backups.servers import Server
from metodsovet.launch.failures import LaunchFailure

OPTIONS = ("--exit-on-error", "--no-owner", "--no-privileges", "--single-transaction")


@dataclass(frozen=True, slots=True)
class Restored:
    """``updated`` are the migrations that the archive lacked; ``findings`` the broken invariants of its own data."""

    manifest: Manifest
    updated: tuple[str, ...]
    findings: tuple[str, ...]


def restore(archive: Archive, *, server: Server, files: Path, replace: bool) -> Restored:
    """Put the archive in the place of our database; LaunchFailure leaves everything as it was.

    Files are only added, before the swap of the databases, which is the one moment of change.
    """
    _require_fitting(archive.manifest, server)
    if not replace:
        _require_empty(server)
    server.require_quiet()
    require_room(
        files, archive.manifest.database_bytes + sum(one.size_bytes for one in archive.manifest.files.values())
    )
    server.drop_leftovers()
    fresh, aside = server.name_beside("fresh"), server.name_beside("aside")
    try:
        updated = _fill(archive, server, fresh)
        _put_files(archive, files)
        with on_database(fresh):
            findings = tuple(str(one) for one in invariants.check())
        connections.close_all()
        server.swap(fresh, aside)
    finally:
        server.drop(fresh)
    server.drop(aside)
    return Restored(archive.manifest, updated, findings)


def try_restore(archive: Archive, *, server: Server) -> Restored:
    """The same into a scratch database that is dropped afterwards; files are compared, not written."""
    _require_fitting(archive.manifest, server)
    server.drop_leftovers()
    scratch = server.name_beside("tried")
    try:
        updated = _fill(archive, server, scratch)
        asked = [one for one in invariants.all_invariants() if not one.looks_at_files]
        with on_database(scratch):
            findings = tuple(str(one) for one in invariants.check(asked))
    finally:
        server.drop(scratch)
    return Restored(archive.manifest, updated, findings)


@contextmanager
def on_database(name: str) -> Iterator[None]:
    """Django works on the named database inside the block."""
    settings = connections["default"].settings_dict
    ours = settings["NAME"]
    connections.close_all()
    settings["NAME"] = name
    ContentType.objects.clear_cache()  # their ids differ from database to database
    try:
        yield
    finally:
        connections.close_all()
        settings["NAME"] = ours
        ContentType.objects.clear_cache()


def _require_fitting(manifest: Manifest, server: Server) -> None:
    require_known(manifest.migrations)
    if server.major < manifest.postgres_major:
        raise LaunchFailure(
            f"Копия сделана с PostgreSQL {manifest.postgres_major}, а здесь сервер версии {server.major}: "
            "обновите сервер базы данных и восстановите снова. Ничего не изменено."
        )


def _require_empty(server: Server) -> None:
    with server.connect() as connection:
        if is_begun(connection):
            raise LaunchFailure(
                "Здесь уже работают: восстановление заменило бы всё, что есть. Если так и нужно, добавьте --replace "
                "(прежнее сначала сохранится копией); чтобы только проверить архив, добавьте --try."
            )


def _fill(archive: Archive, server: Server, name: str) -> tuple[str, ...]:
    """A fresh database with the content of the archive, brought to our schema; the migrations that did it."""
    server.create(name)
    with server.program("pg_restore", name, *OPTIONS, stdin=subprocess.PIPE) as program:
        assert program.stdin is not None
        try:
            with archive.open(DATABASE) as dump, program.stdin as stream:
                for piece in pieces(dump):
                    stream.write(piece)
        except BrokenPipeError:
            pass  # it has stopped, and ``program`` tells its last words
    _compare(archive.manifest, server, name)
    with on_database(name):
        call_command("migrate", interactive=False, verbosity=0)
    with server.connect(name) as connection:
        return tuple(sorted(set(migrations_of(connection)) - set(archive.manifest.migrations)))


def _compare(manifest: Manifest, server: Server, name: str) -> None:
    with server.connect(name) as connection:
        got, files = tables_of(connection), list(named_files(connection))
    different = sorted(table for table in {*got, *manifest.tables} if got.get(table) != manifest.tables.get(table))
    if different:
        raise LaunchFailure(
            f"Восстановленное не совпало с копией: таблица «{different[0]}». Ничего не изменено; возьмите другую копию."
        )
    for file in files:
        kept = manifest.files.get(file.name)
        if file.name not in manifest.absent and (kept is None or file.sha256 not in ("", kept.sha256)):
            raise LaunchFailure(f"В копии нет файла «{file.name}». Ничего не изменено; возьмите другую копию.")


def _put_files(archive: Archive, files: Path) -> None:
    """Add what is not there; a file that is there with other bytes is damaged and gives way."""
    folders = set()
    for name, member in archive.manifest.files.items():
        path = files / name
        if _is_there(path, member):
            continue
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.restored")
        with archive.open(f"{FILES}{name}") as content, draft.open("wb") as file:
            for piece in pieces(content):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o600)
        draft.replace(path)
        folders.add(path.parent)
    for folder in folders:
        sync_directory(folder)


def _is_there(path: Path, member: Member) -> bool:
    if not path.is_file() or path.stat().st_size != member.size_bytes:
        return False
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest() == member.sha256
