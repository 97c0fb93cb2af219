"""Which assignments wait for a person, and for what: light rows, before anything is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Extension, Part
from metodsovet.ground.assignments.models.substitutions import acting_for
from metodsovet.ground.assignments.queries import concerns
from metodsovet.ground.assignments.queries.hands import Hands, Row, rows_of
from metodsovet.ground.directory.models import RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.rules import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel.looking_up import Among

DutyKind = Literal["execute", "acknowledge", "accept", "extension", "take", "appoint"]
Bucket = Literal["overdue", "today", "week", "later"]

ACCEPTANCE_DAYS = 3
"""A report that waits longer counts as overdue for whoever accepts; until then it is a duty of today."""


@dataclass(frozen=True, slots=True)
class Found:
    """One duty by its id; ``day`` is when it must be done."""

    pk: int
    kind: DutyKind
    bucket: Bucket
    day: date | None


def duties_of(user: User, day: date, *, pk: int | None = None) -> Sequence[Found]:
    """In the order of urgency, in a constant number of queries; of one assignment when asked."""
    rows = Assignment.objects.open().filter(Among("pk", _concerned(user)))
    if pk is not None:
        rows = rows.filter(pk=pk)
    known = rows_of(rows)
    judge = _Judge(user, day, Hands(known, user))
    found = [duty for row in known if (duty := judge.duty_in(row)) is not None]
    return sorted(found, key=lambda duty: (duty.day is None, duty.day or day, duty.pk))


class _Judge:
    """``rules`` for many rows at once: which of them wait for this user on this day."""

    def __init__(self, user: User, day: date, hands: Hands) -> None:
        standing = standing_of(user)
        self.hands = hands
        self.day = day
        self.week_end = day + timedelta(days=6 - day.weekday())
        self.me = acting_for(user)
        self.methodist_at = standing.paths_of([Role.METHODIST])
        self.authority_at = standing.paths_of([Role.AUTHORITY_HEAD])
        self.leads_at = standing.paths_of(LEADS)
        self.methodists = list(_methodists()) if self.authority_at else []

    def duty_in(self, row: Row) -> Found | None:
        kind = self._waiting_kind(row) if row.state == Assignment.State.REPORTED else self._work_kind(row)
        if kind is None:
            return None
        begins_later = row.starts_on is not None and row.starts_on > self.week_end
        if begins_later and kind in ("execute", "take", "acknowledge"):
            return None
        day = self._day_of(kind, row)
        return Found(row.pk, kind, self._bucket(day), day)

    def _waiting_kind(self, row: Row) -> DutyKind | None:
        is_own = not self.me.isdisjoint(self._doers(row))
        return "accept" if self._accepts(row) and not is_own else None

    def _work_kind(self, row: Row) -> DutyKind | None:
        if self.hands.leads.get(row.pk) in self.me:
            return "acknowledge" if row.kind == Assignment.Kind.ACKNOWLEDGE else "execute"
        if row.pk in self.hands.asked and (self._accepts(row) or self._controls(row)):
            return "extension"
        if row.pk not in self.hands.leads and not self.me.isdisjoint(self.hands.candidates.get(row.pk, ())):
            return "take"
        return "appoint" if self.hands.is_gap(row) and row.organisation__path.startswith(self.leads_at) else None

    def _accepts(self, row: Row) -> bool:
        if self.hands.has_named_accepter(row):
            return row.accepter_id in self.me
        if row.issuer__path.startswith(self.methodist_at):
            return True
        return row.issuer__path.startswith(self.authority_at) and not self._has_methodist(row)

    def _has_methodist(self, row: Row) -> bool:
        """Somebody of the service below the head who may accept: nobody decides about himself."""
        doers = self._doers(row)
        return any(row.issuer__path.startswith(path) and person not in doers for person, path in self.methodists)

    def _doers(self, row: Row) -> tuple[int | None, int | None]:
        """Who leads the work and who wrote its report."""
        return self.hands.leads.get(row.pk), self.hands.authors.get(row.pk)

    def _controls(self, row: Row) -> bool:
        if self.hands.has_named_controller(row):
            return row.controller_id in self.me
        return row.issuer__path.startswith(self.authority_at)

    def _day_of(self, kind: DutyKind, row: Row) -> date | None:
        if kind == "accept" and row.reported_on is not None:
            return min(row.reported_on + timedelta(days=ACCEPTANCE_DAYS), self.day)
        if kind == "execute" and (interim_on := self.hands.interim_on.get(row.pk)) is not None:
            return min(interim_on, row.due_on or interim_on)
        return self.day if kind == "extension" else row.due_on

    def _bucket(self, day: date | None) -> Bucket:
        if day is None or day > self.week_end:
            return "later"
        if day < self.day:
            return "overdue"
        return "today" if day == self.day else "week"


def _methodists() -> QuerySet[RoleAssignment, tuple[int, str]]:
    held = RoleAssignment.objects.today().filter(role=Role.METHODIST)
    return held.values_list("person_id", "organisation__path")


def _concerned(user: User) -> QuerySet[Assignment, tuple[int]]:
    """Ids by the index of each way an assignment can concern somebody: never a walk over all that is open."""
    rows = Assignment.objects.order_by().values_list("pk")
    me, standing = acting_for(user), standing_of(user)
    parts = Part.objects.filter(person__in=me, until=None, role__in=[Part.Role.LEAD, Part.Role.CANDIDATE])
    asked = Extension.objects.filter(state=Extension.State.ASKED)
    ways = [rows.filter(pk__in=asked.values("assignment")), rows.filter(concerns.WAITING, accepter__in=me)]
    if standing.paths_of(SERVICE):
        ways.append(rows.filter(concerns.WAITING).exclude(concerns.named_accepts()))
    if standing.paths_of(LEADS):
        ways.append(rows.filter(concerns.IN_WORK, concerns.in_led_organisation(user), concerns.is_gap()))
    return rows.filter(pk__in=parts.values("assignment")).union(*ways)
