"""A school year of an accepted plan: its occurrences and assignments, made by one action as often as one likes."""

from collections.abc import Iterable, Iterator

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import AssignmentDraft, give_assignments
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.progress import Tell, counting, quietly
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions.following import follow_in
from metodsovet.work.planning.actions.locking import held_plan
from metodsovet.work.planning.expansion.assignments import Expansion
from metodsovet.work.planning.expansion.holders import HolderBook
from metodsovet.work.planning.expansion.occurrences import expected_occurrences
from metodsovet.work.planning.expansion.schedules import schedules_of
from metodsovet.work.planning.expansion.sources import assignments_of_occurrences
from metodsovet.work.planning.expansion.teams import WHOLE_PARTY
from metodsovet.work.planning.models import Occurrence, Plan


@transaction.atomic
def make_school_year(plan: Plan, year: SchoolYear, *, by: User | None, tell: Tell = quietly) -> int:
    """Make what the year still lacks and return the number of new assignments; what is there stays as it is.

    DomainError ``not_accepted``, ``year_not_in_plan``.
    """
    plan = held_plan(plan)
    if plan.state != Plan.State.ACCEPTED or plan.executed_from is None:
        raise DomainError("not_accepted", "Поручения раздают по принятому плану: сначала примите его.")
    is_over = plan.last_day is not None and plan.last_day < year.first_day
    if year.start < plan.executed_from or is_over:
        raise DomainError("year_not_in_plan", f"{year.text()} не входит в сроки плана: выберите другой год.")
    number = make_year(plan, year, by=by, tell=tell)
    record_action("make_school_year", plan, f"Розданы поручения на {year.text()}: {number}", by=by)
    return number


def make_year(plan: Plan, year: SchoolYear, *, by: User | None, tell: Tell = quietly) -> int:
    """The work itself; the caller holds the plan. What was given follows its holders first, or it would be doubled."""
    tell("Расставляем сроки")
    follow_in(plan, clock.today(), by=by)
    _make_occurrences(plan, [year], is_history=False)
    rows = Occurrence.objects.filter(activity__plan=plan, school_year=year.start, activity__state="active")
    expansion = Expansion(plan, HolderBook(plan, clock.today()), [year])
    drafts: Iterable[AssignmentDraft] = expansion.drafts(
        rows.select_related("activity").order_by("activity__position", "key")
    )
    given = frozenset(assignments_of_occurrences(rows).order_by().values_list("object_id", flat=True).distinct())
    drafts = counting(_lacking(drafts, given), tell, "Раздаём поручения")
    return give_assignments(drafts, by=by, occasion=occasion_of(plan))


def make_history(plan: Plan, years: Iterable[SchoolYear]) -> None:
    """Occurrences of years before the plan is executed here: shown, never assigned."""
    _make_occurrences(plan, years, is_history=True)


def occasion_of(plan: Plan) -> str:
    title = plan.title if len(plan.title) <= 120 else f"{plan.title[:119]}…"
    return f"по плану «{title}»"


def _lacking(drafts: Iterable[AssignmentDraft], given: frozenset[int | None]) -> Iterator[AssignmentDraft]:
    """All but the empty seat of a party that had its people when the occurrence was given: their gaps are there."""
    for draft in drafts:
        is_empty_seat = draft.key.endswith(f":{WHOLE_PARTY}") and all(part.person_id is None for part in draft.parts)
        if not (is_empty_seat and draft.source is not None and draft.source[1] in given):
            yield draft


def _make_occurrences(plan: Plan, years: Iterable[SchoolYear], *, is_history: bool) -> None:
    for year in years:
        made = Occurrence.objects.filter(activity__plan=plan, school_year=year.start).values("activity")
        activities = list(plan.activities.active().exclude(pk__in=made))
        expected = list(expected_occurrences(activities, plan, year, schedules_of(plan.organisation, year)))
        for occurrence in expected:
            occurrence.is_history = is_history
        Occurrence.objects.bulk_create(expected, ignore_conflicts=True, batch_size=2000)
