"""Reading in a process of its own with limits on memory, time and files: a hostile file can only end that process.

The child is a package run as a program: its ``__main__`` calls ``answer_as_child``.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from metodsovet.kernel.limited import Ending, Limits, Unfinished, limit_this_process, run_package
from metodsovet.kernel.memory import without_collecting
from metodsovet.kernel.spreadsheets import limits
from metodsovet.kernel.spreadsheets.documents import Document
from metodsovet.kernel.spreadsheets.refusals import FileRefused

_TABLES = "metodsovet.kernel.spreadsheets"


def read_tables_in_child(source: Path | bytes, name: str) -> Document:
    """As ``read_tables``; FileRefused ``too_heavy`` or ``too_slow`` when the child passed its limits."""
    return Document.from_json(read_in_child(_TABLES, source, name))


def read_in_child(
    package: str,
    source: Path | bytes,
    name: str,
    *more: str,
    wait_seconds: int = limits.CHILD_SECONDS + limits.CONVERSION_SECONDS,
) -> Any:
    """What the package answers as JSON; only that leaves the process that opened the file. ``more`` is for the package.

    ``wait_seconds`` is by the clock on the wall, the processor's time is bounded by ``limits.CHILD_SECONDS``.
    """
    if isinstance(source, Path):
        return _read(package, source, (name, *more), wait_seconds)
    with tempfile.NamedTemporaryFile(prefix="metodsovet-read-") as file:
        file.write(source)
        file.flush()
        return _read(package, Path(file.name), (name, *more), wait_seconds)


def answer_as_child(arguments: list[str], read: Callable[..., Any]) -> int:
    """The other side: print what ``read`` makes of PATH, NAME and the rest, or its refusal, as JSON."""
    limit_this_process(Limits(limits.CHILD_MEMORY_BYTES, limits.CHILD_SECONDS))
    path, *told = arguments
    with without_collecting():
        try:
            answer = {"read": read(Path(path), *told)}
        except FileRefused as refusal:
            answer = {"refused": [refusal.code, refusal.text]}
        sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())
    return 0


def _read(package: str, path: Path, told: tuple[str, ...], wait_seconds: int) -> Any:
    name = told[0]
    try:
        said = run_package(package, [str(path), *told], wait_seconds=wait_seconds)
    except Unfinished as error:
        raise (_too_slow if error.ending is Ending.TOO_SLOW else _too_heavy)(name) from error
    with without_collecting():
        answer = json.loads(said)
    if "refused" in answer:
        raise FileRefused(*answer["refused"])
    return answer["read"]


def _too_heavy(name: str) -> FileRefused:
    return FileRefused("too_heavy", f"Файл «{name}» слишком велик для чтения: оставьте в нём только нужную таблицу.")


def _too_slow(name: str) -> FileRefused:
    return FileRefused("too_slow", f"Файл «{name}» читается слишком долго: оставьте в нём только нужную таблицу.")
