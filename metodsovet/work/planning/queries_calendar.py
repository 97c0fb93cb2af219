"""The calendar of the service: what has days, over all plans that the user sees."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

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


def week_of(user: User, day: date) -> Mapping[date, list[CalendarRow]]:
    """Monday to Sunday of the day's week; a row stands on its appointed day, else on its last one."""
    monday = day - timedelta(days=day.weekday())
    days: dict[date, list[CalendarRow]] = {monday + timedelta(days=number): [] for number in range(7)}
    for row in calendar_rows(user, monday, monday + timedelta(days=6)):
        if row.last_day in days:
            days[row.last_day].append(row)
    return days


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
    living = Q(state=Occurrence.State.PLANNED, activity__state=Activity.State.ACTIVE, activity__plan__state="accepted")
    dated = (
        occurrences.filter(living)
        .annotate(
            first_on=Coalesce("held_on", "starts_on", "ends_on"),
            last_on=Coalesce("held_on", "ends_on"),
        )
        .filter(first_on__lte=last, last_on__gte=first)
        .select_related("activity")
        .prefetch_related("activity__parties", Prefetch("activity__plan", Plan.objects.select_related("organisation")))
    )
    rows = [_row(occurrence) for occurrence in dated]
    return sorted(
        rows, key=lambda row: (not row.is_dated, row.last_day, row.starts_at or time.max, row.activity.position)
    )


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
