"""What was held, said and decided in a period: of an organisation with all below it, or of one community."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import offers
from metodsovet.kernel.numbers import percent_text
from metodsovet.kernel.offers import Figure, Period, Step
from metodsovet.work.communities.models import Community
from metodsovet.work.events.models import Attendance, Decision, Meeting, Talk
from metodsovet.work.events.models.meetings import MeetingQuerySet
from metodsovet.work.events.queries.decisions import assignments_of_decisions

Scope = Organisation | Community
SCOPES = ("organisation", "community")


@offers.figure("events:meetings_held", "Проведено заседаний", of=SCOPES)
def meetings_held(scope: Scope, period: Period) -> Figure:
    """Closed ones; the rows are these."""
    rows = _held(scope, period)
    number = rows.count()
    return Figure(number, rows, (Step(str(number), "закрыто заседаний в этом периоде"),))


@offers.figure("events:attendance_share", "Явка на заседания, доля", of=SCOPES)
def attendance_share(scope: Scope, period: Period) -> Figure:
    """Of all who were expected at closed meetings; guests are not counted."""
    rows = Attendance.objects.expected().filter(meeting__in=_held(scope, period))
    counted = rows.aggregate(all=Count("pk"), came=Count("pk", filter=Q(mark=Attendance.Mark.PRESENT)))
    return _share(counted["came"], counted["all"], rows, ("пришли", "ждали на закрытых заседаниях"))


@offers.figure("events:talks", "Выступлений на заседаниях", of=SCOPES)
def talks(scope: Scope, period: Period) -> Figure:
    """Reports and speeches of people of the register at closed meetings."""
    rows = Talk.objects.filter(item__meeting__in=_held(scope, period), person__isnull=False)
    number = rows.count()
    reports = rows.filter(kind=Talk.Kind.REPORT).count()
    steps = (Step(str(reports), "докладов"), Step(str(number - reports), "выступлений в обсуждении"))
    return Figure(number, rows, steps)


@offers.figure("events:decisions_made", "Принято решений", of=SCOPES)
def decisions_made(scope: Scope, period: Period) -> Figure:
    """Duties of approved minutes; what was only taken note of is not counted."""
    rows = _duties(scope, period)
    number = rows.count()
    return Figure(number, rows, (Step(str(number), "решений с ответственным и сроком"),))


@offers.figure("events:decisions_executed_share", "Исполнено решений, доля", of=SCOPES)
def decisions_executed_share(scope: Scope, period: Period) -> Figure:
    """Accepted of those made; the rows are all of these."""
    rows = _duties(scope, period)
    done = assignments_of_decisions(rows).filter(state=Assignment.State.ACCEPTED).count()
    return _share(done, rows.count(), rows, ("исполнено и принято", "решений с ответственным и сроком"))


def _held(scope: Scope, period: Period) -> MeetingQuerySet:
    rows = Meeting.objects.held().filter(held_on__range=(period.first_day, period.last_day))
    if isinstance(scope, Community):
        return rows.of_community(scope)
    return rows.filter(community__organisation__path__startswith=scope.path)


def _duties(scope: Scope, period: Period) -> QuerySet[Decision]:
    return Decision.objects.duties().filter(meeting__in=_held(scope, period), meeting__state=Meeting.State.APPROVED)


def _share(done: int, total: int, rows: QuerySet[Any], words: tuple[str, str]) -> Figure:
    steps = (Step(str(total), words[1]), Step(str(done), words[0]))
    if not total:
        return Figure(None, rows, steps, is_share=True)
    share = Decimal(done) / total
    return Figure(share, rows, (*steps, Step(percent_text(share), f"{done} ÷ {total}")), is_share=True)
