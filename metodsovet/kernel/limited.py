"""Work over what strangers sent, in a process of its own with limits: a hostile file can only end that process.

The child is a package run as a program. ``sealed`` work gets nothing of the environment (no address of the database, no
secrets) and, once it has called ``seal_this_process``, opens no files but Python's own, no network and no processes.
"""

import ctypes
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CAN_LIMIT = sys.platform != "win32"
"""Windows has no such limits: what needs them is refused there."""
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PASSED_ON = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TZ")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
READABLE = tuple(os.path.realpath(place) + os.sep for place in (sys.prefix, sys.base_prefix, ROOT / "metodsovet"))
LISTING = ("os.listdir", "os.scandir")
FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.chown",
    "os.truncate",
    "os.putenv",
    "os.kill",
    "ctypes.",
    "mmap.",
    "shutil.",
    "sqlite3.",
    "pty.",
    "signal.",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """``answer_bytes`` 0 leaves the answer to the limit of memory alone."""

    memory_bytes: int
    cpu_seconds: int
    answer_bytes: int = 0


class Ending(Enum):
    TOO_SLOW = "too_slow"
    TOO_HEAVY = "too_heavy"


class Unfinished(Exception):
    """The child passed a limit, or broke."""

    def __init__(self, ending: Ending, last_words: str = "") -> None:
        super().__init__(f"{ending.value}: {last_words}")
        self.ending = ending


def run_package(
    package: str,
    arguments: Sequence[str] = (),
    *,
    wait_seconds: int,
    request: bytes = b"",
    is_sealed: bool = False,
) -> bytes:
    """What ``python -m package`` answers to the request; Unfinished otherwise. Seconds are by the clock on the wall."""
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as answered:
        asked.write(request)
        asked.seek(0)
        try:
            done = subprocess.run(
                [sys.executable, "-P", "-m", package, *arguments],
                stdin=asked,
                stdout=answered,
                stderr=subprocess.PIPE,
                check=False,
                timeout=wait_seconds,
                env=_environment(is_sealed),
            )
        except subprocess.TimeoutExpired as error:
            raise Unfinished(Ending.TOO_SLOW) from error
        if done.returncode:
            raise Unfinished(Ending.TOO_HEAVY, done.stderr[-500:].decode(errors="replace"))
        answered.seek(0)
        return answered.read()


def _environment(is_sealed: bool) -> Mapping[str, str]:
    known = {name: os.environ[name] for name in PASSED_ON if name in os.environ} if is_sealed else dict(os.environ)
    return {**known, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}


def limit_this_process(limits: Limits) -> None:
    if not CAN_LIMIT:
        return
    resource: Any = import_module("resource")
    wanted = [(resource.RLIMIT_AS, limits.memory_bytes), (resource.RLIMIT_CPU, limits.cpu_seconds)]
    if limits.answer_bytes:
        wanted += [(resource.RLIMIT_FSIZE, limits.answer_bytes), (resource.RLIMIT_CORE, 0)]
    for kind, most in wanted:
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def seal_this_process() -> None:
    """From here on and for good: no network, no programs, no files but those of Python and of the product to read."""
    _leave_network()
    sys.addaudithook(_refuse)


def _leave_network() -> None:
    """An empty network of its own where the kernel lets us; where not, the hook below still stands."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER | CLONE_NEWNET)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        path, _, flags = arguments
        if not isinstance(path, int) and (int(flags or 0) & WRITING or not _is_readable(path)):
            raise PermissionError("this process opens no files")
    elif event in LISTING:
        if not _is_readable(arguments[0] or "."):
            raise PermissionError("this process lists no folders")
    elif event.startswith(FORBIDDEN):
        raise PermissionError(f"this process does no {event}")


def _is_readable(path: Any) -> bool:
    # abspath removes «..»: a path through a readable folder must not lead out of it.
    return f"{os.path.abspath(os.fsdecode(path))}{os.sep}".startswith(READABLE)
