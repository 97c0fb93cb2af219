"""A sealed child that tries what a broken sandbox would: ``python -m metodsovet.ground.documents.tests.sealed``."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from metodsovet.kernel.limited import seal_this_process


def tried(attempt: Callable[[], Any]) -> str:
    try:
        attempt()
    except OSError:
        return "refused"
    return "done"


if __name__ == "__main__":
    seal_this_process()
    secrets = [name for name in os.environ if name in ("DATABASE_URL", "SECRET_KEY", "METODSOVET_HOME")]
    answer = {
        "environment": secrets,
        "file": tried(lambda: Path("/etc/hosts").read_text()),
        "network": tried(lambda: socket.create_connection(("127.0.0.1", 1), timeout=1)),
        "process": tried(lambda: subprocess.run(["true"], check=False)),
    }
    sys.stdout.write(json.dumps(answer))
