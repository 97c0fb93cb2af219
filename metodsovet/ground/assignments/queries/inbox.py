"""What waits for a person: one list for every kind of duty, in the order of urgency."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, get_args

from django.db.models import Prefetch

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Extension, InterimDate, Report
from metodsovet.ground.assignments.models.parts import holders_now
from metodsovet.ground.assignments.models.substitutions import acting_for
from metodsovet.ground.assignments.queries.duties import Bucket, DutyKind, Found, duties_of
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.standing import standing_of

Thing = TypeVar("Thing")
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do. ``day`` is when it must be done; ``instead_of`` whose duty it is when one stands in for him."""

    kind: DutyKind
    bucket: Bucket
    assignment: Assignment
    day: date | None
    instead_of: Person | None
    report: Report | None
    extension: Extension | None
    late_days: int
    interim: InterimDate | None


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
    found = duties_of(user, day)
    chosen = [one for one in found if kind in (None, one.kind)]
    duties = _dressed(chosen[:limit], user, day)
    totals = Counter(one.bucket for one in chosen)
    groups = tuple(
        InboxGroup(bucket, tuple(duty for duty in duties if duty.bucket == bucket), totals[bucket])
        for bucket in get_args(Bucket)
        if totals[bucket]
    )
    numbers = Counter(one.kind for one in found)
    counts = {one: numbers[one] for one in get_args(DutyKind) if numbers[one]}
    return Inbox(groups, counts, kind, len(found))


def duty_of(user: User, assignment: Assignment, day: date) -> Duty | None:
    """What this assignment asks of the user, or None when it waits for somebody else."""
    return _first(_dressed(duties_of(user, day, pk=assignment.pk), user, day))


def _dressed(found: Sequence[Found], user: User, day: date) -> Sequence[Duty]:
    rows = Assignment.objects.select_related("organisation").prefetch_related(*_beside({one.kind for one in found}))
    if len(acting_for(user)) > 1:  # only then is there anybody whose duty it may be
        rows = rows.select_related("accepter", "controller").prefetch_related(holders_now())
    by_id = rows.in_bulk([one.pk for one in found])
    return [_duty(by_id[one.pk], one, user, day) for one in found]


def _beside(kinds: Collection[DutyKind]) -> "Iterator[Prefetch[Any, Any, str]]":
    """What duties of these kinds tell beside the assignment itself."""
    if "accept" in kinds:
        reports = Report.objects.filter(state=Report.State.HANDED_IN)
        yield Prefetch("reports", queryset=reports, to_attr="waiting_reports")
    if "extension" in kinds or "execute" in kinds:
        asked = Extension.objects.filter(state=Extension.State.ASKED)
        yield Prefetch("extensions", queryset=asked, to_attr="asked_extensions")
    if "execute" in kinds:
        yield Prefetch("interim_dates", queryset=InterimDate.objects.filter(done_on=None), to_attr="owed_interim")


def _duty(row: Assignment, found: Found, user: User, day: date) -> Duty:
    beside = vars(row)
    return Duty(
        kind=found.kind,
        bucket=found.bucket,
        assignment=row,
        day=found.day,
        instead_of=_instead_of(row, found.kind, user),
        report=_first(beside.get("waiting_reports", ())),
        extension=_first(beside.get("asked_extensions", ())),
        late_days=_late_days(row, found.kind, day),
        interim=_first(beside.get("owed_interim", ())) if found.kind == "execute" else None,
    )


def _instead_of(row: Assignment, kind: DutyKind, user: User) -> Person | None:
    """Whose duty it is, unless it is also one's own."""
    if len(acting_for(user)) == 1:
        return None
    people: list[Person | None]
    if kind in ("execute", "acknowledge"):
        people = [part.person for part in row.leads]
    elif kind == "take":
        people = [part.person for part in row.candidates]
    elif kind == "accept":
        people = [row.accepter]
    else:
        people = [row.accepter, row.controller]
    mine = [person for person in people if person is not None and person.pk in acting_for(user)]
    me = standing_of(user).person_id
    return None if any(person.pk == me for person in mine) else _first(mine)


def _late_days(row: Assignment, kind: DutyKind, day: date) -> int:
    """Days after the deadline, or days that a report waits."""
    since = row.reported_on if kind == "accept" else row.due_on
    return max((day - since).days, 0) if since else 0


def _first(things: Iterable[Thing]) -> Thing | None:
    return next(iter(things), None)
