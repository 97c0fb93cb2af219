"""Figures of the execution of plans. Each tells how it was counted and gives the rows it counts."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries.sources import LEFT_OUT
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import clock, offers
from metodsovet.kernel.numbers import percent_text
from metodsovet.kernel.offers import Figure, Period, Step
from metodsovet.work.planning.expansion.sources import assignments_of_plan
from metodsovet.work.planning.models import Activity, Occurrence, Plan


@offers.figure("planning:plan_executed", "Исполнение плана", of=("plan",))
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


@offers.figure("planning:executed_activities", "Доля исполненных мероприятий", of=("organisation", "plan"))
def executed_activities(scope: Organisation | Plan, period: Period) -> Figure:
    """Lines whose every assignment of the period is accepted, of the lines that had any; the rows are the latter."""
    plans = Q(plan=scope) if isinstance(scope, Plan) else Q(plan__organisation__path__startswith=scope.path)
    lines = Activity.objects.active().filter(plans, plan__state__in=Plan.PUBLISHED)
    unfinished = _unfinished_of_lines(lines, period)
    total, executed = len(unfinished), sum(not number for number in unfinished.values())
    steps = (
        Step(str(lines.count()), "мероприятий в действующих планах"),
        Step(str(total), "из них с поручениями, срок которых в этом периоде"),
        Step(str(executed), "исполнено: приняты отчёты по всем поручениям"),
    )
    return _share(executed, total, Activity.objects.filter(pk__in=list(unfinished)), steps)


def _unfinished_of_lines(lines: QuerySet[Activity], period: Period) -> dict[int, int]:
    """Lines with assignments due in the period and still asked: the id and how many are not accepted yet.

    Counted by occurrence in one pass: a subquery for each line would read the ledger as often as there are lines.
    """
    occurrences = Occurrence.objects.filter(activity__in=lines)
    due = Assignment.objects.filter(
        content_type=ContentType.objects.get_for_model(Occurrence),
        object_id__in=occurrences.values("pk"),
        due_on__range=(period.first_day, min(period.last_day, clock.today())),
    ).exclude(LEFT_OUT)
    accepted = Q(state=Assignment.State.ACCEPTED)
    counted = due.order_by().values_list("object_id").annotate(number=Count("pk", filter=~accepted))
    activity_of = dict(occurrences.values_list("pk", "activity_id"))
    unfinished: dict[int, int] = defaultdict(int)
    for occurrence, number in counted:
        unfinished[activity_of[occurrence]] += number
    return unfinished


def _share(done: int, total: int, rows: QuerySet[Any], steps: tuple[Step, ...]) -> Figure:
    if not total:
        return Figure(None, rows, steps, is_share=True)
    share = Decimal(done) / total
    return Figure(share, rows, (*steps, Step(percent_text(share), f"{done} ÷ {total}")), is_share=True)
