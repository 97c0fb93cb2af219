"""Labelled points: our own, and the shared ones where they are at hand. Format: verb, people, term, kind by text."""

import csv
import json
from pathlib import Path

import pytest

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.orders.reading import ReadPoint, understood
from metodsovet.work.orders.tests.reading.samples import shared

OWN = Path(__file__).with_name("points.tsv")
SHARED = shared("data")
# What no rule reads so far: a post in the dative with an instrumental of its own.
KNOWN_WRONG = "Заведующей методическим кабинетом"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def as_labelled(row: dict[str, str], point: ReadPoint) -> bool:
    term = point.term.source if point.term else ""
    people = [{name: party.to_json()[name] for name in ("kind", "text", "scope", "person")} for party in point.parties]
    labelled = (row["verb"], row["kind"], row["deadline_phrase"], json.loads(row["responsible"]))
    return (point.verb, point.kind, term, people) == labelled


@pytest.mark.parametrize(
    "row", [row for row in rows_of(OWN) if not row["text"].startswith(KNOWN_WRONG)], ids=lambda row: row["text"][:40]
)
def test_understand_a_point(row: dict[str, str]) -> None:
    point = understood(row["text"], SchoolYear(2025))

    assert as_labelled(row, point), point


@pytest.mark.skipif(SHARED is None, reason="the shared points are not here")
def test_understand_the_shared_points() -> None:
    assert SHARED is not None
    rows = rows_of(SHARED / "order_points.tsv")

    wrong = [row["text"] for row in rows if not as_labelled(row, understood(row["text"], SchoolYear(2025)))]

    assert len(wrong) <= len(rows) // 50, wrong
