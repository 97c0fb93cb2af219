"""A month of a plan: what is appointed, what is due, what still waits for its day."""

from dataclasses import dataclass
from datetime import date

from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.queries_calendar import CalendarRow, month_rows
from metodsovet.work.planning.queries_plans import ActivityRow, DatedOccurrence, PlanPage


@dataclass(frozen=True, slots=True)
class Month:
    """``windows`` may be given a day; ``waiting`` are of the school year and have no days at all."""

    appointed: tuple[CalendarRow, ...]
    deadlines: tuple[CalendarRow, ...]
    windows: tuple[CalendarRow, ...]
    waiting: tuple[tuple[ActivityRow, DatedOccurrence], ...]

    @property
    def is_empty(self) -> bool:
        return not (self.appointed or self.deadlines or self.windows or self.waiting)


def month_of_plan(plan: Plan, first: date, last: date, *, page: PlanPage) -> Month:
    rows = month_rows(Plan.objects.filter(pk=plan.pk), first, last)
    return Month(
        tuple(row for row in rows if row.is_dated),
        tuple(row for row in rows if not row.is_dated and is_due(row)),
        tuple(row for row in rows if not row.is_dated and not is_due(row)),
        tuple(
            (row, one)
            for row in page.rows
            for one in row.occurrences
            if one.occurrence.ends_on is None and one.occurrence.held_on is None and not one.occurrence.is_history
        ),
    )


def is_due(row: CalendarRow) -> bool:
    """A day by which, not a time in which."""
    return row.is_deadline or row.first_day == row.last_day
