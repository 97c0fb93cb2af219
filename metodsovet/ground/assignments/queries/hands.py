"""Whose hands assignments are in, for many rows at once: what ``concerns`` say in SQL, told in Python.

Each table is asked once for all rows: as columns of one statement it takes longer to build and to plan than to answer.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Extension, InterimDate, Part, Report
from metodsovet.ground.directory.models import Employment, RoleAssignment
from metodsovet.kernel.looking_up import AmongIds


class Row(NamedTuple):
    """An assignment as light as thousands of them must be."""

    pk: int
    state: str
    kind: str
    starts_on: date | None
    due_on: date | None
    reported_on: date | None
    accepter_id: int | None
    controller_id: int | None
    organisation__path: str
    issuer__path: str


def rows_of(assignments: QuerySet[Assignment]) -> list[Row]:
    return [Row(*values) for values in assignments.order_by().values_list(*Row._fields)]


class Hands:
    """By the id of the assignment: the lead, the candidates, who wrote the report that waits himself, whether somebody
    other than the user asks for a later deadline, the next interim date. ``here`` are people, of those named to accept
    and to control, who still work or hold a role.
    """

    def __init__(self, rows: Sequence[Row], user: User) -> None:
        state = Assignment.State
        waiting = [row.pk for row in rows if row.state == state.REPORTED]
        in_work = [row.pk for row in rows if row.state != state.REPORTED]
        self.leads, self.candidates = _holders([row.pk for row in rows])
        self.authors = _authors(waiting)
        self.asked = _asked(in_work, user)
        self.interim_on = _interim(in_work)
        self.here = _here({one for row in rows for one in (row.accepter_id, row.controller_id) if one is not None})

    def is_gap(self, row: Row) -> bool:
        return row.pk not in self.leads and row.pk not in self.candidates

    def has_named_accepter(self, row: Row) -> bool:
        return row.accepter_id in self.here and self.leads.get(row.pk) != row.accepter_id

    def has_named_controller(self, row: Row) -> bool:
        return row.controller_id in self.here


def _holders(pks: Sequence[int]) -> tuple[Mapping[int, int], Mapping[int, frozenset[int]]]:
    leads: dict[int, int] = {}
    candidates: dict[int, frozenset[int]] = {}
    roles = [Part.Role.LEAD, Part.Role.CANDIDATE]
    held = Part.objects.filter(AmongIds("assignment", pks), until=None, person__isnull=False, role__in=roles)
    for pk, role, person in held.order_by().values_list("assignment", "role", "person") if pks else ():
        if role == Part.Role.LEAD:
            leads[pk] = person
        else:
            candidates[pk] = candidates.get(pk, frozenset()) | {person}
    return leads, candidates


def _authors(pks: Sequence[int]) -> Mapping[int, int | None]:
    waiting = Report.objects.filter(
        AmongIds("assignment", pks), state=Report.State.HANDED_IN, source=Report.Source.SELF
    )
    return dict(waiting.order_by().values_list("assignment", "written_by__person")) if pks else {}


def _asked(pks: Sequence[int], user: User) -> frozenset[int]:
    asked = Extension.objects.filter(AmongIds("assignment", pks), state=Extension.State.ASKED).exclude(asked_by=user)
    return frozenset(asked.order_by().values_list("assignment", flat=True)) if pks else frozenset()


def _interim(pks: Sequence[int]) -> Mapping[int, date]:
    owed = InterimDate.objects.filter(AmongIds("assignment", pks), done_on=None).order_by("-due_on")
    return dict(owed.values_list("assignment", "due_on")) if pks else {}  # the last of a key stays: the next day


def _here(people: Collection[int]) -> frozenset[int]:
    jobs = Employment.objects.today().filter(AmongIds("person", people)).order_by().values_list("person")
    roles = RoleAssignment.objects.today().filter(AmongIds("person", people)).order_by().values_list("person")
    return frozenset(person for (person,) in jobs.union(roles)) if people else frozenset()
