"""Events for calendars: whatever has its day, of one's own duties or of an organisation."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.calendars import duties_at
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.notifications.calendars import entries
from metodsovet.ground.notifications.calendars.entries import CalendarEntry, Wanted
from metodsovet.work.planning.models import Activity, Occurrence, Plan
from metodsovet.work.planning.queries_mine import occurrences_of


@entries.source
def events(user: User, wanted: Wanted) -> Iterator[CalendarEntry]:
    """A window without a day is no event yet: whoever has a duty in it sees the deadline."""
    rows = (
        occurrences_of(user, (), (), is_mine=True)
        if wanted.organisation is None
        else _concerning(Occurrence.objects.visible_to(user), user, wanted.organisation)
    )
    rows = rows.filter(
        held_on__range=(wanted.first_day, wanted.last_day), is_history=False, activity__plan__state__in=Plan.PUBLISHED
    )
    for row in rows.select_related("activity__plan").order_by():
        yield _entry(row)


def _concerning(rows: QuerySet[Occurrence], user: User, organisation: Organisation) -> QuerySet[Occurrence]:
    """Of the plans of the organisation, and of any plan that has given it a duty."""
    duties = duties_at(Assignment.objects.visible_to(user), organisation).filter(
        content_type=ContentType.objects.get_for_model(Occurrence)
    )
    return rows.filter(Q(activity__plan__organisation=organisation) | Q(pk__in=duties.values("object_id")))


def _entry(row: Occurrence) -> CalendarEntry:
    assert row.held_on is not None
    activity = row.activity
    is_cancelled = row.state == Occurrence.State.CANCELLED or activity.state == Activity.State.CANCELLED
    return CalendarEntry(
        key=f"event-{row.pk}",
        revision=row.version + activity.version,
        title=activity.title[:300],
        first_day=row.held_on,
        last_day=row.held_on,
        address=row.get_absolute_url(),
        starts_at=row.starts_at,
        place=row.place,
        note=activity.plan.title[:300],
        is_cancelled=is_cancelled,
    )
