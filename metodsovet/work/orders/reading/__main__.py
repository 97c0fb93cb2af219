"""``python -m metodsovet.work.orders.reading PATH NAME`` prints the order, or the refusal, as JSON."""

import sys
from pathlib import Path
from typing import Any

from metodsovet.kernel.spreadsheets import answer_as_child
from metodsovet.work.orders.reading.reader import read_file_here


def _read(path: Path, name: str) -> Any:
    return read_file_here(path, name).to_json()


if __name__ == "__main__":
    sys.exit(answer_as_child(sys.argv[1:], _read))
