"""Restoring: what was saved comes back the same, and what cannot be restored changes nothing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections

from metodsovet.ground.directory.models import Organisation, Subject
from metodsovet.kernel import invariants, journal
from metodsovet.kernel.journal import Deed
from metodsovet.launch.backups import commands, shelves
from metodsovet.launch.backups.archives import Archive, open_archive
from metodsovet.launch.backups.contents import named_files, tables_of
from metodsovet.launch.backups.making import make_backup
from metodsovet.launch.backups.manifests import TableContent
from metodsovet.launch.backups.restoring import restore, try_restore
from metodsovet.launch.failures import LaunchFailure
from tests.backups.conftest import EVIDENCE, Town

OLD = ("notifications", "0004", "notifications.0005_topic_of_feeds")
"""A migration that leaves the tables themselves as they were."""


@pytest.fixture
def copy(town: Town, tmp_path: Path) -> Archive:
    return save(town, tmp_path / "copy.zip")


def save(town: Town, path: Path) -> Archive:
    connections.close_all()
    make_backup(path, server=town.server, files=town.files)
    return open_archive(path)


def content(town: Town) -> Mapping[str, TableContent]:
    with town.server.connect() as session:
        return tables_of(session)


def bodies(town: Town) -> dict[str, bytes]:
    return {str(path.relative_to(town.files)): path.read_bytes() for path in town.files.rglob("*") if path.is_file()}


@contextmanager
def nothing_changes(town: Town) -> Iterator[None]:
    connections.close_all()
    before = (content(town), bodies(town), databases(town))
    yield
    connections.close_all()
    assert (content(town), bodies(town), databases(town)) == before


def databases(town: Town) -> set[str]:
    with town.server.connect("postgres") as session:
        rows = session.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [town.database])
        return {str(row[0]) for row in rows}


def spoil(town: Town) -> None:
    """Other rows and no files."""
    Organisation.objects.filter(parent__isnull=False).update(name="Другое")
    Subject.objects.create(name="Астрономия")
    for path in town.files.rglob("*"):
        if path.is_file():
            path.unlink()
    connections.close_all()


def test_restore_brings_every_row_and_file_back(copy: Archive, town: Town) -> None:
    before, files = content(town), bodies(town)
    with town.server.connect(autocommit=True) as session:
        session.execute("UPDATE directory_organisation SET name = 'Другое'")
        session.execute("INSERT INTO directory_subject (name) VALUES ('Астрономия')")
    for path in town.files.rglob("*"):
        path.unlink() if path.is_file() else None

    restored = restore(copy, server=town.server, files=town.files, replace=True)

    assert content(town) == before == copy.manifest.tables
    assert bodies(town) == files
    assert sorted(files.values()) == sorted(EVIDENCE.values())
    assert (restored.updated, restored.findings) == ((), ())
    assert databases(town) == {town.database}
    assert invariants.check() == []


def test_restore_lets_work_go_on(copy: Archive, town: Town) -> None:
    """Numbers of new rows go on from where they stood."""
    restore(copy, server=town.server, files=town.files, replace=True)

    town_itself = Organisation.objects.filter(parent=None).earliest("pk")
    new = Organisation.objects.create(name="Новая", short_name="Новая", kind="school", parent=town_itself)

    assert new.pk == Organisation.objects.latest("pk").pk


def test_restore_into_an_installation_that_has_not_begun(copy: Archive, empty: Town, tmp_path: Path) -> None:
    expected = copy.manifest.tables
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE access_user CASCADE")
    connections.close_all()

    restore(copy, server=empty.server, files=tmp_path / "other", replace=False)

    assert content(empty) == expected
    assert sorted(path.read_bytes() for path in (tmp_path / "other").rglob("*") if path.is_file()) == sorted(
        EVIDENCE.values()
    )


def test_restore_over_people_at_work_is_refused(copy: Archive, town: Town) -> None:
    with nothing_changes(town), pytest.raises(LaunchFailure, match="--replace"):
        restore(copy, server=town.server, files=town.files, replace=False)


def test_restore_while_somebody_is_connected_is_refused(copy: Archive, town: Town) -> None:
    with town.server.connect(), pytest.raises(LaunchFailure, match="остановите Методсовет"):
        restore(copy, server=town.server, files=town.files, replace=True)

    assert databases(town) == {town.database}


def test_restore_of_a_newer_product_is_refused(town: Town, tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('directory', '9999_of_tomorrow', now())"
        )
    archive = save(town, tmp_path / "newer.zip")

    with nothing_changes(town), pytest.raises(LaunchFailure, match=r"более новой версией .*9999_of_tomorrow"):
        restore(archive, server=town.server, files=town.files, replace=True)


def test_restore_of_an_older_product_brings_the_tables_up_to_date(town: Town, tmp_path: Path) -> None:
    app, target, lacking = OLD
    call_command("migrate", app, target, verbosity=0, interactive=False)
    archive = save(town, tmp_path / "older.zip")

    restored = restore(archive, server=town.server, files=town.files, replace=True)

    assert lacking not in archive.manifest.migrations
    assert restored.updated == (lacking,)


def test_restore_that_does_not_agree_with_its_manifest_changes_nothing(copy: Archive, town: Town) -> None:
    """A dump that was damaged before it was hashed."""
    tables = {**copy.manifest.tables, "directory_person": TableContent(1, "0")}
    copy = Archive(copy.path, copy.content, replace(copy.manifest, tables=tables))

    with nothing_changes(town), pytest.raises(LaunchFailure, match="таблица «directory_person»"):
        restore(copy, server=town.server, files=town.files, replace=True)


def test_restore_killed_before_the_swap_leaves_the_old(
    copy: Archive, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("metodsovet.launch.backups.servers.Server.swap", die)

    with nothing_changes(town), pytest.raises(KeyboardInterrupt):
        restore(copy, server=town.server, files=town.files, replace=True)


def test_restore_sweeps_what_a_killed_restore_left(copy: Archive, town: Town) -> None:
    for word in ("fresh", "tried"):
        town.server.create(town.server.name_beside(word))
    assert len(databases(town)) == 3

    try_restore(copy, server=town.server)

    assert databases(town) == {town.database}


def test_files_of_a_schema_that_did_not_know_them_are_none(town: Town) -> None:
    connections.close_all()
    with town.server.connect() as session:
        known = [file.name for file in named_files(session)]
        session.execute("ALTER TABLE files_storedfile RENAME TO of_another_time")
        unknown = list(named_files(session))
        session.rollback()

    assert (len(known), unknown) == (2, [])


def test_try_restore_compares_and_leaves_nothing(copy: Archive, town: Town) -> None:
    with nothing_changes(town):
        restored = try_restore(copy, server=town.server)

    assert restored.manifest.rows == sum(table.rows for table in content(town).values())
    assert restored.findings == ()


def test_verbs_save_try_and_restore_and_the_journal_tells(
    town: Town, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("METODSOVET_HOME", str(town.home))
    before = content(town)

    saved = commands.back_up([])
    tried = commands.bring_back(["--try"])
    spoil(town)
    spoilt = content(town)
    brought = commands.bring_back(["--replace", str(shelves.standing()[-1])])

    assert (saved, tried, brought) == (0, 0, 0)
    assert content(town) == before
    said = capsys.readouterr().out
    assert "Проба удалась" in said
    assert "2 файла" in said
    assert [(one.deed, one.is_good) for one in reversed(journal.entries())] == [
        (Deed.BACKUP, True), (Deed.TRIED_RESTORE, True), (Deed.BACKUP, False), (Deed.RESTORE, True),
    ]  # fmt: skip
    aside = next(path for path in shelves.folder().iterdir() if "before-restore" in path.name)
    assert open_archive(aside).manifest.tables == spoilt


def test_scheduled_backups_beyond_what_is_kept_are_removed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METODSOVET_HOME", str(town.home))
    folder = shelves.folder()
    folder.mkdir(parents=True)
    old = [folder / f"metodsovet-2026010{day}-032000.zip" for day in (1, 2, 3)]
    kept = [folder / "metodsovet-before-restore-20260101-032000.zip", folder / "заметки.txt"]
    half = folder / ".metodsovet-20260104-032000.zip.partial"
    for path in (*old, *kept, half):
        path.write_bytes(b"x")

    commands.back_up([])

    names = {path.name for path in folder.iterdir()}
    assert names & {path.name for path in old} == {old[-1].name}
    assert len(shelves.standing()) == 2
    assert all(path.exists() for path in kept)
    assert not half.exists()


def test_a_failed_trial_is_written_down(town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METODSOVET_HOME", str(town.home))
    archive = save(town, tmp_path / "copy.zip")
    spoilt = bytearray(archive.path.read_bytes())
    spoilt[len(spoilt) // 2] ^= 1
    archive.path.write_bytes(spoilt)

    with pytest.raises(LaunchFailure):
        commands.bring_back(["--try", str(archive.path)])

    told = journal.last(Deed.TRIED_RESTORE)
    assert told is not None
    assert (told.is_good, "не сходится" in told.text) == (False, True)


def test_programs_of_another_version_are_named(town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("metodsovet.launch.backups.servers.Server.major", 16)

    with pytest.raises(LaunchFailure, match=r"PostgreSQL 16, а программы .* версий: \d+.* postgresql-client-16"):
        make_backup(tmp_path / "copy.zip", server=town.server, files=town.files)

    assert not list(tmp_path.glob("*copy*"))


def test_a_role_that_may_not_make_databases_is_told_what_to_ask_for(copy: Archive, town: Town) -> None:
    server = town.server
    with server.connect(autocommit=True) as session:
        session.execute("DROP ROLE IF EXISTS keeper_of_little")
        session.execute("CREATE ROLE keeper_of_little LOGIN PASSWORD 'little' IN ROLE pg_read_all_data")
    humble = type(server)(server.database, {**server.parameters, "user": "keeper_of_little", "password": "little"})
    try:
        with pytest.raises(LaunchFailure, match="ALTER ROLE keeper_of_little CREATEDB"):
            try_restore(copy, server=humble)
    finally:
        with server.connect(autocommit=True) as session:
            session.execute("DROP ROLE keeper_of_little")


def test_check_of_invariants_names_what_is_broken(
    town: Town, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("METODSOVET_HOME", str(town.home))
    school = Organisation.objects.exclude(parent=None).earliest("pk")
    Organisation.objects.filter(pk=school.pk).update(path="77.")
    next(path for path in town.files.rglob("*") if path.is_file()).write_bytes(b"")

    code = commands.check([])

    assert code == 1
    broken = [line for line in capsys.readouterr().out.splitlines() if line.startswith("✗")]
    assert [line.split(":")[1] for line in broken] == ["path_follows_tree", "file_is_on_disk"]
    assert f"directory.Organisation {school.pk}" in broken[0]
    told = journal.last(Deed.INVARIANTS)
    assert told is not None
    assert (told.is_good, told.text) == (False, "Нарушено 2 условия.")
    with pytest.raises(LaunchFailure, match="Нет проверки «x»"):
        commands.check(["x"])
