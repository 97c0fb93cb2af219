"""Archives encrypted to the public key of the organisation, in the format age: a copy alone tells nothing.

The private key is not kept where the copies are made; whoever restores brings it.
"""

import os
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol

import pyrage
from django.conf import settings
from pyrage.x25519 import Identity, Recipient

from metodsovet.launch.backups.servers import free_bytes
from metodsovet.launch.failures import LaunchFailure
from metodsovet.launch.homes import COMMAND

HEAD = b"age-encryption.org/v1\n"
SUFFIX = ".age"
PRIVATE = "AGE-SECRET-KEY-"


class Sink(Protocol):
    def write(self, piece: bytes, /) -> object: ...


def recipients() -> list[Recipient]:
    """Public keys that the settings name; an empty list when archives are not encrypted."""
    return [_recipient(key.strip()) for key in settings.BACKUPS_KEY if key.strip()]


def _recipient(key: str) -> Recipient:
    if key.startswith(PRIVATE):
        raise LaunchFailure(
            "В BACKUPS_KEY вписан закрытый ключ. Он должен лежать не на этом сервере: впишите открытый, «age1…»."
        )
    try:
        return Recipient.from_str(key)
    except pyrage.RecipientError as error:
        raise LaunchFailure(
            f"В BACKUPS_KEY не открытый ключ: «{key[:20]}…». Он начинается с «age1» и пишется целиком."
        ) from error


def read_key(text: str) -> list[Identity]:
    """Private keys of a key file, as ``backup-key`` and age-keygen write it: a line each, comments after «#»."""
    lines = [line.strip() for line in text.splitlines()]
    try:
        found = [Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except pyrage.IdentityError as error:
        raise LaunchFailure(f"Это не файл закрытого ключа: в нём должна быть строка «{PRIVATE}…».") from error
    if not found:
        raise LaunchFailure(f"В файле ключа нет закрытого ключа: нужна строка «{PRIVATE}…».")
    return found


def is_encrypted(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(HEAD)) == HEAD


def decrypted(path: Path, key: Sequence[Identity], scratch: Path) -> IO[bytes]:
    """The archive in a file without a name in the folder; LaunchFailure on another key or a changed byte."""
    if not key:
        raise LaunchFailure(
            f"Копия «{path.name}» зашифрована: назовите закрытый ключ, {COMMAND} restore --key КЛЮЧ {path}."
        )
    scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
    if free_bytes(scratch) < path.stat().st_size:
        raise LaunchFailure(f"В «{scratch}» нет места, чтобы расшифровать копию: освободите его. Ничего не изменено.")
    plain: IO[bytes] = tempfile.TemporaryFile(dir=scratch)  # noqa: SIM115  it is given on
    try:
        with path.open("rb") as file:
            pyrage.decrypt_io(file, plain, list(key))
    except pyrage.DecryptError as error:
        plain.close()
        raise LaunchFailure(
            f"Ключ не от копии «{path.name}», или её начало повреждено. Ничего не изменено; проверьте, тот ли ключ."
        ) from error
    except OSError as error:
        plain.close()
        if error.errno is not None:
            raise
        raise LaunchFailure(
            f"Копия «{path.name}» повреждена: шифр не сходится. Ничего не изменено; возьмите другую копию."
        ) from error
    return plain


class Encryption:
    """A sink before a file: what is written is encrypted to the keys by a thread, never stored as it was."""

    def __init__(self, file: IO[bytes], keys: Sequence[Recipient]) -> None:
        self._file = file
        self._error: BaseException | None = None
        reading, writing = os.pipe()
        self._end = os.fdopen(reading, "rb")
        self._begin = os.fdopen(writing, "wb")
        self._thread = threading.Thread(target=self._encrypt, args=(list(keys),), name="encryption", daemon=True)
        self._thread.start()

    def write(self, piece: bytes, /) -> None:
        try:
            self._begin.write(piece)
        except BrokenPipeError:
            self._tell()

    def close(self) -> None:
        """Everything is in the file, or the reason why not is raised."""
        with suppress(BrokenPipeError):  # the thread has its own reason
            self._begin.close()
        self._thread.join()
        self._tell()

    def _encrypt(self, keys: list[Recipient]) -> None:
        try:
            with self._end:
                pyrage.encrypt_io(self._end, _Kept(self), keys)
        except BaseException as error:  # noqa: BLE001  it is raised again where the writer waits
            self._error = self._error or error

    def _tell(self) -> None:
        self._thread.join()
        if self._error is not None:
            raise self._error


class _Kept:
    """The file, with its own reason of a failure: the library tells only that there was one."""

    def __init__(self, encryption: Encryption) -> None:
        self._encryption = encryption

    def write(self, piece: bytes) -> int:
        try:
            return self._encryption._file.write(piece)
        except BaseException as error:
            self._encryption._error = error
            raise

    def flush(self) -> None:
        self._encryption._file.flush()
