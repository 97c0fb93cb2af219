"""A feed that is opened is read."""

from datetime import datetime

from django.db import transaction

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community
from metodsovet.work.publications.models import FeedMark
from metodsovet.work.publications.unread import unread_in


@transaction.atomic
def read_feed(community: Community, *, by: User) -> datetime | None:
    """Up to which moment it had been read before, None if never. Nothing is written where nothing is new."""
    person = standing_of(by).person_id
    if person is None:
        return None
    mark = FeedMark.objects.filter(community=community.pk, person=person).first()
    if mark is None or unread_in([community.pk], person):
        FeedMark.objects.update_or_create(
            community_id=community.pk, person_id=person, defaults={"read_at": clock.now()}
        )
    return mark.read_at if mark else None
