"""School years that a plan speaks of."""

from datetime import date

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.models import Plan, Reading

AUGUST = 8
YEARS_OF_HISTORY = 15
"""How far back the occurrences of an old plan are shown."""


def first_school_year(plan: Plan) -> SchoolYear | None:
    """The year of the first day, or of the act where that came later; None where the days of the plan are not known.

    «2026–2029» under an act of 28.08.2026 does not begin in January: what is approved in August is for the year to
    come. An act later than the whole plan says nothing about its years.
    """
    if plan.first_day is None:
        return None
    first, approved_on = SchoolYear.of(plan.first_day), act_date(plan)
    if approved_on is None or approved_on <= plan.first_day:
        return first
    year = SchoolYear.of(approved_on)
    approved = year.next if approved_on.month == AUGUST else year
    return first if plan.last_day is not None and plan.last_day < approved.first_day else approved


def years_of_history(plan: Plan, executed_from: SchoolYear) -> list[SchoolYear]:
    """Years of the plan before it is executed here, the nearest of them."""
    first = first_school_year(plan) or executed_from
    earliest = max(first.start, executed_from.start - YEARS_OF_HISTORY)
    return [SchoolYear(start) for start in range(earliest, executed_from.start)]


def act_date(plan: Plan) -> date | None:
    """Of the registered act, or as it was read."""
    if plan.act is not None:
        return plan.act.date
    reading = Reading.objects.filter(plan=plan).first()
    printed = reading.act.get("date") if reading is not None else None
    return date.fromisoformat(printed) if printed else None
