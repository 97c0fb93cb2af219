"""The live server of a data directory, as its pid file and the system tell."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What a live server says of itself in its pid file."""

    pid: int
    port: int
    socket_directory: str
    is_ready: bool


def find_postmaster(data: Path) -> Postmaster | None:
    """The live server of this directory, None if there is none or another program has its number."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        found = Postmaster(int(lines[0]), int(lines[3]), lines[4].strip(), "ready" in "".join(lines[7:8]))
    except (FileNotFoundError, IndexError, ValueError):
        return None
    return found if _serves(found.pid, data) else None


def _serves(pid: int, data: Path) -> bool:
    """Whether the process is alive and was started for this directory; a zombie has no command line left."""
    if not Path("/proc/self").exists():
        command = ["ps", "-p", str(pid), "-o", "command="]
        return str(data) in subprocess.run(command, capture_output=True, text=True, check=False).stdout
    try:
        return os.fsencode(data) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
