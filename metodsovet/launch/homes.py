"""The state directory: everything an installation keeps, in one place that can be moved and backed up."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = os.environ.get("METODSOVET_COMMAND", "python3 run.py")
"""What people here type before a verb; a service is installed with a command of its own."""


@dataclass(frozen=True, slots=True)
class Home:
    """METODSOVET_HOME, or ``var`` beside the code: the cluster, uploads, logs and secrets."""

    path: Path

    @classmethod
    def of_environment(cls) -> "Home":
        named = os.environ.get("METODSOVET_HOME", "")
        return cls(Path(named).expanduser().resolve() if named else ROOT / "var")

    @property
    def log(self) -> Path:
        return self.path / "log"

    @property
    def files(self) -> Path:
        return self.path / "files"

    def prepare(self) -> None:
        for directory in (self.path, self.log):
            directory.mkdir(parents=True, exist_ok=True)
        for private in (self.files, self.path / "secrets"):
            private.mkdir(mode=0o700, exist_ok=True)

    def secret(self, name: str) -> str:
        """A random secret kept in a file that only its owner reads; made on first use, whole or not at all."""
        path = self.path / "secrets" / name
        if not path.exists():
            self.prepare()
            draft = path.with_name(f".{name}.{os.getpid()}")
            draft.unlink(missing_ok=True)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
            try:
                os.link(draft, path)
            except FileExistsError:
                pass  # another process was first: its secret counts
            finally:
                draft.unlink()
        return path.read_text().strip()

    def rotate_log(self, name: str, *, limit_bytes: int = 10_000_000) -> Path:
        """The path of a log; a grown one steps aside once, so that logs never fill the disk."""
        self.log.mkdir(parents=True, exist_ok=True)
        path = self.log / name
        if path.exists() and path.stat().st_size > limit_bytes:
            path.replace(path.with_suffix(path.suffix + ".1"))
        return path
