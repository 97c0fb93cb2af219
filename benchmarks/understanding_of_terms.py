"""Print the shares of labelled phrases understood, asked about and understood wrongly.

    python benchmarks/understanding_of_terms.py [FILE.tsv]

A phrase labelled «unknown» is understood when it is asked about. A file without an argument: the project's own copy.
"""

import csv
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from metodsovet.kernel.school_year import SchoolYear  # noqa: E402
from metodsovet.kernel.terms import Term, TermKind, parse_term  # noqa: E402

DEFAULT = ROOT / "metodsovet/kernel/tests/phrases/terms.tsv"
COLUMNS = ("kind", "start", "end", "recurrence")


def main(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows:
        sys.exit(f"{path}: no phrases")
    started = time.perf_counter()
    terms = [parse_term(row["phrase"], year=SchoolYear(2025)) for row in rows]
    milliseconds = (time.perf_counter() - started) * 1000 / len(rows)
    outcomes = [_outcome(row, term) for row, term in zip(rows, terms, strict=True)]
    for name in ("understood", "asked", "wrong"):
        count = outcomes.count(name)
        print(f"{name:<11}{count:>5} of {len(rows)}  {count / len(rows):7.1%}")
    print(f"{'time':<11}{milliseconds:>8.2f} ms a phrase, dictionary included")
    for row, term, outcome in zip(rows, terms, outcomes, strict=True):
        if outcome != "understood":
            print(f"{outcome}: «{row['phrase']}»: {_label(row)} expected, {_read(term)} read")


def _outcome(row: dict[str, str], term: Term) -> str:
    if _label(row) == _read(term):
        return "understood"
    return "asked" if term.kind is TermKind.UNKNOWN else "wrong"


def _label(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[column] or "" for column in COLUMNS)


def _read(term: Term) -> tuple[str, ...]:
    return term.kind.value, str(term.start or ""), str(term.end or ""), term.recurrence


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
