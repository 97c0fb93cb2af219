"""What stands above every view of a plan: whose it is, its years, what is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.models import Occurrence, Plan
from metodsovet.work.planning.papers.plan_papers import edition_text
from metodsovet.work.planning.papers.signatures import audience_text
from metodsovet.work.planning.queries_plans import executed_year
from metodsovet.work.planning.queries_review import years_to_execute

EARLY_DAYS = 62
"""How long before 1 September the assignments of the coming school year are offered."""


@dataclass(frozen=True, slots=True)
class PlanHead:
    """``year`` is the one looked at; ``due_year`` has begun, or is near, and its assignments are not given yet."""

    plan: Plan
    year: SchoolYear
    years: tuple[SchoolYear, ...]
    due_year: SchoolYear | None
    is_made: bool
    edition: str
    audience: str


def plan_head(plan: Plan, asked: int | None, *, day: date) -> PlanHead:
    """``asked`` is the first calendar year of a school year; one that is not of the plan is not shown."""
    row = Plan.objects.select_related("organisation", "act", "accepter", "controller", "theme", "community").get(
        pk=plan.pk
    )
    made, history = _years_of(row)
    years = _years(row, made | history, day)
    wanted = SchoolYear(asked) if asked else executed_year(row, day)
    year = wanted if wanted in years else executed_year(row, day)
    return PlanHead(
        row, year, years, _due_year(row, made, day), year.start in made, edition_text(row), audience_text(row)
    )


def _years_of(plan: Plan) -> tuple[set[int], set[int]]:
    """School years with assignments, and those shown as history."""
    found = Occurrence.objects.filter(activity__plan=plan).order_by().values_list("school_year", "is_history")
    made: set[int] = set()
    history: set[int] = set()
    for year, is_history in found.distinct():
        (history if is_history else made).add(year)
    return made, history


def _years(plan: Plan, known: Iterable[int], day: date) -> tuple[SchoolYear, ...]:
    own = years_to_execute(plan) if plan.executed_from is None else plan.executed_years
    starts = {year.start for year in own} | set(known)
    return tuple(SchoolYear(start) for start in sorted(starts)) or (executed_year(plan, day),)


def _due_year(plan: Plan, made: set[int], day: date) -> SchoolYear | None:
    if plan.state != Plan.State.ACCEPTED:
        return None
    soon = day + timedelta(days=EARLY_DAYS)
    lacking = (year for year in plan.executed_years if year.start not in made)
    return next((year for year in lacking if year.first_day <= soon and year.last_day >= day), None)
