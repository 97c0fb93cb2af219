"""What a meeting may be joined with, and which lines of plans it may fulfil."""

from django.db.models import Case, IntegerField, Q, QuerySet, When

from metodsovet.ground.access.models import User
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.models import Community
from metodsovet.work.events.models import Meeting
from metodsovet.work.planning.models import Activity, Occurrence, Plan

MEETING = "заседание"
"""How a line of a year plan that is a meeting begins."""


def communities_beside(community: Community, user: User) -> QuerySet[Community]:
    """Open ones of the same organisation, for a city's one of the whole municipality."""
    rows = Community.objects.visible_to(user).open_on(clock.today())
    return rows.filter(organisation__path__startswith=community.organisation.path).exclude(pk=community.pk)


def occurrences_for(community: Community, user: User) -> QuerySet[Occurrence]:
    """Of this and the next school year: of its own year plan first, then of plans of its organisation and of the nodes
    above; of other communities' plans only those of the one that it is part of.
    """
    year = SchoolYear.of(clock.today())
    of_nodes = Q(activity__plan__community=None, activity__plan__organisation__in=community.organisation.ancestor_ids)
    own = Q(activity__plan__community=community)
    of_parent = Q(activity__plan__community=community.parent_id) if community.parent_id else own
    rows = Occurrence.objects.visible_to(user).filter(
        of_nodes | own | of_parent,
        activity__plan__state=Plan.State.ACCEPTED,
        activity__state=Activity.State.ACTIVE,
        state=Occurrence.State.PLANNED,
        is_history=False,
        school_year__in=(year.start, year.next.start),
    )
    later = Case(When(own, then=0), default=1, output_field=IntegerField())
    return rows.select_related("activity__plan").annotate(later=later).order_by("later", "ends_on", "pk")


def next_planned_meeting(community: Community, user: User) -> Occurrence | None:
    """The nearest meeting of its own year plan that no meeting fulfils yet."""
    today = clock.today()
    taken = Meeting.objects.exclude(state=Meeting.State.CANCELLED).filter(occurrence__isnull=False)
    rows = occurrences_for(community, user).filter(
        activity__plan__community=community, activity__title__istartswith=MEETING, ends_on__gte=today
    )
    return rows.exclude(pk__in=taken.values("occurrence")).first()
