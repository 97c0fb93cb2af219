"""Figures of the ledger, of a node and a period of deadlines."""

from decimal import Decimal

from django.db.models import Q

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.models.assignments import AssignmentQuerySet
from metodsovet.ground.assignments.queries.sources import LEFT_OUT
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import clock, offers
from metodsovet.kernel.numbers import percent_text
from metodsovet.kernel.offers import Figure, Period, Step


@offers.figure("assignments:accepted_share", "Доля исполненных поручений")
def accepted_share(scope: Organisation, period: Period) -> Figure:
    """Accepted of those that are still asked; the rows are all of these."""
    due = _due(scope, period)
    asked = due.exclude(LEFT_OUT)
    given, total = due.count(), asked.count()
    accepted = asked.filter(state=Assignment.State.ACCEPTED).count()
    share = Decimal(accepted) / total if total else None
    steps = [
        Step(str(given), "поручений со сроком в этом периоде"),
        Step(f"− {given - total}", "снято с контроля, отменено или не относится"),
        Step(str(accepted), "отчётов принято"),
    ]
    if share is not None:
        steps.append(Step(percent_text(share), f"исполнено: {accepted} ÷ {total}"))
    return Figure(share, asked, tuple(steps), is_share=True)


@offers.figure("assignments:overdue", "Просрочено поручений")
def overdue(scope: Organisation, period: Period) -> Figure:
    """Open ones without a report whose day has passed; the rows are these."""
    open_ones = _due(scope, period).open()
    today = clock.today()
    late = open_ones.filter(~Q(state=Assignment.State.REPORTED), due_on__lt=today)
    number = late.count()
    steps = (
        Step(str(open_ones.count()), "открытых поручений со сроком в этом периоде"),
        Step(str(number), "из них срок прошёл, а отчёта нет"),
    )
    return Figure(number, late, steps)


def _due(scope: Organisation, period: Period) -> AssignmentQuerySet:
    return Assignment.objects.filter(
        organisation__path__startswith=scope.path, due_on__range=(period.first_day, period.last_day)
    )
