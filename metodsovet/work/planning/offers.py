"""Figures of the execution of plans. Each tells how it was counted and gives the rows it counts."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries.sources import LEFT_OUT
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import clock, offers
from metodsovet.kernel.numbers import percent_text
from metodsovet.kernel.offers import Amount, Asked, Figure, Period, Step
from metodsovet.work.communities.models import Community
from metodsovet.work.planning.expansion.sources import assignments_of_plan
from metodsovet.work.planning.models import Activity, Occurrence, Plan
from metodsovet.work.planning.models.activities import ActivityQuerySet

Scope = Organisation | Plan | Community
PLAN_EXECUTED = "planning:plan_executed"
EXECUTED_ACTIVITIES = "planning:executed_activities"


@offers.figure(PLAN_EXECUTED, "Исполнение плана", of=("plan",))
def plan_executed(scope: Plan, period: Period) -> Figure:
    """Accepted of the assignments of the plan due in the period and not after today; the rows are all of these."""
    last_day = min(period.last_day, clock.today())
    given = assignments_of_plan(scope).filter(due_on__range=(period.first_day, last_day))
    due = given.exclude(LEFT_OUT)
    counted = given.order_by().aggregate(
        all_given=Count("pk"),
        left_out=Count("pk", filter=LEFT_OUT),
        accepted=Count("pk", filter=Q(state=Assignment.State.ACCEPTED)),
    )
    all_given, accepted = counted["all_given"], counted["accepted"]
    total = all_given - counted["left_out"]
    steps = (
        Step(str(all_given), "поручений плана со сроком в этом периоде, по сегодня"),
        Step(f"− {all_given - total}", "отменено, снято с контроля или не относится"),
        Step(str(accepted), "отчётов принято"),
    )
    return _share(accepted, total, due, steps)


@offers.figure(EXECUTED_ACTIVITIES, "Доля исполненных мероприятий", of=("organisation", "plan", "community"))
def executed_activities(scope: Scope, period: Period) -> Figure:
    """Lines whose every assignment of the period is accepted, of the lines that had any; the rows are the latter."""
    lines = _lines_of(scope)
    unfinished = _unfinished_of_lines(lines, [period])[0]
    total, executed = len(unfinished), sum(not number for number in unfinished.values())
    steps = (
        Step(str(lines.count()), "мероприятий в действующих планах"),
        Step(str(total), "из них с поручениями, срок которых в этом периоде"),
        Step(str(executed), "исполнено: приняты отчёты по всем поручениям"),
    )
    return _share(executed, total, Activity.objects.filter(pk__in=list(unfinished)), steps)


@offers.amounts("planning")
def amounts(scope: Scope, asked: Collection[Asked]) -> Mapping[Asked, Amount]:
    """Both figures in all periods: one query of the ledger for the first, two for the second."""
    found: dict[Asked, Amount] = {}
    periods = [period for name, period in asked if name == PLAN_EXECUTED]
    if periods and isinstance(scope, Plan):
        found |= _executed_of_plan(scope, periods)
    periods = [period for name, period in asked if name == EXECUTED_ACTIVITIES]
    for period, unfinished in zip(
        periods, _unfinished_of_lines(_lines_of(scope), periods) if periods else (), strict=True
    ):
        done = sum(not number for number in unfinished.values())
        found[EXECUTED_ACTIVITIES, period] = _amount(done, len(unfinished))
    return found


def _executed_of_plan(plan: Plan, periods: Sequence[Period]) -> Mapping[Asked, Amount]:
    accepted = Q(state=Assignment.State.ACCEPTED)
    counts = {f"due_{number}": Count("pk", filter=_by_today(one) & ~LEFT_OUT) for number, one in enumerate(periods)}
    counts |= {f"done_{number}": Count("pk", filter=_by_today(one) & accepted) for number, one in enumerate(periods)}
    known = assignments_of_plan(plan).order_by().aggregate(**counts)
    return {
        (PLAN_EXECUTED, period): _amount(known[f"done_{number}"], known[f"due_{number}"])
        for number, period in enumerate(periods)
    }


def _lines_of(scope: Scope) -> ActivityQuerySet:
    if isinstance(scope, Plan):
        plans = Q(plan=scope)
    elif isinstance(scope, Community):
        plans = Q(plan__community=scope)
    else:
        plans = Q(plan__organisation__path__startswith=scope.path)
    return Activity.objects.active().filter(plans, plan__state__in=Plan.PUBLISHED)


def _amount(done: int, total: int) -> Amount:
    return Amount(Decimal(done) / total if total else None, is_share=True)


def _unfinished_of_lines(lines: QuerySet[Activity], periods: Sequence[Period]) -> list[dict[int, int]]:
    """For each period the lines with assignments due in it and still asked: the id and how many are not accepted yet.

    Counted by occurrence in one pass: a subquery for each line would read the ledger as often as there are lines.
    """
    occurrences = Occurrence.objects.filter(activity__in=lines)
    due = Assignment.objects.filter(
        content_type=ContentType.objects.get_for_model(Occurrence), object_id__in=occurrences.values("pk")
    ).exclude(LEFT_OUT)
    pending = ~Q(state=Assignment.State.ACCEPTED)
    counts = {f"due_{number}": Count("pk", filter=_by_today(period)) for number, period in enumerate(periods)}
    counts |= {f"open_{number}": Count("pk", filter=_by_today(one) & pending) for number, one in enumerate(periods)}
    counted: Any = due.order_by().values("object_id").annotate(**counts)
    activity_of = dict(occurrences.values_list("pk", "activity_id"))
    unfinished: list[dict[int, int]] = [defaultdict(int) for _ in periods]
    for row in counted:
        for number, found in enumerate(unfinished):
            if row[f"due_{number}"]:
                found[activity_of[row["object_id"]]] += row[f"open_{number}"]
    return unfinished


def _by_today(period: Period) -> Q:
    return Q(due_on__range=(period.first_day, min(period.last_day, clock.today())))


def _share(done: int, total: int, rows: QuerySet[Any], steps: tuple[Step, ...]) -> Figure:
    if not total:
        return Figure(None, rows, steps, is_share=True)
    share = Decimal(done) / total
    return Figure(share, rows, (*steps, Step(percent_text(share), f"{done} ÷ {total}")), is_share=True)
