"""Archives encrypted to a public key: only whoever has the private one reads them, and a changed byte is refused."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from pyrage.x25519 import Identity
from pytest_django import Settings

from metodsovet.kernel import journal
from metodsovet.kernel.journal import Deed
from metodsovet.launch.backups import commands, shelves
from metodsovet.launch.backups.archives import ArchiveWriter, open_archive
from metodsovet.launch.backups.ciphers import HEAD, is_encrypted, read_key
from metodsovet.launch.backups.contents import tables_of
from metodsovet.launch.backups.making import make_backup
from metodsovet.launch.failures import LaunchFailure
from metodsovet.launch.homes import ROOT
from tests.backups.conftest import EVIDENCE, Town


@pytest.fixture
def key(settings: Settings) -> Identity:
    """The organisation has one, and the settings name its public half."""
    private = Identity.generate()
    settings.BACKUPS_KEY = [str(private.to_public())]
    return private


@pytest.fixture
def key_file(key: Identity, tmp_path: Path) -> Path:
    path = tmp_path / "organisation.key"
    path.write_text(f"# public key: {key.to_public()}\n{key}\n")
    return path


@pytest.fixture
def encrypted(town: Town, key: Identity, tmp_path: Path) -> Path:
    path = tmp_path / "copy.zip.age"
    make_backup(path, server=town.server, files=town.files)
    return path


def test_an_encrypted_archive_shows_nothing_and_opens_with_the_key(encrypted: Path, key: Identity) -> None:
    content = encrypted.read_bytes()

    assert content.startswith(HEAD)
    assert [word for word in (b"PK\x01\x02", b"manifest.json", EVIDENCE["Список.txt"]) if word in content] == []
    archive = open_archive(encrypted, [key])
    with archive.open("database.dump") as dump:
        assert dump.read(5) == b"PGDMP"
    assert len(archive.manifest.files) == len(EVIDENCE)


def test_restore_of_an_encrypted_archive_brings_everything_back(town: Town, key_file: Path) -> None:
    assert commands.back_up([]) == 0
    (archive,) = shelves.standing()
    with town.server.connect() as session:
        before = tables_of(session)
    for path in town.files.rglob("*.*"):
        path.unlink()

    assert commands.bring_back(["--try", "--key", str(key_file)]) == 0
    assert commands.bring_back(["--replace", "--key", str(key_file), str(archive)]) == 0

    with town.server.connect() as session:
        assert tables_of(session) == before
    assert sorted(path.read_bytes() for path in town.files.rglob("*") if path.is_file()) == sorted(EVIDENCE.values())
    aside = next(path for path in shelves.folder().iterdir() if "before-restore" in path.name)
    assert archive.name.endswith(".zip.age")
    assert is_encrypted(aside)


def test_key_comes_from_standard_input_too(
    town: Town, key_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commands.back_up([str(tmp_path / "mine.zip")])
    monkeypatch.setattr(sys, "stdin", io.StringIO(key_file.read_text()))

    assert commands.bring_back(["--try", "--key", "-", str(tmp_path / "mine.zip.age")]) == 0


def test_restore_without_the_key_says_what_to_name(encrypted: Path) -> None:
    with pytest.raises(LaunchFailure, match="зашифрована: назовите закрытый ключ"):
        commands.bring_back(["--try", str(encrypted)])

    assert "зашифрована" in journal.entries()[0].text


def test_another_key_is_refused(encrypted: Path) -> None:
    with pytest.raises(LaunchFailure, match=r"Ключ не от копии «copy.zip.age».*Ничего не изменено"):
        open_archive(encrypted, [Identity.generate()])


@pytest.mark.parametrize("share", (0.0, 0.02, 0.3, 0.5, 0.9, 0.9999))
def test_a_flipped_byte_is_refused_wherever_it_is(encrypted: Path, key: Identity, share: float) -> None:
    content = bytearray(encrypted.read_bytes())
    place = len(HEAD) + int(share * (len(content) - len(HEAD)))
    content[place] ^= 1
    encrypted.write_bytes(content)

    with pytest.raises(LaunchFailure, match=r"повреждена|повреждено"):
        open_archive(encrypted, [key])


@pytest.mark.parametrize("cut", (1, 16, 70_000))
def test_a_cut_archive_is_refused(encrypted: Path, key: Identity, cut: int) -> None:
    content = encrypted.read_bytes()
    encrypted.write_bytes(content[: max(len(HEAD), len(content) - cut)])

    with pytest.raises(LaunchFailure, match=r"повреждена|повреждено"):
        open_archive(encrypted, [key])


def test_two_keys_open_one_archive(town: Town, key: Identity, settings: Settings, tmp_path: Path) -> None:
    spare = Identity.generate()
    settings.BACKUPS_KEY = [*settings.BACKUPS_KEY, str(spare.to_public())]
    make_backup(tmp_path / "copy.zip.age", server=town.server, files=town.files)

    for one in (key, spare):
        assert open_archive(tmp_path / "copy.zip.age", [one]).manifest.files


@pytest.mark.parametrize(
    ("said", "told"),
    (("age1abc", "не открытый ключ"), (str(Identity.generate()), "вписан закрытый ключ"), ("пароль", "не открытый")),
    ids=("cut", "private", "words"),
)
def test_a_wrong_key_of_the_settings_saves_nothing_and_is_told(
    town: Town, settings: Settings, said: str, told: str
) -> None:
    settings.BACKUPS_KEY = [said]

    with pytest.raises(LaunchFailure, match=told):
        commands.back_up([])

    assert shelves.standing() == []
    last = journal.last(Deed.BACKUP)
    assert last is not None
    assert (last.is_good, str(said) in last.text and said.startswith("AGE")) == (False, False)


def test_a_failed_backup_leaves_nothing_behind(
    town: Town, key: Identity, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(self: ArchiveWriter, name: str, content: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ArchiveWriter, "add", full)

    with pytest.raises(OSError, match="No space"):
        make_backup(tmp_path / "copies" / "copy.zip.age", server=town.server, files=town.files)

    assert list((tmp_path / "copies").iterdir()) == []


def test_old_encrypted_archives_are_removed_as_others_are(town: Town, key: Identity, settings: Settings) -> None:
    shelves.folder().mkdir(parents=True)
    for day in range(1, 5):
        (shelves.folder() / f"metodsovet-2026010{day}-002000.zip{'.age' if day > 1 else ''}").touch()

    removed = shelves.prune()

    assert [path.name[:19] for path in removed] == ["metodsovet-20260101", "metodsovet-20260102"]


def test_backup_key_is_made_for_a_file_of_its_own() -> None:
    command = [sys.executable, "-P", "-m", "metodsovet", "backup-key"]
    made = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)})
    (key,) = read_key(made.stdout)

    assert f"BACKUPS_KEY={key.to_public()}" in made.stderr
    assert str(key) not in made.stderr


@pytest.mark.parametrize("text", ("", "# only a comment\n", "ssh-ed25519 AAAA\n", "AGE-SECRET-KEY-1НЕТ\n"))
def test_what_is_no_key_file_is_refused(text: str) -> None:
    with pytest.raises(LaunchFailure, match="закрытого ключа"):
        read_key(text)
