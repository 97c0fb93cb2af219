"""Deadlines for calendars: of one's own duties, or of the duties of an organisation."""

from collections.abc import Iterator

from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.assignments.models.assignments import AssignmentQuerySet
from metodsovet.ground.assignments.models.substitutions import acting_for
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.notifications.calendars import entries
from metodsovet.ground.notifications.calendars.entries import CalendarEntry, Wanted

BUSY = (Part.Role.LEAD, Part.Role.CANDIDATE, Part.Role.CO_EXECUTOR)
LEFT_OUT = (Assignment.State.CANCELLED, Assignment.State.NOT_APPLICABLE)
BEGINNINGS = {Assignment.State.ACCEPTED: "Исполнено: ", Assignment.State.REPORTED: "Отчёт сдан: "}


@entries.source
def deadlines(user: User, wanted: Wanted) -> Iterator[CalendarEntry]:
    rows = Assignment.objects.visible_to(user).filter(due_on__range=(wanted.first_day, wanted.last_day))
    if wanted.organisation is not None:
        rows = duties_at(rows, wanted.organisation)
    else:
        mine = Part.objects.filter(person__in=acting_for(user), until=None, role__in=BUSY)
        rows = rows.filter(pk__in=mine.values("assignment"))
    for row in rows.order_by():
        yield _entry(row)


def duties_at(rows: AssignmentQuerySet, organisation: Organisation) -> AssignmentQuerySet:
    """Those of the organisation itself and of its departments, not of the organisations below it."""
    department = Q(organisation__parent=organisation, organisation__kind=Organisation.Kind.DEPARTMENT)
    return rows.filter(Q(organisation=organisation) | department)


def _entry(row: Assignment) -> CalendarEntry:
    assert row.due_on is not None
    is_left_out = row.state in LEFT_OUT or row.removed_from_control_at is not None
    beginning = "Срок: " if is_left_out else BEGINNINGS.get(Assignment.State(row.state), "Срок: ")
    return CalendarEntry(
        key=f"assignment-{row.pk}",
        revision=row.version,
        title=f"{beginning}{row.title[:300]}",
        first_day=row.due_on,
        last_day=row.due_on,
        address=row.get_absolute_url(),
        note=row.origin,
        is_cancelled=is_left_out,
    )
