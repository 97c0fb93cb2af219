"""Making an archive: one snapshot of the database, then the files that its rows name.

A file is written before its row and never changed, so what a snapshot names is on the disk already.
"""

import hashlib
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from metodsovet.launch.backups.archives import DATABASE, FILES, ArchiveWriter, is_plain, pieces
from metodsovet.launch.backups.ciphers import recipients
from metodsovet.launch.backups.contents import NamedFile, migrations_of, named_files, tables_of
from metodsovet.launch.backups.manifests import Manifest
from metodsovet.launch.backups.servers import Connection, Server, free_bytes
from metodsovet.launch.failures import LaunchFailure
from metodsovet.launch.homes import ROOT

SPARE_BYTES = 200 * 2**20
READ_ONLY_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


def make_backup(target: Path, *, server: Server, files: Path) -> tuple[Manifest, int]:
    """The manifest and the size of the archive in bytes; LaunchFailure leaves nothing behind.

    Encrypted where the settings name a public key. A missing or changed file does not stop a backup of the rest: it is
    named in ``Manifest.absent``.
    """
    keys = recipients()
    if target.exists():
        raise LaunchFailure(f"Файл «{target}» уже есть: назовите другой, копии не переписываются.")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with server.connect(autocommit=True) as connection:
        _require_room(target.parent, database_bytes(connection), files)
        connection.execute(READ_ONLY_SNAPSHOT)
        with ArchiveWriter(target, keys) as writer:
            manifest = _write(writer, connection, server, files)
            return manifest, writer.close_with(manifest)


def product_version() -> str:
    try:
        return version("metodsovet")
    except PackageNotFoundError:  # run from its folder, not installed
        lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
        return next(line.split('"')[1] for line in lines if line.startswith("version"))


def database_bytes(connection: Connection) -> int:
    row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    assert row is not None
    return int(row[0])


def require_room(folder: Path, needed: int) -> None:
    free = free_bytes(folder)
    if free < needed + SPARE_BYTES:
        raise LaunchFailure(
            f"Нужно {_megabytes(needed + SPARE_BYTES)} МБ, а в «{folder}» свободно {_megabytes(free)} МБ: "
            "освободите место или назовите другую папку (переменная BACKUPS_FOLDER)."
        )


def _require_room(folder: Path, database: int, files: Path) -> None:
    stored = sum(path.stat().st_size for path in files.rglob("*") if path.is_file()) if files.exists() else 0
    require_room(folder, database + stored)


def _megabytes(size: int) -> int:
    return -(-size // 2**20)


def _write(writer: ArchiveWriter, connection: Connection, server: Server, files: Path) -> Manifest:
    snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
    assert snapshot is not None
    migrations, tables = migrations_of(connection), tables_of(connection)
    named, size = list(named_files(connection)), database_bytes(connection)
    writer.add(DATABASE, _dump(server, str(snapshot[0])))
    absent = tuple(one.name for one in named if not _add_file(writer, files, one))
    return Manifest(
        product=product_version(),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        postgres_major=server.major,
        database_bytes=size,
        migrations=migrations,
        tables=tables,
        members=writer.members,
        absent=absent,
    )


def _dump(server: Server, snapshot: str) -> Iterator[bytes]:
    options = ("--format=custom", "--no-owner", "--no-privileges", "--no-comments", f"--snapshot={snapshot}")
    with server.program("pg_dump", server.database, *options, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        with program.stdout as stream:
            yield from pieces(stream)


def _add_file(writer: ArchiveWriter, files: Path, file: NamedFile) -> bool:
    """Whether the file was there, with the bytes that its row promises."""
    if not is_plain(file.name) or f"{FILES}{file.name}" in writer.members:
        return is_plain(file.name)
    try:
        with (files / file.name).open("rb") as content:
            if file.sha256 and hashlib.file_digest(content, "sha256").hexdigest() != file.sha256:
                return False
            content.seek(0)
            writer.add(f"{FILES}{file.name}", pieces(content))
    except FileNotFoundError:
        return False
    return True
