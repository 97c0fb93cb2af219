"""The journal of keeping: backups, tried restores, checks of what must hold.

A file of the installation's home and not a table: it must outlive the database and survive its restore.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from metodsovet.kernel import clock

LONGEST = 500  # lines; the file is shortened to a half of them


class Deed(StrEnum):
    BACKUP = "backup"
    RESTORE = "restore"
    TRIED_RESTORE = "tried_restore"
    INVARIANTS = "invariants"


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed: ``text`` is a Russian sentence for the administrator, without a name or a login."""

    deed: Deed
    is_good: bool
    text: str
    at: datetime
    file: str = ""
    size_bytes: int = 0


def write_down(deed: Deed, *, is_good: bool, text: str, file: str = "", size_bytes: int = 0) -> Entry:
    entry = Entry(deed, is_good, text, clock.now(), file, size_bytes)
    line = json.dumps({**asdict(entry), "at": entry.at.isoformat()}, ensure_ascii=False)
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    _shorten(path)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8") as journal:
        journal.write(f"\n{line}" if _is_cut(path) else line)
        journal.write("\n")
        journal.flush()
        os.fsync(journal.fileno())
    return entry


def entries() -> list[Entry]:
    """The newest first; a line that a killed program left half-written is passed over."""
    try:
        lines = _path().read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    return [entry for line in reversed(lines) if (entry := _entry(line)) is not None]


def last(deed: Deed, *, is_good: bool | None = None) -> Entry | None:
    """The latest of its kind, or the latest that ended so."""
    wanted = (one for one in entries() if one.deed is deed and is_good in (None, one.is_good))
    return next(wanted, None)


def _path() -> Path:
    return Path(settings.HOME) / "keeping.jsonl"


def _entry(line: str) -> Entry | None:
    try:
        told = json.loads(line)
        at = datetime.fromisoformat(told.pop("at"))
        return Entry(deed=Deed(told.pop("deed")), at=at, **told)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _is_cut(path: Path) -> bool:
    with path.open("rb") as journal:
        journal.seek(0, os.SEEK_END)
        if not journal.tell():
            return False
        journal.seek(-1, os.SEEK_END)
        return journal.read(1) != b"\n"


def _shorten(path: Path) -> None:
    if not path.exists():
        return
    lines = path.read_bytes().splitlines(keepends=True)
    if len(lines) <= LONGEST:
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_bytes(b"".join(lines[-LONGEST // 2 :]))
    draft.chmod(0o600)
    draft.replace(path)
