"""The archive: whole, sealed, and what it says is what is inside."""

import random
import zipfile
from pathlib import Path

import pytest
from django.db import connection

from metodsovet.ground.files.models import StoredFile
from metodsovet.launch.backups.archives import ArchiveWriter, open_archive
from metodsovet.launch.backups.making import make_backup
from metodsovet.launch.failures import LaunchFailure
from tests.backups.conftest import EVIDENCE, Town

FLIPS = 60


@pytest.fixture
def archive(town: Town, tmp_path: Path) -> Path:
    make_backup(tmp_path / "copy.zip", server=town.server, files=town.files)
    return tmp_path / "copy.zip"


def test_backup_holds_the_rows_of_every_table_and_the_bytes_of_every_file(town: Town, tmp_path: Path) -> None:
    manifest, size = make_backup(tmp_path / "copy.zip", server=town.server, files=town.files)

    archive = open_archive(tmp_path / "copy.zip")
    assert archive.manifest == manifest
    assert size == (tmp_path / "copy.zip").stat().st_size
    assert manifest.tables["directory_person"].rows == _count("directory_person")
    assert set(manifest.tables) == set(connection.introspection.table_names())
    stored = {file.content.name: file for file in StoredFile.objects.all()}
    assert {name: member.sha256 for name, member in manifest.files.items()} == {
        name: file.sha256 for name, file in stored.items()
    }
    bodies = []
    for name in manifest.files:
        with archive.open(f"files/{name}") as content:
            bodies.append(content.read())
    assert sorted(bodies) == sorted(EVIDENCE.values())
    assert manifest.absent == ()
    assert (tmp_path / "copy.zip").stat().st_mode & 0o777 == 0o600


def test_backup_is_of_one_moment_whatever_is_written_meanwhile(town: Town, tmp_path: Path) -> None:
    """A row that appears after the snapshot is in neither the dump nor the counts."""
    before = _count("directory_subject")
    server = town.server
    with server.connect(autocommit=True) as other:
        writer_of = ArchiveWriter.add

        def add_and_write(self: ArchiveWriter, name: str, content: object) -> object:
            other.execute("INSERT INTO directory_subject (name) VALUES (%s)", [f"Предмет {name}"])
            return writer_of(self, name, content)  # type: ignore[arg-type]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ArchiveWriter, "add", add_and_write)
            manifest, _ = make_backup(tmp_path / "copy.zip", server=server, files=town.files)

    assert manifest.tables["directory_subject"].rows == before
    assert _count("directory_subject") == before + 3


def test_backup_names_a_file_that_the_disk_has_lost_or_changed(town: Town, tmp_path: Path) -> None:
    lost, changed = sorted(path for path in town.files.rglob("*") if path.is_file())
    lost.unlink()
    changed.write_bytes(b"other")

    manifest, _ = make_backup(tmp_path / "copy.zip", server=town.server, files=town.files)

    assert sorted(manifest.absent) == sorted(str(path.relative_to(town.files)) for path in (lost, changed))
    assert manifest.files == {}


def test_backup_never_writes_over_a_file(archive: Path, town: Town) -> None:
    before = archive.read_bytes()

    with pytest.raises(LaunchFailure, match="уже есть"):
        make_backup(archive, server=town.server, files=town.files)

    assert archive.read_bytes() == before


def test_backup_without_room_says_how_much_it_needs(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("metodsovet.launch.backups.making.free_bytes", lambda folder: 3 * 2**20)

    with pytest.raises(LaunchFailure, match=r"Нужно \d+ МБ, а в .* свободно 3 МБ"):
        make_backup(tmp_path / "copy.zip", server=town.server, files=town.files)

    assert list(tmp_path.glob("*copy*")) == []


def test_backup_that_fails_leaves_nothing(town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("metodsovet.launch.backups.making._add_file", refuse)

    with pytest.raises(OSError, match="No space left"):
        make_backup(tmp_path / "copy.zip", server=town.server, files=town.files)

    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == []


def test_a_flipped_bit_anywhere_is_refused(archive: Path) -> None:
    whole = archive.read_bytes()
    chance = random.Random(7)
    ends = [*range(8), *range(len(whole) - 80, len(whole))]
    for place in [*ends, *(chance.randrange(len(whole)) for _ in range(FLIPS))]:
        spoilt = bytearray(whole)
        spoilt[place] ^= 1 << chance.randrange(8)
        archive.write_bytes(spoilt)

        with pytest.raises(LaunchFailure, match=r"не сходится|не резервная копия"):
            open_archive(archive)


def test_a_flipped_byte_names_its_member(archive: Path) -> None:
    with zipfile.ZipFile(archive) as file:
        places = {info.filename: info.header_offset + 200 for info in file.infolist() if info.file_size > 300}
    whole = archive.read_bytes()
    assert len(places) >= 3

    for member, place in places.items():
        spoilt = bytearray(whole)
        spoilt[place] ^= 0xFF
        archive.write_bytes(spoilt)
        with pytest.raises(LaunchFailure, match=f"не сходится «{member}»"):
            open_archive(archive)


def test_half_of_an_archive_and_any_other_file_are_refused(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as file:
        file.writestr("план.docx", b"x" * 100)

    for content in (whole[: len(whole) // 2], whole + b"x", b"", b"PK"):
        archive.write_bytes(content)
        with pytest.raises(LaunchFailure):
            open_archive(archive)
    with pytest.raises(LaunchFailure, match="не резервная копия"):
        open_archive(other)
    with pytest.raises(LaunchFailure, match="нет: проверьте имя"):
        open_archive(tmp_path / "nowhere.zip")


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])
