"""The folder where scheduled backups stand, and how many of them."""

import re
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from metodsovet.launch.backups.ciphers import SUFFIX

OWN_NAME = re.compile(r"metodsovet-\d{8}-\d{6}\.zip(?:\.age)?")
PARTIAL = re.compile(r"\.metodsovet-.*\.zip(?:\.age)?\.partial")


def folder() -> Path:
    return Path(settings.BACKUPS_FOLDER)


def next_place(word: str = "") -> Path:
    """A name by the moment; with ``word`` it is kept until somebody removes it."""
    moment: datetime = timezone.localtime()
    return marked(folder() / f"metodsovet-{word}{moment:%Y%m%d-%H%M%S}.zip")


def marked(path: Path) -> Path:
    """The name tells that the archive is encrypted."""
    is_marked = path.name.endswith(SUFFIX) or not settings.BACKUPS_KEY
    return path if is_marked else path.with_name(path.name + SUFFIX)


def standing() -> list[Path]:
    """Scheduled backups, the oldest first."""
    if not folder().exists():
        return []
    return sorted(path for path in folder().iterdir() if OWN_NAME.fullmatch(path.name))


def prune() -> list[Path]:
    """Remove the oldest scheduled backups beyond what is kept, and what killed runs left half-written."""
    stale = standing()[: -max(1, settings.BACKUPS_KEPT)]
    stale += [path for path in folder().iterdir() if PARTIAL.fullmatch(path.name)]
    for path in stale:
        path.unlink(missing_ok=True)
    return stale
