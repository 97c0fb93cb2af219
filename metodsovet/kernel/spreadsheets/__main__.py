"""``python -m metodsovet.kernel.spreadsheets PATH NAME`` prints the document, or its refusal, as JSON."""

import sys
from pathlib import Path
from typing import Any

from metodsovet.kernel.spreadsheets.child import answer_as_child
from metodsovet.kernel.spreadsheets.reading import read_here


def _read(path: Path, name: str) -> Any:
    return read_here(path, name).to_json()


if __name__ == "__main__":
    sys.exit(answer_as_child(sys.argv[1:], _read))
