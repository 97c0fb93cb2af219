"""Occurrences that a school year of a plan should have."""

from collections.abc import Iterator
from datetime import date

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import TermKind, Window
from metodsovet.work.planning.expansion.schedules import Schedules
from metodsovet.work.planning.models import Activity, Occurrence, Plan

_ENDLESS = (TermKind.CONTINUOUS, TermKind.ON_DEMAND)
_WAITING = (TermKind.BY_SCHEDULE, TermKind.BY_PLAN, TermKind.RELATIVE, TermKind.TERM, TermKind.MIXED)


def windows_of(activity: Activity, plan: Plan, year: SchoolYear, schedules: Schedules) -> tuple[Window, ...]:
    """Windows of the activity in the year, cut to the days of the plan.

    What has no dates yet (a schedule, another plan, an event) is one window without days, to be dated later.
    The continuous occurs only where somebody must report on it: then it is the whole year. Words that nobody
    understood, once confirmed, are asked about at the end of the teaching year.
    """
    term = activity.term
    windows = term.occurrences(year, terms=schedules.school_terms, schedules=schedules)
    if windows:
        return tuple(cut for window in windows for cut in _cut(window, plan))
    if activity.control == Activity.Control.NO_REPORT:
        return (Window(None, None),) if term.kind in _WAITING and _may_come(activity, year) else ()
    if term.kind in _ENDLESS:
        return tuple(_cut(Window(year.first_day, year.last_day), plan))
    if term.kind is TermKind.UNKNOWN:
        return tuple(_cut(Window(year.first_day, year.last_teaching_day), plan))
    return (Window(None, None),) if term.kind in _WAITING and _may_come(activity, year) else ()


def expected_occurrences(
    activities: list[Activity], plan: Plan, year: SchoolYear, schedules: Schedules
) -> Iterator[Occurrence]:
    """Unsaved occurrences in the order of the plan."""
    for activity in activities:
        for number, window in enumerate(windows_of(activity, plan, year, schedules), start=1):
            yield Occurrence(
                activity=activity,
                school_year=year.start,
                key=str(number),
                starts_on=window.start,
                ends_on=window.end,
                is_deadline=window.deadline,
            )


def _may_come(activity: Activity, year: SchoolYear) -> bool:
    """Whether explicit dates of the phrase leave this year out: «по графику, 2021–2024» does not come in 2026."""
    term = activity.term
    return not ((term.end and term.end < year.first_day) or (term.start and term.start > year.last_day))


def _cut(window: Window, plan: Plan) -> Iterator[Window]:
    first, last = plan.first_day or date.min, plan.last_day or date.max
    if window.deadline or window.start is None or window.end is None:
        if window.end is not None and first <= window.end <= last:
            yield window
        return
    start, end = max(window.start, first), min(window.end, last)
    if start <= end:
        yield Window(start, end)
