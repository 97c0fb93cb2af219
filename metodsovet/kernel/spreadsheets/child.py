"""Reading in a process of its own with limits on memory, time and files: a hostile file can only end that process.

The child is this package run as a program (``__main__``).
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from metodsovet.kernel.spreadsheets import limits
from metodsovet.kernel.spreadsheets.documents import Document
from metodsovet.kernel.spreadsheets.refusals import FileRefused

_ROOT = Path(__file__).resolve().parents[3]


def read_tables_in_child(source: Path | bytes, name: str) -> Document:
    """As ``read_tables``; FileRefused ``too_heavy`` or ``too_slow`` when the child passed its limits."""
    if isinstance(source, Path):
        return _read(source, name)
    with tempfile.NamedTemporaryFile(prefix="metodsovet-read-") as file:
        file.write(source)
        file.flush()
        return _read(Path(file.name), name)


def _read(path: Path, name: str) -> Document:
    command = [sys.executable, "-m", "metodsovet.kernel.spreadsheets", str(path), name]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            check=False,
            timeout=limits.CHILD_SECONDS + limits.CONVERSION_SECONDS,
            env=environment,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_slow(name) from error
    if done.returncode:
        raise FileRefused("too_heavy", f"Файл «{name}» слишком велик для чтения: оставьте в нём только таблицу плана.")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise FileRefused(*answer["refused"])
    return Document.from_json(answer)


def _too_slow(name: str) -> FileRefused:
    return FileRefused("too_slow", f"Файл «{name}» читается слишком долго: оставьте в нём только таблицу плана.")
