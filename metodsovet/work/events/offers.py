"""What was held, said and decided in a period: of an organisation with all below it, or of one community."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, DateField, Exists, F, Func, OuterRef, Q, QuerySet

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import clock, offers
from metodsovet.kernel.numbers import percent_text
from metodsovet.kernel.offers import Amount, Asked, Figure, Period, Step
from metodsovet.work.communities.models import Community
from metodsovet.work.events.models import Attendance, Decision, Meeting, Talk
from metodsovet.work.events.models.meetings import MeetingQuerySet
from metodsovet.work.planning.models import Occurrence

Scope = Organisation | Community
SCOPES = ("organisation", "community")


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows of a scope, the path to the day of their meeting, and which of them are ``done`` where a share is asked."""

    rows: Callable[[Scope], QuerySet[Any]]
    day: str
    done: Q | None = None

    def within(self, period: Period) -> Q:
        return Q(**{f"{self.day}__range": (period.first_day, period.last_day)})

    def of(self, scope: Scope, period: Period) -> QuerySet[Any]:
        return self.rows(scope).filter(self.within(period))

    def amounts(self, scope: Scope, periods: Sequence[Period]) -> Iterator[Amount]:
        """One query for all the periods."""
        within = [self.within(period) for period in periods]
        counts = {f"all_{place}": Count("pk", filter=one) for place, one in enumerate(within)}
        if self.done is not None:
            counts |= {f"done_{place}": Count("pk", filter=one & self.done) for place, one in enumerate(within)}
        known = self.rows(scope).order_by().aggregate(**counts)
        for place in range(len(periods)):
            total = known[f"all_{place}"]
            if self.done is None:
                yield Amount(total)
            else:
                yield Amount(Decimal(known[f"done_{place}"]) / total if total else None, is_share=True)


def _held(scope: Scope) -> MeetingQuerySet:
    rows = Meeting.objects.held()
    if isinstance(scope, Community):
        return rows.of_community(scope)
    return rows.filter(community__organisation__path__startswith=scope.path)


def _expected(scope: Scope) -> QuerySet[Attendance]:
    return Attendance.objects.expected().filter(meeting__in=_held(scope))


def _talks(scope: Scope) -> QuerySet[Talk]:
    return Talk.objects.filter(item__meeting__in=_held(scope), person__isnull=False)


def _duties(scope: Scope) -> QuerySet[Any]:
    """Of approved minutes, with ``is_executed``: the assignment is accepted."""
    kind = ContentType.objects.get_for_model(Decision)
    accepted = Assignment.objects.filter(content_type=kind, object_id=OuterRef("pk"), state=Assignment.State.ACCEPTED)
    rows = Decision.objects.duties().filter(meeting__in=_held(scope), meeting__state=Meeting.State.APPROVED)
    return rows.annotate(is_executed=Exists(accepted))


def _wanted(scope: Scope) -> MeetingQuerySet:
    """All that were not called off."""
    rows = Meeting.objects.exclude(state=Meeting.State.CANCELLED)
    if isinstance(scope, Community):
        return rows.of_community(scope)
    return rows.filter(community__organisation__path__startswith=scope.path)


def _overdue(scope: Scope) -> QuerySet[Any]:
    return _duties(scope).filter(is_executed=False, due_on__lt=clock.today())


def _lines(scope: Scope) -> QuerySet[Any]:
    """Occurrences of lines of plans that its meetings fulfil, with ``is_met``: one of them was held.

    They belong to the first day of their school year.
    """
    met = Exists(Meeting.objects.held().filter(occurrence=OuterRef("pk"), pk__in=_wanted(scope).values("pk")))
    meant = Exists(_wanted(scope).filter(occurrence=OuterRef("pk")))
    begins = Func(F("school_year"), 9, 1, function="make_date", output_field=DateField())
    return Occurrence.objects.filter(meant).annotate(is_met=met, year_begins=begins)


WANTED = Counted(_wanted, "held_on")
HELD = Counted(_held, "held_on")
EXPECTED = Counted(_expected, "meeting__held_on", Q(mark=Attendance.Mark.PRESENT))
TALKS = Counted(_talks, "item__meeting__held_on")
MADE = Counted(_duties, "meeting__held_on")
DONE = Counted(lambda scope: _duties(scope).filter(is_executed=True), "meeting__held_on")
OVERDUE = Counted(_overdue, "meeting__held_on")
LINES = Counted(_lines, "year_begins")
LINES_MET = Counted(lambda scope: _lines(scope).filter(is_met=True), "year_begins")
EXECUTED = Counted(_duties, "meeting__held_on", Q(is_executed=True))


@offers.figure("events:meetings_held", "Проведено заседаний", of=SCOPES)
def meetings_held(scope: Scope, period: Period) -> Figure:
    """Closed ones; the rows are these."""
    rows = HELD.of(scope, period)
    number = rows.count()
    return Figure(number, rows, (Step(str(number), "закрыто заседаний в этом периоде"),))


@offers.figure("events:attendance_share", "Явка на заседания, доля", of=SCOPES)
def attendance_share(scope: Scope, period: Period) -> Figure:
    """Of all who were expected at closed meetings; guests are not counted."""
    return _share(EXPECTED, scope, period, ("пришли", "ждали на закрытых заседаниях"))


@offers.figure("events:talks", "Выступлений на заседаниях", of=SCOPES)
def talks(scope: Scope, period: Period) -> Figure:
    """Reports and speeches of people of the register at closed meetings."""
    rows = TALKS.of(scope, period)
    number = rows.count()
    reports = rows.filter(kind=Talk.Kind.REPORT).count()
    steps = (Step(str(reports), "докладов"), Step(str(number - reports), "выступлений в обсуждении"))
    return Figure(number, rows, steps)


@offers.figure("events:decisions_made", "Принято решений", of=SCOPES)
def decisions_made(scope: Scope, period: Period) -> Figure:
    """Duties of approved minutes; what was only taken note of is not counted."""
    rows = MADE.of(scope, period)
    number = rows.count()
    return Figure(number, rows, (Step(str(number), "решений с ответственным и сроком"),))


@offers.figure("events:decisions_executed_share", "Исполнено решений, доля", of=SCOPES)
def decisions_executed_share(scope: Scope, period: Period) -> Figure:
    """Accepted of those made; the rows are all of these."""
    return _share(EXECUTED, scope, period, ("исполнено и принято", "решений с ответственным и сроком"))


@offers.figure("events:meetings_planned", "Запланировано заседаний", of=SCOPES)
def meetings_planned(scope: Scope, period: Period) -> Figure:
    """Of all states but cancelled; held ones are among them."""
    return _number(WANTED, scope, period, "заседаний на этот период, кроме отменённых")


@offers.figure("events:decisions_executed", "Исполнено решений", of=SCOPES)
def decisions_executed(scope: Scope, period: Period) -> Figure:
    return _number(DONE, scope, period, "решений исполнено и принято")


@offers.figure("events:decisions_overdue", "Просрочено решений", of=SCOPES)
def decisions_overdue(scope: Scope, period: Period) -> Figure:
    """Not accepted, and their day has passed."""
    return _number(OVERDUE, scope, period, "решений не исполнено, а срок прошёл")


@offers.figure("events:plan_lines", "Мероприятий планов, к которым были заседания", of=SCOPES)
def plan_lines(scope: Scope, period: Period) -> Figure:
    """Of the school years that begin in the period."""
    return _number(LINES, scope, period, "мероприятий, к исполнению которых назначены заседания")


@offers.figure("events:plan_lines_met", "Из них заседание прошло", of=SCOPES)
def plan_lines_met(scope: Scope, period: Period) -> Figure:
    return _number(LINES_MET, scope, period, "мероприятий, заседание по которым проведено")


@offers.amounts("events")
def amounts(scope: Scope, asked: Collection[Asked]) -> Mapping[Asked, Amount]:
    """One query for each figure asked, whatever the number of periods."""
    found: dict[Asked, Amount] = {}
    for name, counted in COUNTED.items():
        periods = [period for one, period in asked if one == name]
        if periods:
            found |= {(name, one): amount for one, amount in zip(periods, counted.amounts(scope, periods), strict=True)}
    return found


COUNTED: Mapping[str, Counted] = {
    "events:meetings_planned": WANTED,
    "events:meetings_held": HELD,
    "events:attendance_share": EXPECTED,
    "events:talks": TALKS,
    "events:decisions_made": MADE,
    "events:decisions_executed": DONE,
    "events:decisions_overdue": OVERDUE,
    "events:decisions_executed_share": EXECUTED,
    "events:plan_lines": LINES,
    "events:plan_lines_met": LINES_MET,
}


def _number(counted: Counted, scope: Scope, period: Period, words: str) -> Figure:
    rows = counted.of(scope, period)
    number = rows.count()
    return Figure(number, rows, (Step(str(number), words),))


def _share(counted: Counted, scope: Scope, period: Period, words: tuple[str, str]) -> Figure:
    rows = counted.of(scope, period)
    total, done = rows.count(), rows.filter(counted.done or Q()).count()
    steps = (Step(str(total), words[1]), Step(str(done), words[0]))
    if not total:
        return Figure(None, rows, steps, is_share=True)
    share = Decimal(done) / total
    return Figure(share, rows, (*steps, Step(percent_text(share), f"{done} ÷ {total}")), is_share=True)
