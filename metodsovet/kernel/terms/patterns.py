"""The pattern of a term: what holds in any year.

A pattern is spans joined by commas. A span is ``piece``, ``piece..piece``, ``<=piece`` (a deadline: by its last day)
or ``>=piece`` (from its first day on). A piece is, with or without a year in front:

    10-15, 2025-10-15     a day                 Q2, 2026Q2          a calendar quarter
    10, 2025-10           a month               HY1, 2025/HY1       a half of the school year
    10W2, 2025-10W-1      a week of a month     2026HY1             a half of a calendar year
    10D3                  a decade of a month   T3, 2025/T3         a school term (четверть)
    10H1                  a half of a month     2025                a calendar year
    10WE2, 10FR-1         a weekday of a month  /, 2025/            a school year, any or named

``^08`` is the August before the school year.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from metodsovet.kernel.school_year import SchoolYear

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TermDates = Sequence[tuple[date, date]]

_PIECE = re.compile(
    r"(?P<year>\d{4}(?!\d))?(?P<school>/)?"
    r"(?:-?(?P<month>\d\d)(?:-(?P<day>\d\d)|(?P<select>W|D|H|MO|TU|WE|TH|FR|SA|SU)(?P<number>-?\d))?"
    r"|(?P<unit>Q|HY|T)(?P<which>\d))?"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One name of a stretch of days; ``year`` is None when the phrase names none."""

    kind: str
    year: int | None = None
    month: int = 0
    number: int = 0
    of_school_year: bool = False
    is_before: bool = False

    @property
    def is_bound(self) -> bool:
        return self.year is not None

    @property
    def first_month(self) -> int:
        if self.kind == "Q":
            return self.number * 3 - 2
        return self.month or 9


@dataclass(frozen=True, slots=True)
class Span:
    first: Piece
    last: Piece
    bound: str = ""


@lru_cache(maxsize=4096)
def parse_piece(text: str) -> Piece:
    if text.startswith("^"):
        return replace(parse_piece(text[1:]), is_before=True)
    match = _PIECE.fullmatch(text)
    if match is None or not text:
        raise ValueError(f"not a piece of a pattern: {text!r}")
    year = int(match["year"]) if match["year"] else None
    school = match["school"] is not None
    if match["unit"]:
        return Piece(match["unit"], year, 0, int(match["which"]), school)
    if match["month"] is None:
        return Piece("school_year" if school else "year", year, of_school_year=school)
    month = int(match["month"])
    if match["day"]:
        return Piece("day", year, month, int(match["day"]))
    if match["select"]:
        return Piece(match["select"], year, month, int(match["number"]))
    return Piece("month", year, month)


@lru_cache(maxsize=4096)
def parse_pattern(text: str) -> tuple[Span, ...]:
    return tuple(_parse_span(span) for span in text.split(",")) if text else ()


def _parse_span(text: str) -> Span:
    bound = text[:2] if text[:2] in ("<=", ">=") else ""
    first, _, last = text[len(bound) :].partition("..")
    piece = parse_piece(first)
    return Span(piece, parse_piece(last) if last else piece, bound)


def begins_in_august(spans: Sequence[Span]) -> bool:
    """Whether a yearless range or list starts before the school year: «август – май», «август, декабрь»."""
    if not spans or spans[0].first.is_bound or spans[0].first.month != 8:
        return False
    if spans[0].first.is_before:
        return True
    months = {piece.month for span in spans for piece in (span.first, span.last)}
    return len(months) > 1


def resolve_spans(
    spans: Sequence[Span], year: SchoolYear, terms: TermDates = ()
) -> Iterator[tuple[Span, date | None, date | None]]:
    """Each span with its first and last day, uncut, in the order of the phrase; what has no days is left out."""
    august_first = begins_in_august(spans)
    for index, span in enumerate(spans):
        resolved = resolve_span(span, year, terms, before=august_first and index == 0)
        if resolved is not None:
            yield span, *resolved


def resolve_span(
    span: Span, year: SchoolYear, terms: TermDates = (), *, before: bool = False
) -> tuple[date | None, date | None] | None:
    first = resolve_piece(span.first, year, terms, before=before)
    if first is None:
        return None
    if span.bound == "<=":
        return None, first[1]
    if span.bound == ">=":
        return first[0], None
    last = first if span.last == span.first else resolve_piece(span.last, year, terms)
    if last is None:
        return None
    if last[1] < first[0] and not span.last.is_bound:
        last = resolve_piece(span.last, year.next, terms)
    return (first[0], last[1]) if last is not None and first[0] <= last[1] else None


def resolve_piece(
    piece: Piece, year: SchoolYear, terms: TermDates = (), *, before: bool = False
) -> tuple[date, date] | None:
    if piece.kind == "T":
        return _term(piece, year, terms)
    if piece.kind in ("school_year", "HY") and (piece.year is None or piece.of_school_year):
        return _school_stretch(piece, SchoolYear(piece.year) if piece.year is not None else year)
    if piece.kind == "year":
        number = piece.year if piece.year is not None else year.start
        return date(number, 1, 1), date(number, 12, 31)
    if piece.kind == "HY":
        assert piece.year is not None
        return _months(piece.year, piece.number * 6 - 5, 6)
    return _month_stretch(piece, _calendar_year(piece, year, before=before))


def _calendar_year(piece: Piece, year: SchoolYear, *, before: bool) -> int:
    if piece.year is not None:
        return piece.year
    return year.start if piece.first_month >= 9 or before or piece.is_before else year.start + 1


def _term(piece: Piece, year: SchoolYear, terms: TermDates) -> tuple[date, date] | None:
    if piece.year is not None and piece.year != year.start:
        return None
    return terms[piece.number - 1] if 1 <= piece.number <= len(terms) else None


def _school_stretch(piece: Piece, year: SchoolYear) -> tuple[date, date]:
    if piece.kind == "school_year":
        return year.first_day, year.last_day
    if piece.number == 1:
        return year.first_day, date(year.start, 12, 31)
    return date(year.start + 1, 1, 1), year.last_teaching_day


def _month_stretch(piece: Piece, year: int) -> tuple[date, date] | None:
    if piece.kind == "Q":
        return _months(year, piece.first_month, 3)
    month_start, month_end = _months(year, piece.month, 1)
    if piece.kind == "month":
        return month_start, month_end
    if piece.kind == "day":
        # 29 February of a year without one is its last day.
        day = date(year, piece.month, min(piece.number, month_end.day))
        return day, day
    if piece.kind == "D":
        return month_start.replace(day=piece.number * 10 - 9), (
            month_end if piece.number == 3 else month_start.replace(day=piece.number * 10)
        )
    if piece.kind == "H":
        middle = month_start.replace(day=15)
        return (month_start, middle) if piece.number == 1 else (middle + timedelta(days=1), month_end)
    if piece.kind == "W":
        return week_of_month(month_start, month_end, piece.number)
    day_of_week = weekday_of_month(month_start, month_end, WEEKDAYS.index(piece.kind), piece.number)
    return (day_of_week, day_of_week) if day_of_week else None


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last = month + count - 1
    return date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1])


def week_of_month(month_start: date, month_end: date, number: int) -> tuple[date, date] | None:
    """The Monday-to-Sunday week whose Thursday is the month's n-th, cut at the borders of the month."""
    thursday = weekday_of_month(month_start, month_end, 3, number)
    if thursday is None:
        return None
    monday = thursday - timedelta(days=3)
    return max(monday, month_start), min(monday + timedelta(days=6), month_end)


def weekday_of_month(month_start: date, month_end: date, weekday: int, number: int) -> date | None:
    first = month_start + timedelta(days=(weekday - month_start.weekday()) % 7)
    days = [day for week in range(5) if (day := first + timedelta(weeks=week)) <= month_end]
    index = number - 1 if number > 0 else number
    return days[index] if -len(days) <= index < len(days) else None
