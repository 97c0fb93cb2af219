from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import Visitor, door, may_open
from metodsovet.ground.access.history import history_beside
from metodsovet.ground.directory.panels import panels_of
from metodsovet.kernel import clock
from metodsovet.work.communities import gaps
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries import community_rows
from metodsovet.work.communities.queries.trees import PARTS, children_of, proposed_children, tree_of
from metodsovet.work.communities.slots import COMMUNITY_PANELS
from metodsovet.work.communities.tables import communities_table
from metodsovet.work.communities.views.frames import MAIN, framed

ROWS_SHOWN = 8
CARES = (
    ("show_picture", "Картина объединений"),
    ("show_appendices", "Приложения к приказам"),
    ("show_proposals", "Предложения состава"),
    ("show_kinds", "Виды объединений"),
)


@door("communities.view_community")
@require_safe
def show_communities(request: Visitor) -> HttpResponse:
    rows = community_rows(request.user).filter(closed_on=None)
    context = {
        "may_add": request.user.has_perm("communities.add_community"),
        "cares": [(name, label) for name, label in CARES if may_open(request.user, reverse(name))],
    }
    return (
        communities_table(request.user).open(rows, request.GET).answer(request, "communities/communities.html", context)
    )


@door("communities.view_community")
@require_safe
def show_tree(request: Visitor) -> HttpResponse:
    return render(request, "communities/tree.html", {"branches": tree_of(request.user)})


@door("communities.view_community", Community)
@require_safe
def show_community(request: Visitor, community: Community) -> HttpResponse:
    today = clock.today()
    context = framed(request, community, MAIN)
    roster, may = context["roster"], context["may"]
    shown = roster.rows if may["view_members"] else [row for row in roster.rows if row.offices]
    offices = list(community.offices.select_related("person", "basis").order_by("-since", "kind"))
    for office in offices:
        office.community = community  # its kind is read with the offices of the kind
    context |= {
        "shown": shown[:ROWS_SHOWN],
        "more": len(shown[ROWS_SHOWN:]),
        "coming": [office for office in offices if office.since > today],
        "former": [office for office in offices if office.until is not None and office.until < today],
        "gaps": gaps.gaps_of([community], today).get(community.pk, {}).values(),
        "children": children_of(community, request.user),
        "proposed_children": _proposed(request, community) if may["take_children"] else 0,
        "panels": panels_of(COMMUNITY_PANELS, request.user, community),
        "history": history_beside(community, request.user),
    }
    return render(request, "communities/community.html", context)


def _proposed(request: Visitor, community: Community) -> int:
    return proposed_children(community, request.user).count() if community.kind.code in PARTS else 0
