"""Figures of the execution of plans. Each tells how it was counted and gives the rows it counts."""

from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries.sources import LEFT_OUT
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import clock, offers
from metodsovet.kernel.numbers import percent_text
from metodsovet.kernel.offers import Figure, Period, Step
from metodsovet.work.planning.expansion.sources import assignments_of_plan
from metodsovet.work.planning.models import Activity, Occurrence, Plan


@offers.figure("planning:plan_executed", "Исполнение плана")
def plan_executed(scope: Plan, period: Period) -> Figure:
    """Accepted of the assignments of the plan due in the period and not after today; the rows are all of these."""
    last_day = min(period.last_day, clock.today())
    given = assignments_of_plan(scope).filter(due_on__range=(period.first_day, last_day))
    due = given.exclude(LEFT_OUT)
    all_given, total = given.count(), due.count()
    accepted = due.filter(state=Assignment.State.ACCEPTED).count()
    steps = (
        Step(str(all_given), "поручений плана со сроком в этом периоде, по сегодня"),
        Step(f"− {all_given - total}", "отменено, снято с контроля или не относится"),
        Step(str(accepted), "отчётов принято"),
    )
    return _share(accepted, total, due, steps)


@offers.figure("planning:executed_activities", "Доля исполненных мероприятий")
def executed_activities(scope: Organisation | Plan, period: Period) -> Figure:
    """Lines whose every assignment of the period is accepted, of the lines that had any; the rows are the latter."""
    plans = Q(plan=scope) if isinstance(scope, Plan) else Q(plan__organisation__path__startswith=scope.path)
    lines = Activity.objects.active().filter(plans, plan__state__in=Plan.PUBLISHED)
    due = _due_of_line(period)
    controlled = lines.filter(Exists(due))
    open_ones = due.exclude(state=Assignment.State.ACCEPTED)
    total = controlled.count()
    executed = controlled.exclude(Exists(open_ones)).count()
    steps = (
        Step(str(lines.count()), "мероприятий в действующих планах"),
        Step(str(total), "из них с поручениями, срок которых в этом периоде"),
        Step(str(executed), "исполнено: приняты отчёты по всем поручениям"),
    )
    return _share(executed, total, controlled, steps)


def _due_of_line(period: Period) -> QuerySet[Assignment]:
    """Assignments of the outer activity that are due in the period and still asked."""
    occurrences = Occurrence.objects.filter(activity=OuterRef(OuterRef("pk")))
    rows = Assignment.objects.filter(
        content_type=ContentType.objects.get_for_model(Occurrence),
        object_id__in=occurrences.values("pk"),
        due_on__range=(period.first_day, min(period.last_day, clock.today())),
    )
    return rows.exclude(LEFT_OUT)


def _share(done: int, total: int, rows: QuerySet[Any], steps: tuple[Step, ...]) -> Figure:
    if not total:
        return Figure(None, rows, steps, is_share=True)
    share = Decimal(done) / total
    return Figure(share, rows, (*steps, Step(percent_text(share), f"{done} ÷ {total}")), is_share=True)
