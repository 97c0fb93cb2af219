"""Goals and target indicators of a plan, and the facts that are entered by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.kernel.offers import figures_of
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions.locking import held_plan
from metodsovet.work.planning.models import Goal, Indicator, IndicatorYear, Plan

SCOPES = ("plan", "organisation")


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """``planned`` by the first year of the school year; ``offer`` empty where the fact is entered by hand."""

    title: str
    unit: str
    goal: Goal | None = None
    offer: str = ""
    planned: Mapping[int, Decimal | None] = field(default_factory=dict)


@transaction.atomic
def add_goal(plan: Plan, *, title: str, by: User) -> Goal:
    """DomainError ``no_title``, ``plan_is_over``."""
    plan = _held(plan)
    title = require_words(title, "no_title", "Напишите цель.")
    goal = Goal.objects.create(plan=plan, position=plan.goals.count() + 1, title=title[:1000])
    record_action("add_goal", plan, f"Цель: «{title}»"[:1000], by=by)
    return goal


@transaction.atomic
def remove_goal(goal: Goal, *, by: User) -> None:
    """DomainError ``goal_is_used``, ``plan_is_over``."""
    plan = _held(goal.plan)
    if goal.indicators.exists() or goal.answered_by.exists():
        raise DomainError("goal_is_used", "На цель ссылаются показатели или мероприятия: сначала отвяжите их.")
    goal.delete()
    record_action("remove_goal", plan, f"Убрана цель «{goal.title}»"[:1000], by=by)


@transaction.atomic
def add_indicator(plan: Plan, *, draft: IndicatorDraft, by: User) -> Indicator:
    """DomainError ``no_title``, ``no_unit``, ``foreign_goal``, ``not_offered``, ``plan_is_over``."""
    plan = _held(plan)
    indicator = Indicator(plan=plan, position=plan.indicators.count() + 1)
    _write(indicator, draft)
    record_action("add_indicator", plan, f"Показатель: «{indicator.title}», {indicator.unit}", by=by)
    return indicator


@transaction.atomic
def change_indicator(indicator: Indicator, *, draft: IndicatorDraft, by: User) -> Indicator:
    """Facts that are entered stay. Refusals as of ``add_indicator``."""
    plan = _held(indicator.plan)
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    _write(indicator, draft)
    record_action("change_indicator", plan, f"Изменён показатель «{indicator.title}»", by=by)
    return indicator


@transaction.atomic
def remove_indicator(indicator: Indicator, *, by: User) -> None:
    """DomainError ``indicator_is_used``, ``plan_is_over``."""
    plan = _held(indicator.plan)
    if indicator.answered_by.exists():
        raise DomainError("indicator_is_used", "На показатель ссылаются мероприятия: сначала отвяжите их.")
    indicator.delete()
    record_action("remove_indicator", plan, f"Убран показатель «{indicator.title}»", by=by)


@transaction.atomic
def enter_fact(indicator: Indicator, *, year: SchoolYear, fact: Decimal | None, evidence: str, by: User) -> Indicator:
    """None takes it back. DomainError ``fact_is_counted``, ``no_evidence``, ``year_is_ahead``, ``plan_is_over``."""
    plan = _held(indicator.plan)
    if indicator.offer:
        raise DomainError("fact_is_counted", "Факт этого показателя считает сама система: вписать его нельзя.")
    if year.first_day > clock.today():
        raise DomainError("year_is_ahead", f"{year} учебный год ещё не начался: факта пока нет.")
    if fact is not None:
        evidence = require_words(evidence, "no_evidence", "Напишите, чем подтверждается: справка, отчёт, адрес.")
    values = {"fact": fact, "evidence": evidence[:1000], "entered_by": by, "entered_at": clock.now()}
    IndicatorYear.objects.update_or_create(indicator=indicator, school_year=year.start, defaults=values)
    shown = "убран" if fact is None else f"{fact} {indicator.unit}"
    record_action("enter_fact", plan, f"Факт за {year}, «{indicator.title}»: {shown}", by=by)
    return indicator


def _held(plan: Plan) -> Plan:
    plan = held_plan(plan)
    if plan.state not in (Plan.State.DRAFT, Plan.State.ACCEPTED):
        raise DomainError("plan_is_over", "План уже в архиве: цели и показатели его не меняют.")
    return plan


def _write(indicator: Indicator, draft: IndicatorDraft) -> None:
    if draft.goal is not None and draft.goal.plan_id != indicator.plan_id:
        raise DomainError("foreign_goal", "Это цель другого плана: выберите свою.")
    if draft.offer and draft.offer not in {offer.name for offer in figures_of(*SCOPES)}:
        raise DomainError("not_offered", "Такой показатель система не считает: выберите другой или впишите факт сами.")
    indicator.title = require_words(draft.title, "no_title", "Напишите, что измеряется.")[:500]
    indicator.unit = require_words(draft.unit, "no_unit", "Напишите единицу: %, чел., ед.")[:50]
    indicator.goal, indicator.offer = draft.goal, draft.offer
    indicator.save()
    for start, planned in draft.planned.items():
        defaults = {"planned": planned}
        IndicatorYear.objects.update_or_create(indicator=indicator, school_year=start, defaults=defaults)
