import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Term, TermKind, parse_term

PHRASES = Path(__file__).parent / "phrases"
YEAR = SchoolYear(2025)
OTHER_YEARS = tuple(SchoolYear(start) for start in (2020, 2023, 2024, 2026, 2027))


def rows() -> Iterator[dict[str, str]]:
    for name in ("terms.tsv", "terms_more.tsv"):
        with (PHRASES / name).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


OF_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
ROWS = list(rows())
KNOWN = [row["phrase"] for row in ROWS if row["kind"] != "unknown"]


def label(term: Term) -> tuple[str, str, str, str]:
    return term.kind.value, str(term.start or ""), str(term.end or ""), term.recurrence


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["phrase"])
def test_parse_term_reads_the_label_of_the_phrase(row: dict[str, str]) -> None:
    term = parse_term(row["phrase"], year=YEAR)

    assert label(term) == (row["kind"], row["start"], row["end"], row["recurrence"])
    assert term.source == row["phrase"]


@pytest.mark.parametrize("phrase", KNOWN)
def test_text_of_a_term_reads_back_to_the_same_term(phrase: str) -> None:
    term = parse_term(phrase, year=YEAR)

    again = parse_term(term.text(), year=YEAR)

    assert label(again) == label(term)
    assert (again.reference, again.offset) == (term.reference, term.offset)
    for year in (YEAR, *OTHER_YEARS):
        assert again.occurrences(year) == term.occurrences(year)


@pytest.mark.parametrize("phrase", KNOWN)
def test_text_of_a_term_stays_as_it_is_when_printed_again(phrase: str) -> None:
    text = parse_term(phrase, year=YEAR).text()

    assert parse_term(text, year=YEAR).text() == text


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["phrase"])
def test_json_of_a_term_loses_nothing(row: dict[str, str]) -> None:
    term = parse_term(row["phrase"], year=YEAR)

    assert Term.from_json(term.to_json()) == term


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["phrase"])
def test_first_occurrence_is_the_labelled_one_when_it_lies_in_the_year(row: dict[str, str]) -> None:
    term = parse_term(row["phrase"], year=YEAR)
    if term.kind in (TermKind.MIXED, TermKind.YEAR_RANGE) or term.recurrence.startswith("EVERY"):
        return
    if term.start is None or term.end is None or term.start < YEAR.first_day or term.end > YEAR.last_day:
        return

    first = term.occurrences(YEAR)[0]

    assert (first.start, first.end) == (term.start, term.end)


def test_unknown_keeps_its_text() -> None:
    term = parse_term("когда получится", year=YEAR)

    assert term.kind is TermKind.UNKNOWN
    assert term.needs_question
    assert term.text() == "когда получится"
    assert term.occurrences(YEAR) == ()


def spellings(day: date) -> Iterator[str]:
    of_month = OF_MONTHS[day.month - 1]
    yield f"{day.day} {of_month}"
    yield f"{day:%d.%m}"
    yield f"{day:%d.%m.%y}"
    yield f"{day.day} {of_month} {day.year} года"
    yield f"{day:%d} {of_month[:3]}. {day.year}г."


def test_every_day_of_the_year_is_read_in_every_spelling() -> None:
    days = [YEAR.first_day + timedelta(days=offset) for offset in range(365)]

    for day in days:
        for spelling in spellings(day):
            date_term = parse_term(spelling, year=YEAR)
            deadline = parse_term(f"до {spelling}", year=YEAR)

            assert (date_term.start, date_term.end) == (day, day), spelling
            assert (deadline.start, deadline.end) == (None, day), spelling
