"""What a meeting may be joined with, and which lines of plans it may fulfil."""

from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.models import Community
from metodsovet.work.planning.models import Activity, Occurrence, Plan


def communities_beside(community: Community, user: User) -> QuerySet[Community]:
    """Open ones of the same organisation, for a city's one of the whole municipality."""
    rows = Community.objects.visible_to(user).open_on(clock.today())
    return rows.filter(organisation__path__startswith=community.organisation.path).exclude(pk=community.pk)


def occurrences_for(community: Community, user: User) -> QuerySet[Occurrence]:
    """Of this and the next school year, in plans of its organisation and of the nodes above it."""
    year = SchoolYear.of(clock.today())
    rows = Occurrence.objects.visible_to(user).filter(
        activity__plan__organisation__in=community.organisation.ancestor_ids,
        activity__plan__state=Plan.State.ACCEPTED,
        activity__state=Activity.State.ACTIVE,
        state=Occurrence.State.PLANNED,
        is_history=False,
        school_year__in=(year.start, year.next.start),
    )
    return rows.select_related("activity").order_by("ends_on", "pk")
