"""Meetings for calendars: the feeds of people and organisations, and the calendar page."""

from collections.abc import Iterator

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.notifications.calendars import entries
from metodsovet.ground.notifications.calendars.entries import CalendarEntry, Wanted
from metodsovet.work.events.models import Meeting
from metodsovet.work.planning import happenings
from metodsovet.work.planning.happenings import Asked, Happening


@entries.source
def meetings(user: User, wanted: Wanted) -> Iterator[CalendarEntry]:
    """Only those that people were called to: what is planned may still change without anybody being told."""
    rows = Meeting.objects.visible_to(user).filter(
        held_on__range=(wanted.first_day, wanted.last_day), called_at__isnull=False
    )
    if wanted.organisation is None:
        rows = rows.filter(attendance__person=standing_of(user).person_id)
    else:
        rows = rows.filter(community__organisation=wanted.organisation)
    for row in rows.select_related("community").order_by():
        yield _entry(row)


@happenings.source
def meetings_of_days(user: User, asked: Asked) -> Iterator[Happening]:
    rows = Meeting.objects.expecting(user) if asked.is_mine else Meeting.objects.visible_to(user)
    rows = rows.filter(held_on__range=(asked.first_day, asked.last_day)).exclude(state=Meeting.State.CANCELLED)
    if asked.organisations:
        rows = rows.filter(community__organisation__in=asked.organisations)
    for row in rows.select_related("community").order_by():
        place = row.place or row.link
        yield Happening(row.get_absolute_url(), row.topic, row.held_on, row.starts_at, place, row.community.name)


def _entry(row: Meeting) -> CalendarEntry:
    return CalendarEntry(
        key=f"meeting-{row.pk}",
        revision=row.version,
        title=f"{row.community.name[:200]}: {row.topic}",
        first_day=row.held_on,
        last_day=row.held_on,
        address=row.get_absolute_url(),
        starts_at=row.starts_at,
        place=row.place or row.link,
        note=row.link if row.place else "",
        is_cancelled=row.state == Meeting.State.CANCELLED,
    )
