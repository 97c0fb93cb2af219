"""What was held, said and decided in a period: of an organisation with all below it, or of one community."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import offers
from metodsovet.kernel.numbers import percent_text
from metodsovet.kernel.offers import Amount, Asked, Figure, Period, Step
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


@offers.amounts("events")
def amounts(scope: Scope, asked: Collection[Asked]) -> Mapping[Asked, Amount]:
    """One query for each figure asked, whatever the number of periods."""
    found: dict[Asked, Amount] = {}
    for name, (rows_of, day, done) in _COUNTED.items():
        periods = [period for one, period in asked if one == f"events:{name}"]
        if periods:
            amounts_of = _amounts(rows_of(scope), day, done, periods)
            found |= {(f"events:{name}", period): amount for period, amount in zip(periods, amounts_of, strict=True)}
    return found


def _amounts(rows: QuerySet[Any], day: str, done: Q | None, periods: Sequence[Period]) -> Iterator[Amount]:
    """Numbers of rows, or shares of those that are ``done``; ``day`` is the path to the day of the meeting."""
    within = [Q(**{f"{day}__range": (period.first_day, period.last_day)}) for period in periods]
    counts = {f"all_{place}": Count("pk", filter=one) for place, one in enumerate(within)}
    if done is not None:
        counts |= {f"done_{place}": Count("pk", filter=one & done) for place, one in enumerate(within)}
    known = rows.order_by().aggregate(**counts)
    for place in range(len(periods)):
        total = known[f"all_{place}"]
        if done is None:
            yield Amount(total)
        else:
            yield Amount(Decimal(known[f"done_{place}"]) / total if total else None, is_share=True)


def _held(scope: Scope, period: Period) -> MeetingQuerySet:
    return _held_of(scope).filter(held_on__range=(period.first_day, period.last_day))


def _held_of(scope: Scope) -> MeetingQuerySet:
    rows = Meeting.objects.held()
    if isinstance(scope, Community):
        return rows.of_community(scope)
    return rows.filter(community__organisation__path__startswith=scope.path)


def _expected_of(scope: Scope) -> QuerySet[Attendance]:
    return Attendance.objects.expected().filter(meeting__in=_held_of(scope))


def _talks_of(scope: Scope) -> QuerySet[Talk]:
    return Talk.objects.filter(item__meeting__in=_held_of(scope), person__isnull=False)


def _duties_of(scope: Scope) -> QuerySet[Decision]:
    return Decision.objects.duties().filter(meeting__in=_held_of(scope), meeting__state=Meeting.State.APPROVED)


def _duties(scope: Scope, period: Period) -> QuerySet[Decision]:
    return _duties_of(scope).filter(meeting__in=_held(scope, period))


def _executed_of(scope: Scope) -> QuerySet[Decision]:
    """With ``is_executed``: its assignment is accepted."""
    kind = ContentType.objects.get_for_model(Decision)
    accepted = Assignment.objects.filter(content_type=kind, object_id=OuterRef("pk"), state=Assignment.State.ACCEPTED)
    return _duties_of(scope).annotate(is_executed=Exists(accepted))


_COUNTED: Mapping[str, tuple[Callable[[Scope], QuerySet[Any]], str, Q | None]] = {
    "meetings_held": (_held_of, "held_on", None),
    "attendance_share": (_expected_of, "meeting__held_on", Q(mark=Attendance.Mark.PRESENT)),
    "talks": (_talks_of, "item__meeting__held_on", None),
    "decisions_made": (_duties_of, "meeting__held_on", None),
    "decisions_executed_share": (_executed_of, "meeting__held_on", Q(is_executed=True)),
}


def _share(done: int, total: int, rows: QuerySet[Any], words: tuple[str, str]) -> Figure:
    steps = (Step(str(total), words[1]), Step(str(done), words[0]))
    if not total:
        return Figure(None, rows, steps, is_share=True)
    share = Decimal(done) / total
    return Figure(share, rows, (*steps, Step(percent_text(share), f"{done} ÷ {total}")), is_share=True)
