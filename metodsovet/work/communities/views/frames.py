"""What stands around every page of one community: its head line, its tabs, what may be done with it."""

from typing import Any

from django.urls import reverse

from metodsovet.ground.access.door import Visitor
from metodsovet.kernel import clock
from metodsovet.work.communities import slots
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries.rosters import Roster, roster_of
from metodsovet.work.communities.slots import Tab

MAIN, MEMBERS, PASSPORT, ANALYSES = "main", "members", "passport", "analyses"
VERBS = (
    "view_members",
    "add_members",
    "appoint_officer",
    "rename_community",
    "describe_community",
    "set_charter",
    "set_rule",
    "decide_proposals",
    "take_children",
    "close_community",
)


def framed(request: Visitor, community: Community, tab: str, roster: Roster | None = None) -> dict[str, Any]:
    """The context of ``communities/base_community.html``; ``roster`` is today's, when it is read already."""
    roster = roster or roster_of(community, clock.today(), user=request.user)
    may = {verb: request.user.has_perm(f"communities.{verb}", community) for verb in VERBS}
    return {
        "community": community,
        "roster": roster,
        "heads": roster.holding("head"),
        "may": may,
        "may_issue": request.user.has_perm("documents.issue_paper", community.organisation),
        "tabs": _tabs(request, community, roster, sees_members=may["view_members"]),
        "tab": tab,
    }


def _tabs(request: Visitor, community: Community, roster: Roster, *, sees_members: bool) -> list[Tab]:
    tabs = [Tab(MAIN, community.get_absolute_url(), "Главное"), *slots.tabs_of(request.user, community)]
    if sees_members:
        tabs.append(Tab(MEMBERS, reverse("show_members", args=[community.pk]), "Состав", len(roster.members)))
        tabs.append(Tab(PASSPORT, reverse("show_passport", args=[community.pk]), "Паспорт"))
        tabs.append(Tab(ANALYSES, reverse("show_analyses", args=[community.pk]), "Анализ года"))
    return tabs
