from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.history import history_beside
from metodsovet.ground.directory.panels import panels_of
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries import community_rows
from metodsovet.work.communities.tables import communities_table

COMMUNITY_PANELS = "communities:community"


@door("communities.view_community")
@require_safe
def show_communities(request: Visitor) -> HttpResponse:
    rows = community_rows(request.user).filter(closed_on=None)
    context = {"may_add": request.user.has_perm("communities.add_community")}
    return (
        communities_table(request.user).open(rows, request.GET).answer(request, "communities/communities.html", context)
    )


@door("communities.view_community", Community)
@require_safe
def show_community(request: Visitor, community: Community) -> HttpResponse:
    offices = list(community.offices.select_related("person", "basis").order_by("-since", "kind"))
    today = clock.today()
    context = {
        "community": community,
        "current": [office for office in offices if office.is_in_force(today)],
        "coming": [office for office in offices if office.since > today],
        "former": [office for office in offices if office.until is not None and office.until < today],
        "may_change": request.user.has_perm("communities.rename_community", community),
        "panels": panels_of(COMMUNITY_PANELS, request.user, community),
        "history": history_beside(community, request.user),
    }
    return render(request, "communities/community.html", context)
