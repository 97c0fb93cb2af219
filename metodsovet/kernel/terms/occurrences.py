"""Occurrences of a term in a school year.

Explicit years bind: nothing occurs outside them, and a stretch that crosses the year is cut to it. Without years the
phrase applies to every school year; only a range or list that begins with August keeps its days before 1 September.
A frequency without months of its own runs through the teaching year, 1 September to 31 May; quarters are the whole
calendar quarters inside the school year; «n раз в год» is one window, for nobody said when.
A schedule gives its dates when they are known. «Постоянно», «по мере необходимости», plans, events and «раз в 3 года»
give no dates at all.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms.frequencies import frequency_windows
from metodsovet.kernel.terms.kinds import TermKind, Window
from metodsovet.kernel.terms.patterns import Span, TermDates, begins_in_august, parse_pattern, resolve_spans

if TYPE_CHECKING:
    from metodsovet.kernel.terms.values import Term

FREQUENCIES = ("MONTHLY", "WEEKLY", "QUARTERLY", "HALFYEARLY", "TERMLY", "N/", "EVERY")

_UNDATED = (TermKind.CONTINUOUS, TermKind.ON_DEMAND, TermKind.UNKNOWN)
_DEPENDENT = (TermKind.BY_PLAN, TermKind.BY_SCHEDULE, TermKind.RELATIVE)


def occurrences_of(
    term: "Term", year: SchoolYear, *, terms: TermDates, schedules: Mapping[str, Window]
) -> tuple[Window, ...]:
    if term.kind in _UNDATED:
        return ()
    if term.kind is TermKind.MIXED:
        parts = (part.occurrences(year, terms=terms, schedules=schedules) for part in term.parts)
        return _in_order(window for windows in parts for window in windows)
    if term.kind is TermKind.BY_SCHEDULE and term.reference in schedules:
        return _in_order(_cut(schedules[term.reference], year))
    if term.kind in _DEPENDENT:
        return _in_order(span_windows(term.pattern, year, terms))
    if term.recurrence.startswith(FREQUENCIES):
        return _in_order(frequency_windows(term.recurrence, _stretches(term, year, terms), year, terms))
    pattern = term.pattern or ("/" if term.kind is TermKind.THROUGH_YEAR else "")
    return _in_order(span_windows(pattern, year, terms))


def span_windows(pattern: str, year: SchoolYear, terms: TermDates = ()) -> Iterator[Window]:
    spans = parse_pattern(pattern)
    august_first = begins_in_august(spans)
    for span, start, end in resolve_spans(spans, year, terms):
        window = Window(start, end, deadline=span.bound == "<=")
        if august_first and span is spans[0]:
            yield window
        else:
            yield from _cut(window, year)


def _stretches(term: "Term", year: SchoolYear, terms: TermDates) -> list[tuple[date, date]]:
    """What a frequency is bounded by, cut to the school year; quarters and years look at the whole of it."""
    whole = (year.first_day, year.last_day)
    teaching = (year.first_day, year.last_teaching_day)
    default = whole if term.recurrence.startswith(("QUARTERLY", "N/YEAR", "N/QUARTER")) else teaching
    if term.pattern in ("", "/"):
        return [default]
    return list(_cut_stretches(term.pattern, year, terms, default))


def _cut_stretches(
    pattern: str, year: SchoolYear, terms: TermDates, default: tuple[date, date]
) -> Iterator[tuple[date, date]]:
    spans = parse_pattern(pattern)
    whole = (year.first_day, year.last_day)
    for index, (span, start, end) in enumerate(resolve_spans(spans, year, terms)):
        keeps_august = index == 0 and begins_in_august(spans)
        first, last = default if _is_loose(span) else whole
        cut_start = start or first
        cut_end = min(end or last, last)
        if not keeps_august:
            cut_start = max(cut_start, first)
        if cut_start <= cut_end:
            yield cut_start, cut_end


def _is_loose(span: Span) -> bool:
    """Whether the bounds name school years or leave one side open, so that the summer does not count."""
    return span.bound != "" or span.first.kind == "school_year"


def _cut(window: Window, year: SchoolYear) -> Iterator[Window]:
    if window.deadline:
        if window.end is not None and window.end in year:
            yield window
        return
    start = max(window.start or year.first_day, year.first_day)
    end = min(window.end or year.last_day, year.last_day)
    if start <= end:
        yield Window(start, end)


def _in_order(windows: Iterable[Window]) -> tuple[Window, ...]:
    return tuple(sorted(dict.fromkeys(windows), key=_place_in_time))


def _place_in_time(window: Window) -> tuple[date, date]:
    return window.start or window.end or date.max, window.end or date.max
