"""A programme of support: goals with the activities that serve them, target figures, results by years."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from metodsovet.kernel import clock
from metodsovet.kernel.numbers import plain_text
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.models import Activity, Plan, YearResult
from metodsovet.work.planning.queries_goals import ShownGoal, goals_of, years_of_plan
from metodsovet.work.planning.queries_plans import PlanPage, SectionRows

Figures = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class ProgrammeGoal:
    """``sections`` are tasks with those activities that answer the goal or an indicator of it."""

    shown: ShownGoal
    sections: Sequence[SectionRows]


@dataclass(frozen=True, slots=True)
class ShownResult:
    """``now`` are the figures as they are today; ``has_changed`` since the year was closed."""

    year: SchoolYear
    row: YearResult | None
    now: Figures = field(default_factory=list)

    @property
    def is_closed(self) -> bool:
        return self.row is not None and self.row.is_closed

    @property
    def is_ahead(self) -> bool:
        return self.year.first_day > clock.today()

    @property
    def is_over(self) -> bool:
        return self.year.last_day < clock.today()

    @property
    def figures(self) -> Figures:
        """With what each says today where that is something else."""
        if self.row is None or not self.is_closed:
            return self.now
        today = {(one["goal"], one["title"]): one["fact"] for one in self.now}
        return [
            {**one, "later": later}
            if (later := today.get((one["goal"], one["title"]), "")) not in ("", one["fact"])
            else one
            for one in self.row.figures
        ]


def programme_goals(page: PlanPage, goals: Sequence[ShownGoal]) -> list[ProgrammeGoal]:
    """Each goal with its own lines; last of all, under no goal, the lines that serve none."""
    found = [ProgrammeGoal(one, _sections(page, one.goal.pk if one.goal else None)) for one in goals]
    if not any(one.goal is None for one in goals) and (rest := _sections(page, None)):
        found.append(ProgrammeGoal(ShownGoal(None, ()), rest))
    return found


def results_of(plan: Plan, goals: Sequence[ShownGoal]) -> list[ShownResult]:
    """Of every year of the programme; one query."""
    rows = {row.school_year: row for row in plan.year_results.select_related("closed_by__person")}
    return [ShownResult(year, rows.get(year.start), _figures(goals, year)) for year in years_of_plan(plan)]


def figures_of_year(plan: Plan, year: SchoolYear) -> Figures:
    """Target figures of the year as they are now."""
    return _figures(goals_of(plan), year)


def _figures(goals: Sequence[ShownGoal], year: SchoolYear) -> Figures:
    found = []
    for goal in goals:
        for one in goal.indicators:
            cell = next((shown for shown in one.years if shown.year == year), None)
            if cell is not None:
                texts = {"goal": str(goal.goal or ""), "title": one.indicator.title, "unit": one.indicator.unit}
                found.append({**texts, "planned": _text(cell.planned), "fact": _text(cell.fact)})
    return found


def _text(value: Decimal | None) -> str:
    return "" if value is None else plain_text(value)


def _sections(page: PlanPage, goal_id: int | None) -> list[SectionRows]:
    cut = [
        SectionRows(section.section, tuple(row for row in section.rows if _goal_of(row.activity) == goal_id))
        for section in page.sections
    ]
    return [section for section in cut if section.rows]


def _goal_of(activity: Activity) -> int | None:
    indicator = activity.need_indicator
    return indicator.goal_id if indicator is not None else activity.need_goal_id
