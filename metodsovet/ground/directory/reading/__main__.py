"""``python -m metodsovet.ground.directory.reading PATH NAME COLUMNS`` prints what was read, or the refusal, as JSON."""

import json
import sys
from pathlib import Path
from typing import Any

from metodsovet.ground.directory.reading.reader import read_roster
from metodsovet.kernel.spreadsheets import answer_as_child


def _read(path: Path, name: str, named: str) -> Any:
    return read_roster(path, name, json.loads(named)).to_json()


if __name__ == "__main__":
    sys.exit(answer_as_child(sys.argv[1:], _read))
