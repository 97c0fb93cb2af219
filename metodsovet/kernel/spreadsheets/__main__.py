"""``python -m metodsovet.kernel.spreadsheets PATH NAME`` prints the document, or its refusal, as JSON."""

import json
import sys
from importlib import import_module
from pathlib import Path

from metodsovet.kernel.spreadsheets import limits
from metodsovet.kernel.spreadsheets.reading import read_here
from metodsovet.kernel.spreadsheets.refusals import FileRefused


def _limit_this_process() -> None:
    if sys.platform == "win32":  # has no such limits
        return
    resource = import_module("resource")
    for kind, most in ((resource.RLIMIT_AS, limits.CHILD_MEMORY_BYTES), (resource.RLIMIT_CPU, limits.CHILD_SECONDS)):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def main(argv: list[str]) -> int:
    _limit_this_process()
    path, name = argv
    try:
        answer = read_here(Path(path), name).to_json()
    except FileRefused as refusal:
        answer = {"refused": [refusal.code, refusal.text]}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
