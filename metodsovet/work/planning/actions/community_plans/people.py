"""Who is told of a community's plan: those who run it and those who approve."""

from collections.abc import Mapping, Sequence

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import RoleAssignment
from metodsovet.ground.directory.models.role_kinds import LEADS, Role
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.planning.models import Plan

RUNNING = (Office.Kind.HEAD, Office.Kind.DEPUTY, Office.Kind.SECRETARY)
OF_TOWN = (Role.METHODIST, Role.AUTHORITY_HEAD)
"""The first of them that somebody holds is told."""
OF_ORGANISATION = (Role.METHODICAL_LEAD, Role.ORGANISATION_HEAD, *OF_TOWN)


def approvers_of(community: Community) -> Sequence[int]:
    """Ids: the deputy head of the school for its own community, the methodists for one of the town."""
    return approvers_of_all([community]).get(community.pk, ())


def approvers_of_all(communities: Sequence[Community]) -> Mapping[int, Sequence[int]]:
    """By ids of communities whose kinds and organisations are read; one query."""
    nodes = {node for one in communities for node in one.organisation.ancestor_ids}
    held: dict[tuple[int, str], list[int]] = {}
    rows = RoleAssignment.objects.today().filter(organisation__in=nodes, role__in=(*LEADS, *OF_TOWN))
    for node, role, person in rows.order_by("pk").values_list("organisation_id", "role", "person_id"):
        held.setdefault((node, role), []).append(person)
    return {one.pk: _approvers(one, held) for one in communities}


def run_by_all(communities: Sequence[int]) -> Mapping[int, Sequence[int]]:
    """Whoever runs them today, by ids of communities; one query."""
    offices = Office.objects.today().filter(community__in=communities, kind__in=RUNNING)
    found: dict[int, list[int]] = {}
    for community, person in offices.order_by("pk").values_list("community_id", "person_id"):
        found.setdefault(community, []).append(person)
    return found


def heads_of_all(communities: Sequence[int]) -> Mapping[int, int]:
    """The head of each that has one today; one query."""
    offices = Office.objects.today().filter(community__in=communities, kind=Office.Kind.HEAD)
    return dict(offices.values_list("community_id", "person_id"))


def is_own_plan(plan: Plan, user: User) -> bool:
    """Whether the user has handed it in, as it waits, or heads the community today."""
    assert plan.community_id is not None
    me = person_of(user)
    is_head = me is not None and heads_of_all([plan.community_id]).get(plan.community_id) == me
    return is_head or plan.submissions.waiting().filter(handed_in_by=user).exists()


def person_of(user: User) -> int | None:
    return getattr(getattr(user, "person", None), "pk", None)


def _approvers(community: Community, held: Mapping[tuple[int, str], list[int]]) -> Sequence[int]:
    """Of the nearest node, by the first role that somebody holds there."""
    for role in OF_TOWN if community.kind.is_of_town else OF_ORGANISATION:
        for node in reversed(community.organisation.ancestor_ids):
            if people := held.get((node, role)):
                return tuple(dict.fromkeys(people))
    return ()
