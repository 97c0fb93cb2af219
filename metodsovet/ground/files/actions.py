"""Storing a file: judged, written and synced, and only then named by a row."""

import hashlib
import os
import re
from pathlib import Path, PurePosixPath

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Model

from metodsovet.ground.access.models import User
from metodsovet.ground.files.models import StoredFile
from metodsovet.ground.files.models.stored_files import stored_under
from metodsovet.ground.files.recognition import ContentKind, recognise
from metodsovet.ground.files.recognition.kinds import ARCHIVE
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.spreadsheets.limits import FILE_BYTES

LONGEST_NAME = 200
# Control characters, and marks that turn the direction of writing: a program could be shown as a document.
_UNSAFE_IN_NAME = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\"<>:|?*]")


@transaction.atomic
def store_file(upload: "File[bytes]", *, owner: Model, by: User | None, is_own_archive: bool = False) -> StoredFile:
    """Keep the upload as a file of the saved ``owner``; refusals of ``recognise`` and ``file_too_large``.

    ``is_own_archive``: the product itself packed it; archives that people send are refused.

    A file whose row was rolled back is swept later by ``tasks.sweep_files``.
    """
    if is_own_archive:
        content, name, kind = upload.read(), _safe_name(upload.name or ""), ARCHIVE
    else:
        content, name = _read(upload)
        kind = recognise(content, name)
    file = StoredFile(
        name=_with_suffix(name, kind),
        content_kind=kind.media_type,
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        stored_by=by,
        stored_at=clock.now(),
        content_type=ContentType.objects.get_for_model(owner),
        object_id=owner.pk,
    )
    _write(file, stored_under(file, name), content)
    file.save(force_insert=True)
    return file


def _write(file: StoredFile, path: str, content: bytes) -> None:
    """A full disk is not made fuller by a half of the file."""
    storage = file.content.storage
    try:
        file.content.name = storage.save(path, ContentFile(content))
        _sync(storage, file.content.name)
    except OSError:
        storage.delete(path)
        raise


def _read(upload: "File[bytes]") -> tuple[bytes, str]:
    name = _safe_name(upload.name or "")
    if (upload.size or 0) > FILE_BYTES:
        raise _too_large(name)
    upload.seek(0)
    content = upload.read(FILE_BYTES + 1)
    if len(content) > FILE_BYTES:
        raise _too_large(name)
    return content, name


def _safe_name(name: str) -> str:
    """The last part of what the browser sent, short and printable."""
    plain = _UNSAFE_IN_NAME.sub("", PurePosixPath(name.replace("\\", "/")).name).strip(" .")
    path = PurePosixPath(plain or "файл")
    suffix = path.suffix[:10]
    return path.stem[: LONGEST_NAME - len(suffix)] + suffix


def _with_suffix(name: str, kind: ContentKind) -> str:
    return name if PurePosixPath(name).suffix else f"{name}{kind.suffixes[0]}"


def _too_large(name: str) -> DomainError:
    return DomainError(
        "file_too_large",
        f"Файл «{name}» больше {FILE_BYTES // 2**20} МБ: уменьшите его или положите в облако и дайте ссылку.",
    )


def _sync(storage: Storage, name: str) -> None:
    """Put the bytes and the folder's entry on the disk; other storages answer for themselves."""
    try:
        path = Path(storage.path(name))
    except NotImplementedError:
        return
    for target, mode in ((path, os.O_RDONLY), (path.parent, os.O_RDONLY | os.O_DIRECTORY)):
        descriptor = os.open(target, mode)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
