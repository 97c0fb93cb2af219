"""What an open feed answers now: by the rights that its owner has at this moment."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.notifications.actions.feeds import note_reading
from metodsovet.ground.notifications.calendars.entries import Wanted, entries_for
from metodsovet.ground.notifications.calendars.ics import Calendar, write_calendar
from metodsovet.ground.notifications.models import CalendarFeed
from metodsovet.ground.notifications.rules import reads_calendar_of
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear

NAME = "Методсовет: мои сроки и мероприятия"


@dataclass(frozen=True, slots=True)
class Answer:
    body: bytes
    etag: str
    changed_at: datetime


def owner_of(feed: CalendarFeed) -> User | None:
    """The account that reads; None when it is closed, holds no office and no work, or lost the organisation."""
    user = User.objects.select_related("person").filter(person=feed.owner_id, is_active=True).first()
    if user is None or not standing_of(user).all_paths:
        return None
    if feed.organisation is not None and not reads_calendar_of(user, feed.organisation):
        return None
    return user


def answer_of(feed: CalendarFeed, user: User, *, site: str) -> Answer:
    """The calendar of the last, this and the next school year."""
    year = SchoolYear.of(clock.today())
    entries = entries_for(user, Wanted(year.previous.first_day, year.next.last_day, feed.organisation))
    name = f"Методсовет: {feed.organisation.short_name}" if feed.organisation else NAME
    zone = ZoneInfo(timezone.get_current_timezone_name())
    told = hashlib.sha256(repr((name, zone.key, site, entries)).encode()).hexdigest()
    changed_at = note_reading(feed, told)
    body = write_calendar(Calendar(name, zone, site, changed_at), entries)
    return Answer(body, hashlib.sha256(body).hexdigest()[:32], changed_at)
