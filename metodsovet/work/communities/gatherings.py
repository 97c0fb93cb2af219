"""Members of a community may be given certificates: all of today are ticked."""

from metodsovet.ground.access.models import User
from metodsovet.ground.documents import gatherings
from metodsovet.ground.documents.gatherings import Gathered, Gathering
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries.rosters import roster_of


@gatherings.offer("community")
def members_of_community(user: User, pk: int) -> Gathering | None:
    community = Community.objects.visible_to(user).filter(pk=pk).select_related("organisation").first()
    if community is None or not user.has_perm("communities.view_members", community):
        return None
    rows = roster_of(community, clock.today(), user=user).members
    people = [Gathered(str(row.person.pk), row.name, row.post_and_place, row.person, row.duty) for row in rows]
    return Gathering(community.name, community.get_absolute_url(), community.organisation, people)
