"""The calendar of the service: what has days, over all plans that the user sees."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from metodsovet.ground.access.models import User
from metodsovet.kernel.terms import Window
from metodsovet.work.planning.models import Activity, Occurrence, Plan

LONG_WINDOW_DAYS = 45
"""A longer window is not news of each of its days: the calendar shows only its last one."""


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One line of the calendar and of the month plan. ``is_dated`` tells an appointed day from a mere window."""

    occurrence: Occurrence
    first_day: date
    last_day: date
    starts_at: time | None
    is_dated: bool
    is_deadline: bool
    responsible: str

    @property
    def activity(self) -> Activity:
        return self.occurrence.activity

    @property
    def plan(self) -> Plan:
        return self.occurrence.activity.plan

    @property
    def window(self) -> Window:
        return Window(self.first_day, self.last_day, self.is_deadline)


def calendar_rows(user: User, first: date, last: date) -> list[CalendarRow]:
    """What happens or is due between the days, both included; the same number of queries whatever there is."""
    return rows_of(Occurrence.objects.visible_to(user), first, last)


def month_rows(plans: QuerySet[Plan], first: date, last: date) -> list[CalendarRow]:
    """The same for the given plans: what a month plan prints."""
    return rows_of(Occurrence.objects.filter(activity__plan__in=plans), first, last)


@dataclass(frozen=True, slots=True)
class WeekRows:
    """The first rows of a day of the week; ``hidden`` counts the others."""

    rows: Sequence[CalendarRow] = ()
    hidden: int = 0


def week_of(user: User, day: date, *, most: int) -> Mapping[date, WeekRows]:
    """Monday to Sunday of the day's week; a row stands on its appointed day, else on its last one."""
    monday = day - timedelta(days=day.weekday())
    days: dict[date, list[int]] = {monday + timedelta(days=number): [] for number in range(7)}
    seen = _of_days(Occurrence.objects.visible_to(user), monday, monday + timedelta(days=6))
    for one in sorted(map(_Line._make, seen.values_list(*_Line._fields)), key=_Line.place):
        if one.last_on in days:
            days[one.last_on].append(one.pk)
    shown = {pk for pks in days.values() for pk in pks[:most]}
    rows = {row.occurrence.pk: row for row in _rows(Occurrence.objects.filter(pk__in=shown))} if shown else {}
    return {day: WeekRows([rows[pk] for pk in pks[:most]], len(pks[most:])) for day, pks in days.items()}


def by_day(rows: list[CalendarRow], first: date, last: date) -> Mapping[date, list[CalendarRow]]:
    """Rows on each of their days; a long window stands on its last day alone."""
    days: dict[date, list[CalendarRow]] = defaultdict(list)
    for row in rows:
        is_long = (row.last_day - row.first_day).days > LONG_WINDOW_DAYS
        day = row.last_day if is_long else max(row.first_day, first)
        while day <= min(row.last_day, last):
            days[day].append(row)
            day += timedelta(days=1)
    return days


def rows_of(occurrences: QuerySet[Occurrence], first: date, last: date) -> list[CalendarRow]:
    return sorted(_rows(_of_days(occurrences, first, last)), key=_place)


class _Line(NamedTuple):
    """A row before it is known to be shown."""

    pk: int
    held_on: date | None
    last_on: date
    starts_at: time | None
    activity__position: int

    def place(self) -> tuple[Any, ...]:
        return _in_order(self.held_on is not None, self.last_on, self.starts_at, self.activity__position, self.pk)


def _of_days(occurrences: QuerySet[Occurrence], first: date, last: date) -> QuerySet[Occurrence]:
    """Those that live, with ``first_on`` and ``last_on``; in no order."""
    living = Q(state=Occurrence.State.PLANNED, activity__state=Activity.State.ACTIVE, activity__plan__state="accepted")
    dated = occurrences.filter(living).annotate(
        first_on=Coalesce("held_on", "starts_on", "ends_on"), last_on=Coalesce("held_on", "ends_on")
    )
    return dated.filter(first_on__lte=last, last_on__gte=first).order_by()


def _rows(occurrences: QuerySet[Occurrence]) -> Iterator[CalendarRow]:
    plans = Prefetch("activity__plan", Plan.objects.select_related("organisation"))
    known = occurrences.order_by().select_related("activity").prefetch_related("activity__parties", plans)
    return (_row(occurrence) for occurrence in known)


def _place(row: CalendarRow) -> tuple[Any, ...]:
    return _in_order(row.is_dated, row.last_day, row.starts_at, row.activity.position, row.occurrence.pk)


def _in_order(is_dated: bool, last_day: date, starts_at: time | None, position: int, pk: int) -> tuple[Any, ...]:
    return not is_dated, last_day, starts_at or time.max, position, pk


def _row(occurrence: Occurrence) -> CalendarRow:
    last_day = occurrence.held_on or occurrence.ends_on
    first_day = occurrence.held_on or occurrence.starts_on or last_day
    assert first_day is not None
    assert last_day is not None
    return CalendarRow(
        occurrence,
        first_day,
        last_day,
        occurrence.starts_at,
        occurrence.held_on is not None,
        occurrence.is_deadline and occurrence.held_on is None,
        ", ".join(str(party) for party in occurrence.activity.parties.all()),
    )
