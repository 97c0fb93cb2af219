"""Secret addresses of calendars: made, shown once, revoked."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.notifications.models import CalendarFeed
from metodsovet.kernel import clock

NOTED_EVERY = timedelta(hours=1)


@transaction.atomic
def make_feed(owner: Person, *, organisation: Organisation | None = None, by: User) -> tuple[CalendarFeed, str]:
    """A new address and its secret, which is told this once; the one before it stops working."""
    owner = Person.objects.select_for_update(of=("self",)).get(pk=owner.pk)
    now = clock.now()
    CalendarFeed.objects.open().filter(owner=owner, organisation=organisation).update(revoked_at=now)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(
        owner=owner, organisation=organisation, token_hash=hash_of(token), created_at=now
    )
    record_action("make_feed", owner, f"Создан адрес календаря: {_name(feed)}", by=by)
    return feed, token


@transaction.atomic
def revoke_feed(feed: CalendarFeed, *, by: User) -> CalendarFeed:
    """The address answers nothing from now on; a second revocation changes nothing."""
    feed = CalendarFeed.objects.select_for_update(of=("self",)).select_related("owner", "organisation").get(pk=feed.pk)
    if feed.revoked_at is None:
        feed.revoked_at = clock.now()
        feed.save(update_fields=["revoked_at"])
        record_action("revoke_feed", feed.owner, f"Отозван адрес календаря: {_name(feed)}", by=by)
    return feed


def feed_of(token: str) -> CalendarFeed | None:
    """The open feed of that secret."""
    feeds = CalendarFeed.objects.open().select_related("organisation")
    return feeds.filter(token_hash=hash_of(token)).first()


def note_reading(feed: CalendarFeed, body_hash: str) -> datetime:
    """Since when the feed answers what it answers now; that it is read is noted once an hour."""
    now = clock.now()
    if feed.changed_at is None or feed.body_hash != body_hash:
        feed.body_hash, feed.changed_at, feed.read_at = body_hash, now.replace(microsecond=0), now
        feed.save(update_fields=["body_hash", "changed_at", "read_at"])
    elif feed.read_at is None or feed.read_at < now - NOTED_EVERY:
        feed.read_at = now
        feed.save(update_fields=["read_at"])
    return feed.changed_at


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _name(feed: CalendarFeed) -> str:
    return str(feed.organisation) if feed.organisation else "мои сроки и мероприятия"
