"""Rights over notices, mail and calendars: everybody has his own; organisations are for those who act for them."""

import rules

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.rules import LEADS, SERVICE, holds, is_administrator, is_known
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.notifications.models import CalendarFeed, Letter


@rules.predicate
def reads_calendar_of(user: User, organisation: Organisation | None = None) -> bool:
    """Leads of the organisation and the service above it."""
    if organisation is None:
        return is_known(user)
    return organisation.closed_on is None and holds(user, (*LEADS, *SERVICE), organisation)


@rules.predicate
def owns_feed(user: User, feed: CalendarFeed | None = None) -> bool:
    return feed is None or feed.owner_id == standing_of(user).person_id


@rules.predicate
def keeps_letter(user: User, letter: Letter | None = None) -> bool:
    return letter is None or Letter.objects.visible_to(user).filter(pk=letter.pk).exists()


rules.add_perm("notifications.view_notices", is_known)
rules.add_perm("notifications.read_notice", is_known)
rules.add_perm("notifications.change_digest", is_known)
rules.add_perm("notifications.confirm_mail", is_known)
rules.add_perm("notifications.view_feeds", is_known)
rules.add_perm("notifications.make_feed", is_known)
rules.add_perm("notifications.make_organisation_feed", reads_calendar_of)
rules.add_perm("notifications.revoke_feed", owns_feed)
rules.add_perm("notifications.view_letters", is_administrator)
rules.add_perm("notifications.retry_letter", keeps_letter)
