"""What stops the start of the product, each as one Russian sentence that says what to do."""

import errno
from pathlib import Path

NO_ROOM_MARKS = ("No space left on device", "os error 28", "Disk quota exceeded", "Errno 28")


class LaunchFailure(Exception):
    """The product cannot start; the text is the sentence shown to the person who started it."""


def explain_os_error(error: OSError, *, doing: str) -> LaunchFailure:
    """Turn an error of the operating system into a sentence; ``doing`` names the step in the genitive."""
    place = f" «{error.filename}»" if error.filename else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return no_room(Path(str(error.filename)) if error.filename else None)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return LaunchFailure(
            f"Нет права записи{place}: запустите от имени владельца каталога "
            "или укажите другой каталог состояния в переменной METODSOVET_HOME."
        )
    reason = error.strerror or str(error)
    return LaunchFailure(f"Не удалось выполнить шаг «{doing}»{place} ({reason}): устраните причину и запустите снова.")


def no_room(path: Path | None = None) -> LaunchFailure:
    place = f" (каталог «{path}»)" if path else ""
    return LaunchFailure(f"На диске кончилось место{place}: освободите не меньше 1 ГБ и запустите снова.")


def tells_no_room(output: str) -> bool:
    """Whether the output of a program says that the disk is full."""
    return any(mark in output for mark in NO_ROOM_MARKS)


def last_lines(path: Path, count: int = 8, *, since: int = 0) -> str:
    """The end of a log for a message, without reading a large file whole; nothing from before the byte ``since``."""
    try:
        with path.open("rb") as log:
            log.seek(0, 2)
            log.seek(max(since, log.tell() - 8192))
            lines = log.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return "\n".join(line.rstrip() for line in lines[-count:])
