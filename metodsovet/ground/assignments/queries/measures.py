"""What is counted of assignments: one condition each for the board, the matrix, the report and the figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from metodsovet.ground.assignments.models import Assignment, Extension, Report
from metodsovet.ground.assignments.queries.control import risk_days
from metodsovet.ground.assignments.queries.sources import LEFT_OUT
from metodsovet.kernel import clock

State = Assignment.State
ASKED = ~LEFT_OUT
"""Still asked: neither cancelled, nor «не относится», nor removed from control before the work was done."""
ACCEPTED = Q(state=State.ACCEPTED)
LATE = Q(reported_on__gt=F("due_on"))
IN_WORK = Q(state__in=[State.GIVEN, State.RETURNED], removed_from_control_at=None)


@dataclass(frozen=True, slots=True)
class Measure:
    """``of`` says what the rows are in the words of a formula: «сдано в срок и принято»."""

    name: str
    title: str
    of: str
    condition: Q


def measures(risk: int | None = None) -> Mapping[str, Measure]:
    """By name, of today: a deadline ends with its day; ``risk`` days are the installation's own unless given."""
    today = clock.today()
    ahead = today + timedelta(days=risk_days() if risk is None else risk)
    all_of_them = (
        Measure("given", "Поручено", "ещё спрашивается", ASKED),
        Measure("accepted", "Принято", "принято", ACCEPTED),
        Measure("on_time", "В срок", "сдано в срок и принято", ACCEPTED & ~LATE),
        Measure("late", "С опозданием", "сдано позже срока и принято", ACCEPTED & LATE),
        Measure("waiting", "Ждут приёмки", "сдано и ждёт приёмки", Q(state=State.REPORTED) & ASKED),
        Measure("missing", "Не сдали", "не сдано", IN_WORK),
        Measure("at_risk", "Риск", "не сдано, а срок близко", IN_WORK & Q(due_on__range=(today, ahead))),
        Measure("not_due", "Срок не пришёл", "не сдано, а срок ещё не прошёл", IN_WORK & ~Q(due_on__lt=today)),
        Measure("overdue", "Просрочено", "не сдано, а срок прошёл", IN_WORK & Q(due_on__lt=today)),
        Measure("extended", "Срок продлён", "с продлённым сроком", ASKED & Q(Exists(_granted()))),
        Measure("returned", "Возвращали отчёт", "отчёт возвращали", ASKED & Q(Exists(_returned()))),
    )
    return {measure.name: measure for measure in all_of_them}


def _granted() -> QuerySet[Extension]:
    return Extension.objects.filter(assignment=OuterRef("pk"), state=Extension.State.GRANTED)


def _returned() -> QuerySet[Report]:
    return Report.objects.filter(assignment=OuterRef("pk"), state=Report.State.RETURNED)
