"""Traces asked about one person."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from metodsovet.ground.access.models import ActionRecord, User
from metodsovet.ground.directory.models import Person
from metodsovet.kernel.traces import EVERYTHING, Owners, Trace, all_traces


@dataclass(frozen=True, slots=True)
class Counted:
    """How much of one kind there is; ``goes`` of them are deleted by erasure."""

    trace: Trace
    count: int
    goes: int

    @property
    def stays(self) -> int:
        return self.count - self.goes


def owners_of(person: Person) -> Owners:
    owners: dict[type[Model], int | None] = {Person: person.pk, User: person.user_id}
    return owners


def counted_traces(person: Person) -> Sequence[Counted]:
    """Kinds of which there is something; a query or two for each kind, whatever the number of rows."""
    owners = owners_of(person)
    found = []
    for trace in all_traces():
        rows = trace.rows(owners)
        count = rows.count()
        if count and trace.field != "pk":
            part = trace.goes is not None and trace.goes != EVERYTHING
            goes = rows.filter(trace.goes).count() if part else count if trace.goes is not None else 0
            found.append(Counted(trace, count, goes))
    return found


def subject_lines(person: Person) -> QuerySet[ActionRecord]:
    """Lines of history about the person."""
    return ActionRecord.objects.filter(
        content_type=ContentType.objects.get_for_model(Person), object_id=person.pk
    ).order_by("pk")
