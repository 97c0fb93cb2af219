"""The virtual environment beside the code and the locked dependencies in it. Standard library only."""

import errno
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from metodsovet.launch.failures import LaunchFailure, last_lines, no_room, tells_no_room
from metodsovet.launch.packages import can_install, install_package

LOCKS = {"core": "requirements.lock", "dev": "requirements-dev.lock"}
NO_NETWORK = re.compile(
    r"name resolution|error sending request|failed to fetch|connection (?:refused|reset|error)|max retries|timed? ?out"
    r"|no matching distribution|network is unreachable|dns error",
    re.IGNORECASE,
)
NO_VENV = re.compile(r"ensurepip is not\s+available|No module named '?(?:venv|ensurepip)")
LEAST_ROOM_BYTES = 20_000_000  # ensurepip hides why it failed; with less than this the disk is why
BAD_CERTIFICATE = re.compile(r"UnknownIssuer|invalid peer certificate|CERTIFICATE_VERIFY_FAILED")


class Environment:
    """``.venv`` of one copy of the code; ``log`` takes the output of the programs that build it."""

    def __init__(self, root: Path, log: Path) -> None:
        self.root = root
        self.directory = root / ".venv"
        self.python = self.directory / "bin" / "python"
        self.log = log

    def is_sound(self) -> bool:
        """Whether it was made whole and by the Python that still stands behind it."""
        try:
            made_by = re.search(r"^version\s*=\s*(\d+\.\d+)", (self.directory / "pyvenv.cfg").read_text(), re.MULTILINE)
            question = (
                "import sys, importlib.util as u; print('%d.%d' % sys.version_info[:2] if u.find_spec('pip') else '')"
            )
            answer = subprocess.run([self.python, "-c", question], capture_output=True, text=True, check=False)
        except OSError:
            return False
        return made_by is not None and answer.returncode == 0 and answer.stdout.strip() == made_by.group(1)

    def make(self) -> None:
        self._clear()
        if self._venv() or self._venv_after_installing():
            return
        said = last_lines(self.log, 20)
        self._explain_common(said)
        if NO_VENV.search(said):
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            raise LaunchFailure(
                f"Нет модуля venv для Python {version}: установите его («apt-get install python3-venv») "
                "и запустите снова."
            )
        raise LaunchFailure(f"Не удалось создать виртуальное окружение: причина в конце файла «{self.log}».")

    def has(self, group: str) -> bool:
        stamp = self._stamp(group)
        return stamp.exists() and stamp.read_text() == self._fingerprint(group)

    def install(self, group: str) -> None:
        """Install the locked packages of a group; the stamp is written last, so a killed run installs again."""
        pip = [str(self.python), "-m", "pip", "install", "--require-hashes", "--no-deps", "--quiet"]
        self._install([*pip, "-r", str(self.root / "requirements" / "uv.txt")])
        locked = [str(self.directory / "bin" / "uv"), "pip", "install", "--python", str(self.python)]
        locked += ["--require-hashes", "--no-progress", "-r", str(self.root / LOCKS[group])]
        self._install(locked, self._settings_of_uv())
        self._stamp(group).write_text(self._fingerprint(group))

    def _venv(self) -> bool:
        return self._log([sys.executable, "-m", "venv", "--clear", str(self.directory)]) == 0

    def _venv_after_installing(self) -> bool:
        is_missing = NO_VENV.search(last_lines(self.log, 20)) is not None
        return is_missing and can_install() and install_package("python3-venv") and self._venv()

    def _install(self, command: Sequence[str], settings: Mapping[str, str] | None = None) -> None:
        if self._log(command, settings) == 0:
            return
        said = last_lines(self.log, 20)
        if BAD_CERTIFICATE.search(said) and self._log(command, {**(settings or {}), "UV_SYSTEM_CERTS": "1"}) == 0:
            return
        self._explain_common(said)
        if NO_NETWORK.search(said):
            raise LaunchFailure(
                "Не удалось загрузить зависимости: проверьте доступ в интернет или назовите зеркало пакетов "
                f"в переменной PIP_INDEX_URL и запустите снова; подробности в «{self.log}»."
            )
        raise LaunchFailure(f"Не удалось установить зависимости: причина в конце файла «{self.log}».")

    def _explain_common(self, said: str) -> None:
        """Refuse for a full disk or a closed directory, by the words of the program or by the disk itself."""
        place = self.directory if self.directory.exists() else self.root
        if tells_no_room(said) or shutil.disk_usage(place).free < LEAST_ROOM_BYTES:
            raise no_room(self.directory)
        if "Permission denied" in said or "Read-only" in said:
            raise PermissionError(errno.EACCES, "Permission denied", str(self.directory))

    def _settings_of_uv(self) -> dict[str, str]:
        """What the person told pip about mirrors and certificates, in the words of uv."""
        settings = {"UV_LINK_MODE": os.environ.get("UV_LINK_MODE", "copy")}
        mirror = os.environ.get("PIP_INDEX_URL", "") or self._mirror_of_pip()
        if mirror:
            settings["UV_DEFAULT_INDEX"] = os.environ.get("UV_DEFAULT_INDEX", mirror)
        if "PIP_CERT" in os.environ:
            settings["SSL_CERT_FILE"] = os.environ.get("SSL_CERT_FILE", os.environ["PIP_CERT"])
        return settings

    def _mirror_of_pip(self) -> str:
        question = [str(self.python), "-m", "pip", "config", "get", "global.index-url"]
        return subprocess.run(question, capture_output=True, text=True, check=False).stdout.strip()

    def _log(self, command: Sequence[str], settings: Mapping[str, str] | None = None) -> int:
        environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "LC_ALL": "C.UTF-8", **(settings or {})}
        environment.pop("PYTHONHOME", None)
        # Not where it was called: uv reads settings there, and root's home is closed to the account of a service.
        with self.log.open("w") as log:
            return subprocess.run(
                command, stdout=log, stderr=log, check=False, env=environment, cwd=self.root
            ).returncode

    def _stamp(self, group: str) -> Path:
        return self.directory / f"metodsovet-{group}.stamp"

    def _clear(self) -> None:
        if self.directory.is_symlink() or self.directory.is_file():
            self.directory.unlink()
        shutil.rmtree(self.directory, ignore_errors=True)

    def _fingerprint(self, group: str) -> str:
        files = (self.root / "requirements" / "uv.txt", self.root / LOCKS[group])
        return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
