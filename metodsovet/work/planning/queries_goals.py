"""Goals of a plan with their indicators: plan against fact by school year, each fact with what stands behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import rounded
from metodsovet.kernel.offers import Amount, Asked, Figure, Period, amounts_of, figure_named
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.models import Activity, Goal, Indicator, IndicatorYear, Plan

MOST_YEARS = 10
PLACES = 1
Facts = Mapping[Asked, Decimal | None]


@dataclass(frozen=True, slots=True)
class ShownYear:
    """``row`` is what was entered; ``is_met`` is None while there is nothing to compare."""

    year: SchoolYear
    planned: Decimal | None
    fact: Decimal | None
    row: IndicatorYear | None
    is_ahead: bool

    @property
    def is_met(self) -> bool | None:
        return None if self.planned is None or self.fact is None else self.fact >= self.planned


@dataclass(frozen=True, slots=True)
class ShownIndicator:
    indicator: Indicator
    source: str
    years: Sequence[ShownYear]


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """``goal`` is None over the indicators that belong to none."""

    goal: Goal | None
    indicators: Sequence[ShownIndicator]


def years_of_plan(plan: Plan) -> list[SchoolYear]:
    """School years of the plan, at most ten: from the first executed one, or from that of its first calendar year."""
    begun = plan.first_day.year if plan.first_day else SchoolYear.of(clock.today()).start
    first = SchoolYear(plan.executed_from or begun)
    last = SchoolYear.of(plan.last_day) if plan.last_day else first
    return [SchoolYear(start) for start in range(first.start, max(first.start, last.start) + 1)][:MOST_YEARS]


def goals_of(plan: Plan) -> list[ShownGoal]:
    """A constant number of queries."""
    years = years_of_plan(plan)
    shown: dict[int | None, list[ShownIndicator]] = {}
    indicators = list(plan.indicators.prefetch_related("years"))
    facts = _facts_of(indicators, plan, years)
    for indicator in indicators:
        shown.setdefault(indicator.goal_id, []).append(_shown(indicator, facts, years))
    goals = [ShownGoal(goal, shown.get(goal.pk, ())) for goal in plan.goals.all()]
    return goals + ([ShownGoal(None, shown[None])] if None in shown else [])


def figure_of(indicator: Indicator, plan: Plan, year: SchoolYear) -> Figure:
    """The offered figure of the year up to today. KeyError when no room offers it any more."""
    return figure_named(indicator.offer).compute(_scope_of(indicator, plan), period_of(year))


def period_of(year: SchoolYear) -> Period:
    return Period(year.first_day, max(year.first_day, min(year.last_day, clock.today())))


def value_of(figure: Figure | Amount) -> Decimal | None:
    """A share in per cent, a count as it is."""
    if figure.value is None:
        return None
    value = Decimal(figure.value)
    return rounded(value * 100, PLACES) if figure.is_share else value


def without_need(plan: Plan) -> QuerySet[Activity]:
    """Active lines that say neither in words nor by a link which need they answer."""
    links: dict[str, Any] = {"need_goal": None, "need_indicator": None, "need_act": None}
    return plan.activities.active().filter(need="", **links)


def _facts_of(indicators: Sequence[Indicator], plan: Plan, years: Sequence[SchoolYear]) -> Facts:
    """Of the years that have begun, counted together."""
    asked: dict[Plan | Organisation, list[Asked]] = {}
    begun = [year for year in years if year.first_day <= clock.today()]
    for indicator in indicators:
        if indicator.offer:
            wanted = asked.setdefault(_scope_of(indicator, plan), [])
            wanted.extend((indicator.offer, period_of(year)) for year in begun)
    return {
        one: value_of(amount) for scope, wanted in asked.items() for one, amount in amounts_of(scope, wanted).items()
    }


def _scope_of(indicator: Indicator, plan: Plan) -> Plan | Organisation:
    return plan if "plan" in figure_named(indicator.offer).scopes else plan.organisation


def _shown(indicator: Indicator, facts: Facts, years: Sequence[SchoolYear]) -> ShownIndicator:
    rows = {row.school_year: row for row in indicator.years.all()}
    source = figure_named(indicator.offer).title if indicator.offer else ""
    return ShownIndicator(indicator, source, [_year(indicator, facts, year, rows.get(year.start)) for year in years])


def _year(indicator: Indicator, facts: Facts, year: SchoolYear, row: IndicatorYear | None) -> ShownYear:
    fact = row.fact if row else None
    if indicator.offer:
        fact = facts.get((indicator.offer, period_of(year)))
    return ShownYear(year, row.planned if row else None, fact, row, year.first_day > clock.today())
