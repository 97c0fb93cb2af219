"""Print the shares of labelled phrases understood, asked about and understood wrongly.

    python benchmarks/understanding_of_parties.py [FILE.tsv]

A phrase labelled «unknown» is understood when it is asked about. A phrase is asked about when it differs from the
label only in that some of its parties are unknown. A file without an argument: the project's own copy.
"""

import csv
import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from metodsovet.kernel.parties import Party, parse_parties  # noqa: E402

DEFAULT = ROOT / "metodsovet/kernel/tests/phrases/parties.tsv"
Label = dict[str, str]


def main(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows:
        sys.exit(f"{path}: no phrases")
    started = time.perf_counter()
    read = [[_label(party) for party in parse_parties(row["phrase"])] for row in rows]
    milliseconds = (time.perf_counter() - started) * 1000 / len(rows)
    expected: list[list[Label]] = [json.loads(row["parties"]) for row in rows]
    outcomes = [_outcome(wanted, found) for wanted, found in zip(expected, read, strict=True)]
    for name in ("understood", "asked", "wrong"):
        count = outcomes.count(name)
        print(f"{name:<11}{count:>5} of {len(rows)}  {count / len(rows):7.1%}")
    print(f"{'time':<11}{milliseconds:>8.2f} ms a phrase, dictionary included")
    for row, wanted, found, outcome in zip(rows, expected, read, outcomes, strict=True):
        if outcome != "understood":
            print(f"{outcome}: «{row['phrase']}»: {_short(wanted)} expected, {_short(found)} read")


def _outcome(wanted: list[Label], found: list[Label]) -> str:
    if wanted == found:
        return "understood"
    understood = [party for party in found if party["kind"] != "unknown"]
    is_asked = len(understood) < len(found) and all(party in wanted for party in understood)
    return "asked" if is_asked else "wrong"


def _label(party: Party) -> Label:
    return {name: party.to_json()[name] for name in ("kind", "text", "scope", "person")}


def _short(parties: list[Label]) -> str:
    return "; ".join(" | ".join(party.values()) for party in parties)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
