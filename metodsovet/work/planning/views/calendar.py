"""The calendar of the service: what happens and what is due, over all plans one sees."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import ids_from
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.happenings import Asked, happenings_for
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.models.plans import AUTHORS
from metodsovet.work.planning.queries_calendar import CalendarRow, rows_of
from metodsovet.work.planning.queries_mine import occurrences_of
from metodsovet.work.planning.queries_months import is_due
from metodsovet.work.planning.views.plans import last_of, month_asked, month_context

SHOWN_IN_CELL = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a day: an appointed event with its hour, or what ends that day."""

    url: str
    title: str
    hint: str
    starts_at: time | None
    place: str
    is_event: bool = True


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    is_in_month: bool
    is_today: bool
    entries: tuple[Entry, ...]

    @property
    def shown(self) -> Sequence[Entry]:
        return self.entries if len(self.entries) <= SHOWN_IN_CELL + 1 else self.entries[:SHOWN_IN_CELL]

    @property
    def rest(self) -> Sequence[Entry]:
        return self.entries[len(self.shown) :]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address narrows the calendar to."""

    plans: frozenset[int]
    organisations: frozenset[int]
    is_mine: bool


@dataclass(frozen=True, slots=True)
class WindowRow:
    """A time in which something is to be held, and whether the person may give it a day."""

    row: CalendarRow
    can_date: bool


@door("planning.view_calendar")
@require_GET
def show_calendar(request: Visitor) -> HttpResponse:
    """``?month=2026-11&plan=1&organisation=2&mine=yes``."""
    first = month_asked(request, SchoolYear.of(clock.today()))
    chosen = _chosen(request)
    grid_first, grid_last = _grid(first)
    plans = list(_plans(request))
    rows = rows_of(
        occurrences_of(request.user, chosen.plans, chosen.organisations, is_mine=chosen.is_mine), *_grid(first)
    )
    entries = _entries(request, rows, chosen, (grid_first, grid_last))
    context: dict[str, Any] = {
        **month_context(first),
        "weeks": _weeks(entries, first, (grid_first, grid_last)),
        "windows": _windows(request, rows, first),
        "plans": plans,
        "organisations": _organisations(plans),
        "chosen": chosen,
        "is_empty": not entries,
        "can_make": request.user.has_perm("planning.draft_plan"),
    }
    return render(request, "planning/calendar/calendar.html", context)


def _plans(request: Visitor) -> Iterable[Plan]:
    """Whoever keeps communities has a list of their plans: here they would hide the others."""
    rows = Plan.objects.visible_to(request.user).filter(state=Plan.State.ACCEPTED)
    if request.user.has_perm("planning.view_year_plans"):
        rows = rows.filter(Q(community=None) | Q(pk__in=_chosen(request).plans))
    return rows.select_related("organisation").order_by("organisation__path", "title")


def _organisations(plans: Iterable[Plan]) -> list[Organisation]:
    return list({plan.organisation_id: plan.organisation for plan in plans}.values())


def _chosen(request: Visitor) -> Chosen:
    plans, organisations = (frozenset(ids_from(request.GET.getlist(name))) for name in ("plan", "organisation"))
    return Chosen(plans, organisations, "mine" in request.GET)


def _grid(first: date) -> tuple[date, date]:
    """Whole weeks around the month."""
    last = last_of(first)
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def _entries(
    request: Visitor, rows: Iterable[CalendarRow], chosen: Chosen, grid: tuple[date, date]
) -> dict[date, list[Entry]]:
    """By day, appointed hours first; what rooms above add belongs to no plan."""
    by_day: dict[date, list[Entry]] = defaultdict(list)
    if not chosen.plans:
        for one in happenings_for(request.user, Asked(*grid, chosen.organisations, chosen.is_mine)):
            by_day[one.day].append(Entry(one.url, one.title, one.hint, one.starts_at, one.place))
    for row in rows:
        by_day[row.last_day].append(_entry(row))
    for entries in by_day.values():
        entries.sort(key=lambda entry: (not entry.is_event, entry.starts_at or time.max))
    return by_day


def _entry(row: CalendarRow) -> Entry:
    activity, place = row.activity, row.occurrence.place
    return Entry(activity.get_absolute_url(), activity.title, row.plan.title, row.starts_at, place, row.is_dated)


def _weeks(by_day: Mapping[date, list[Entry]], first: date, grid: tuple[date, date]) -> list[list[Day]]:
    day, days = grid[0], []
    while day <= grid[1]:
        is_in_month = (day.year, day.month) == (first.year, first.month)
        days.append(Day(day, is_in_month, day == clock.today(), tuple(by_day.get(day, ()))))
        day += timedelta(days=1)
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def _windows(request: Visitor, rows: Iterable[CalendarRow], first: date) -> list[WindowRow]:
    """Times of the month without an appointed day, the ones that end first on top."""
    standing, last = standing_of(request.user), last_of(first)
    found = [
        row for row in rows if not row.is_dated and not is_due(row) and row.first_day <= last and row.last_day >= first
    ]
    return [
        WindowRow(row, standing.holds(AUTHORS, row.plan.organisation.path))
        for row in sorted(found, key=lambda row: (row.last_day, row.first_day, row.activity.position))
    ]
