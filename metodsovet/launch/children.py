"""Programs that the supervisor keeps running beside itself."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from metodsovet.launch.failures import last_lines
from metodsovet.launch.homes import ROOT

PR_SET_PDEATHSIG = 1
# Loaded before any fork: a child between fork and exec must not import or allocate much.
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def follow_parent(number: signal.Signals) -> None:
    """Ask the kernel to signal this process when its parent dies, kill -9 included; Linux alone can."""
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)


class Child:
    """One program with its log; its own session, so that Ctrl-C reaches the supervisor first and alone."""

    def __init__(
        self, label: str, module_arguments: Sequence[str], *, log: Path, environment: Mapping[str, str]
    ) -> None:
        self.label = label
        self.log = log
        self.started_at = 0.0
        self._log_start = 0
        self._command = [sys.executable, "-P", "-m", *module_arguments]
        searched = [str(ROOT), *filter(None, [environment.get("PYTHONPATH", "")])]
        self._environment = {**environment, "PYTHONPATH": os.pathsep.join(searched)}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        parent = os.getpid()

        def prepare() -> None:
            follow_parent(signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)  # the parent died between the fork and the request

        with self.log.open("ab") as log:
            self._log_start = log.tell()
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._environment,
                start_new_session=True,
                preexec_fn=prepare,  # noqa: PLW1509 the supervisor has one thread
            )
        self.started_at = time.monotonic()

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def exit_code(self) -> int | None:
        return None if self._process is None else self._process.poll()

    @property
    def last_words(self) -> str:
        return last_lines(self.log, since=self._log_start)

    def ask_to_stop(self) -> None:
        self._signal(signal.SIGTERM)

    def wait(self, until: float) -> None:
        """Wait for the end until the moment of the monotonic clock, then kill the whole family."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGKILL, family=True)
            self._process.wait()
        # A leader that left early may have left its own children behind.
        self._signal(signal.SIGKILL, family=True)

    def _signal(self, number: signal.Signals, *, family: bool = False) -> None:
        if self._process is None:
            return
        try:
            if family:
                os.killpg(self._process.pid, number)
            elif self._process.poll() is None:
                self._process.send_signal(number)
        except ProcessLookupError:
            pass
