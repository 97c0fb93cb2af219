"""The file of an archive: written under another name and sealed; verified whole before anything is taken from it."""

import hashlib
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Self, TypeVar, cast

from django.conf import settings
from pyrage.x25519 import Identity, Recipient

from metodsovet.launch.backups.ciphers import Encryption, Sink, decrypted, is_encrypted
from metodsovet.launch.backups.manifests import Manifest, Member
from metodsovet.launch.failures import LaunchFailure

MANIFEST = "manifest.json"
DATABASE = "database.dump"
FILES = "files/"
SEAL_BYTES = 64  # hexadecimal SHA-256, the comment of the zip and its last bytes
PIECE_BYTES = 2**20
EPOCH = (1980, 1, 1, 0, 0, 0)
T = TypeVar("T")


def pieces(source: IO[bytes]) -> Iterator[bytes]:
    while piece := source.read(PIECE_BYTES):
        yield piece


def sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class ArchiveWriter:
    """Members one after another, then ``close_with`` the manifest; left without it, nothing is there.

    ``keys`` are public keys to encrypt to; nothing reaches the disk before it is encrypted.
    """

    def __init__(self, target: Path, keys: Sequence[Recipient] = ()) -> None:
        self.target = target
        self.members: dict[str, Member] = {}
        self._draft = target.with_name(f".{target.name}.partial")
        self._file = os.fdopen(os.open(self._draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
        self._encryption = Encryption(self._file, keys) if keys else None
        self._sealed = _Sealed(self._encryption or self._file)
        self._zip = zipfile.ZipFile(cast("IO[bytes]", self._sealed), "w", zipfile.ZIP_STORED)

    def add(self, name: str, content: Iterable[bytes]) -> Member:
        digest, size = hashlib.sha256(), 0
        with self._zip.open(zipfile.ZipInfo(name, EPOCH), "w", force_zip64=True) as member:
            for piece in content:
                digest.update(piece)
                size += len(piece)
                member.write(piece)
        self.members[name] = Member(size, digest.hexdigest())
        return self.members[name]

    def close_with(self, manifest: Manifest) -> int:
        """Write the manifest and the seal, sync, take the final name; the size of the archive in bytes."""
        self._zip.writestr(zipfile.ZipInfo(MANIFEST, EPOCH), manifest.to_json())
        self._zip.comment = b"0" * SEAL_BYTES
        self._zip.close()
        self._sealed.close()
        if self._encryption is not None:
            self._encryption.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        size = self._file.tell()
        self._file.close()
        self._draft.replace(self.target)
        sync_directory(self.target.parent)
        return size

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file.closed:
            return
        self._draft.unlink(missing_ok=True)
        with suppress(OSError, ValueError):  # what is still to be written to a full disk goes nowhere
            self._zip.close()
        if self._encryption is not None:
            with suppress(Exception):  # the reason is on its way already
                self._encryption.close()
        with suppress(OSError):
            self._file.close()


class _Sealed:
    """A stream whose last bytes, the comment of the zip, are replaced by the hash of everything before them."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._digest = hashlib.sha256()
        self._held = b""

    def write(self, piece: bytes) -> int:
        held = self._held + piece
        passed, self._held = held[:-SEAL_BYTES], held[-SEAL_BYTES:]
        self._digest.update(passed)
        self._sink.write(passed)
        return len(piece)

    def flush(self) -> None:
        """What is held is passed on at the end."""

    def close(self) -> None:
        self._sink.write(self._digest.hexdigest().encode())


class Archive:
    """A verified archive. ``content`` is the file itself, or what it was before it was encrypted."""

    def __init__(self, path: Path, content: IO[bytes], manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest
        self.content = content

    @contextmanager
    def open(self, member: str) -> Iterator[IO[bytes]]:
        with zipfile.ZipFile(self.content) as archive, archive.open(member) as content:
            yield content


def open_archive(path: Path, key: Sequence[Identity] = ()) -> Archive:
    """Every byte is read and every hash compared; LaunchFailure names the first member that is not as it was.

    ``key`` opens an encrypted one; what it was lies in a nameless file of the home until the program ends.
    """
    try:
        file = decrypted(path, key, Path(settings.HOME)) if is_encrypted(path) else path.open("rb")
    except FileNotFoundError as error:
        raise LaunchFailure(f"Файла «{path}» нет: проверьте имя.") from error
    size = file.seek(0, os.SEEK_END)
    is_sealed = size > SEAL_BYTES and _read_seal(file, size) == _seal_of(file, size)
    try:
        manifest = _read_members(path, file)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise _damaged(path, "оглавление архива") from error
    if not is_sealed:
        raise _damaged(path, "оглавление архива")
    return Archive(path, file, manifest)


def _read_members(path: Path, file: IO[bytes]) -> Manifest:
    with zipfile.ZipFile(file) as archive:
        if MANIFEST not in archive.namelist():
            raise LaunchFailure(f"«{path.name}» — не резервная копия Методсовета: проверьте, тот ли файл назван.")
        manifest = _whole(path, MANIFEST, lambda: Manifest.from_json(archive.read(MANIFEST)))
        for name, member in manifest.members.items():
            if not _whole(path, name, partial(_is_same, archive, name, member)):
                raise _damaged(path, name)
        if set(archive.namelist()) != {MANIFEST, *manifest.members}:
            raise _damaged(path, "оглавление архива")
    return manifest


def _whole(path: Path, name: str, read: Callable[[], T]) -> T:
    """Read a member; what is broken inside names the member and not the zip."""
    try:
        return read()
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, NotImplementedError, EOFError) as error:
        raise _damaged(path, name) from error


def _is_same(archive: zipfile.ZipFile, name: str, expected: Member) -> bool:
    if not is_plain(name):
        return False
    digest, size = hashlib.sha256(), 0
    with archive.open(name) as content:
        for piece in pieces(content):
            digest.update(piece)
            size += len(piece)
    return Member(size, digest.hexdigest()) == expected


def is_plain(name: str) -> bool:
    """Whether the name stays inside the folder it is put into."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and str(path) == name


def _damaged(path: Path, member: str) -> LaunchFailure:
    return LaunchFailure(
        f"Копия «{path.name}» повреждена: не сходится «{member}». Ничего не изменено; возьмите другую копию."
    )


def _read_seal(file: IO[bytes], size: int) -> bytes:
    file.seek(size - SEAL_BYTES)
    return file.read(SEAL_BYTES)


def _seal_of(file: IO[bytes], size: int) -> bytes:
    digest = hashlib.sha256()
    file.seek(0)
    left = size - SEAL_BYTES
    while left and (piece := file.read(min(left, PIECE_BYTES))):
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest().encode()
