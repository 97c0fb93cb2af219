"""What waits for a person: one list for every kind of duty, in the order of urgency."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, TypeVar, cast

from django.db.models import Case, CharField, Count, DateField, F, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Extension, Part, Report
from metodsovet.ground.assignments.models.substitutions import acting_for
from metodsovet.ground.assignments.queries import concerns
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.rules import LEADS
from metodsovet.ground.directory.standing import standing_of

Thing = TypeVar("Thing")
DutyKind = Literal["execute", "acknowledge", "accept", "extension", "take", "appoint"]
Bucket = Literal["overdue", "today", "week", "later"]

ACCEPTANCE_DAYS = 3
"""A report that waits longer counts as overdue for whoever accepts."""
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do. ``day`` is when it must be done; ``instead_of`` whose duty it is when one stands in for him."""

    kind: DutyKind
    bucket: Bucket
    assignment: Assignment
    day: date | None
    lead: Person | None
    instead_of: Person | None
    report: Report | None
    extension: Extension | None
    late_days: int


@dataclass(frozen=True, slots=True)
class InboxGroup:
    """``total`` counts those that are not shown too."""

    bucket: Bucket
    duties: tuple[Duty, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Inbox:
    """``counts`` are by kind over everything, whatever kind is shown."""

    groups: tuple[InboxGroup, ...]
    counts: Mapping[DutyKind, int]
    kind: DutyKind | None
    total: int

    @property
    def shown(self) -> int:
        return sum(len(group.duties) for group in self.groups)

    @property
    def hidden(self) -> int:
        return sum(group.total for group in self.groups) - self.shown


def inbox(user: User, day: date, *, kind: DutyKind | None = None, limit: int = SHOWN) -> Inbox:
    """The first ``limit`` duties of the day; of one kind when asked. A constant number of queries."""
    rows = duties_of(user, day)
    counted = cast("Any", rows).order_by().values_list("duty_kind", "duty_bucket").annotate(number=Count("pk"))
    numbers: dict[tuple[DutyKind, Bucket], int] = {(one, bucket): number for one, bucket, number in counted}
    chosen = rows.filter(Q(duty_kind=kind)) if kind else rows
    duties = [_duty(row, user, day) for row in _dressed(chosen)[:limit]]
    buckets: Sequence[Bucket] = ("overdue", "today", "week", "later")
    groups = tuple(
        InboxGroup(bucket, tuple(duty for duty in duties if duty.bucket == bucket), _total(numbers, bucket, kind))
        for bucket in buckets
    )
    kinds = dict.fromkeys(one for one, _ in numbers)
    counts = {one: sum(number for (other, _), number in numbers.items() if other == one) for one in kinds}
    return Inbox(tuple(group for group in groups if group.total), counts, kind, sum(counts.values()))


def duty_of(user: User, assignment: Assignment, day: date) -> Duty | None:
    """What this assignment asks of the user, or None when it waits for somebody else."""
    row = _dressed(duties_of(user, day).filter(pk=assignment.pk)).first()
    return None if row is None else _duty(row, user, day)


def duties_of(user: User, day: date) -> QuerySet[Assignment]:
    """Assignments that wait for the user, with ``duty_kind``, ``duty_day`` and ``duty_bucket``."""
    week_end = day + timedelta(days=6 - day.weekday())
    rows = (
        Assignment.objects.open()
        .filter(pk__in=_concerned(user))
        .annotate(duty_kind=_kind(user), duty_day=_day(day))
        .filter(duty_kind__isnull=False)
        .exclude(duty_kind__in=["execute", "take", "acknowledge"], starts_on__gt=week_end)
    )
    bucket = Case(
        When(duty_day__lt=day, then=Value("overdue")),
        When(duty_day=day, then=Value("today")),
        When(duty_day__lte=week_end, then=Value("week")),
        default=Value("later"),
        output_field=CharField(),
    )
    return rows.annotate(duty_bucket=bucket).order_by(F("duty_day").asc(nulls_last=True), "pk")


def _concerned(user: User) -> QuerySet[Assignment, tuple[int]]:
    """Ids by the index of each way an assignment can concern somebody: never a walk over all that is open."""
    rows = Assignment.objects.order_by().values_list("pk")
    me, standing = acting_for(user), standing_of(user)
    parts = Part.objects.filter(person__in=me, until=None, role__in=[Part.Role.LEAD, Part.Role.CANDIDATE])
    asked = Extension.objects.filter(state=Extension.State.ASKED)
    ways = [rows.filter(pk__in=asked.values("assignment"))]
    if standing.paths_of([Role.METHODIST]):
        ways.append(rows.filter(concerns.WAITING))
    if standing.paths_of(LEADS):
        ways.append(rows.filter(concerns.IN_WORK).filter(concerns.in_led_organisation(user)))
    ways.append(rows.filter(concerns.WAITING, accepter__in=me))
    return rows.filter(pk__in=parts.values("assignment")).union(*ways)


def _kind(user: User) -> Case:
    leads, accepts = concerns.leads(user), concerns.accepts(user, (Role.METHODIST,))
    decides = (accepts | concerns.controls(user)) & Q(concerns.is_asked(user)) & ~Q(leads)
    is_to_read = Q(kind=Assignment.Kind.ACKNOWLEDGE)
    return Case(
        When(concerns.IN_WORK & is_to_read & Q(leads), then=Value("acknowledge")),
        When(concerns.IN_WORK & Q(leads), then=Value("execute")),
        When(concerns.WAITING & accepts & ~Q(leads), then=Value("accept")),
        When(concerns.IN_WORK & decides, then=Value("extension")),
        When(concerns.IN_WORK & Q(concerns.may_take(user)) & ~Q(concerns.has_lead()), then=Value("take")),
        When(concerns.IN_WORK & concerns.is_gap() & concerns.in_led_organisation(user), then=Value("appoint")),
        default=None,
        output_field=CharField(),
    )


def _day(day: date) -> Case:
    return Case(
        When(duty_kind="accept", then=Cast(F("reported_on") + timedelta(days=ACCEPTANCE_DAYS), DateField())),
        When(duty_kind="extension", then=Value(day)),
        default=F("due_on"),
        output_field=DateField(),
    )


def _dressed(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    leads = Part.objects.filter(role=Part.Role.LEAD, until=None).select_related("person")
    candidates = Part.objects.filter(role=Part.Role.CANDIDATE, until=None).select_related("person")
    reports = Report.objects.filter(state=Report.State.HANDED_IN).select_related("written_by__person")
    asked = Extension.objects.filter(state=Extension.State.ASKED).select_related("asked_by__person")
    return rows.select_related("organisation", "issuer", "accepter", "controller").prefetch_related(
        Prefetch("parts", queryset=leads, to_attr="leads"),
        Prefetch("parts", queryset=candidates, to_attr="candidates"),
        Prefetch("reports", queryset=reports, to_attr="waiting_reports"),
        Prefetch("extensions", queryset=asked, to_attr="asked_extensions"),
    )


def _duty(row: Assignment, user: User, day: date) -> Duty:
    found = vars(row)  # what _dressed and the annotations put there
    kind = cast("DutyKind", found["duty_kind"])
    lead = _first(part.person for part in found["leads"])
    return Duty(
        kind=kind,
        bucket=found["duty_bucket"],
        assignment=row,
        day=found["duty_day"],
        lead=lead,
        instead_of=_instead_of(row, kind, user),
        report=_first(found["waiting_reports"]),
        extension=_first(found["asked_extensions"]),
        late_days=_late_days(row, kind, day),
    )


def _instead_of(row: Assignment, kind: DutyKind, user: User) -> Person | None:
    """Whose duty it is, unless it is also one's own."""
    found = vars(row)
    people: list[Person | None]
    if kind in ("execute", "acknowledge"):
        people = [part.person for part in found["leads"]]
    elif kind == "take":
        people = [part.person for part in found["candidates"]]
    elif kind == "accept":
        people = [row.accepter]
    else:
        people = [row.accepter, row.controller]
    me = standing_of(user).person_id
    mine = [person for person in people if person is not None and person.pk in acting_for(user)]
    return None if any(person.pk == me for person in mine) else _first(mine)


def _late_days(row: Assignment, kind: DutyKind, day: date) -> int:
    """Days after the deadline, or days that a report waits."""
    since = row.reported_on if kind == "accept" else row.due_on
    return max((day - since).days, 0) if since else 0


def _first(things: Iterable[Thing]) -> Thing | None:
    return next(iter(things), None)


def _total(numbers: Mapping[tuple[DutyKind, Bucket], int], bucket: Bucket, kind: DutyKind | None) -> int:
    return sum(number for (one, where), number in numbers.items() if where == bucket and kind in (None, one))
