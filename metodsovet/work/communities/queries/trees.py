"""Which community is part of which."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.communities.queries.communities import community_rows
from metodsovet.work.communities.queries.reach import reach_of

Code = CommunityKind.Code
PARTS: Mapping[str, str] = {
    Code.CITY_ASSOCIATION: Code.SCHOOL_ASSOCIATION,
    Code.COORDINATION_COUNCIL: Code.COUNCIL_SECTION,
}
"""What usually is part of what, by codes of kinds."""


@dataclass(frozen=True, slots=True)
class Branch:
    community: Community
    children: Sequence["Branch"]


def tree_of(user: User) -> list[Branch]:
    """Open communities that have parts, each with them; one whose parent is closed or unseen begins its own branch."""
    rows = {row.pk: row for row in community_rows(user).filter(closed_on=None).order_by("kind__place", "name")}
    below: dict[int | None, list[Community]] = defaultdict(list)
    for row in rows.values():
        below[row.parent_id if row.parent_id in rows else None].append(row)
    return [branch for row in below[None] if (branch := _branch(row, below)).children]


def children_of(community: Community, user: User) -> QuerySet[Community]:
    return community_rows(user).filter(parent=community, closed_on=None).order_by("organisation__path", "name")


def proposed_children(community: Community, user: User) -> QuerySet[Community]:
    """Open ones of the usual kind that are part of nothing: those of its subject, sections of any."""
    part = PARTS.get(community.kind.code)
    if part is None:
        return Community.objects.none()
    rows = community_rows(user).filter(
        closed_on=None, parent=None, kind__code=part, organisation__path__startswith=reach_of(community)
    )
    if part == Code.SCHOOL_ASSOCIATION:
        rows = rows.filter(subject=community.subject_id, subject__isnull=False)
    return rows.exclude(pk=community.pk)


def possible_children(community: Community, user: User) -> QuerySet[Community]:
    """All that a person may put under it, with those that are proposed first."""
    rows = community_rows(user).filter(closed_on=None, parent=None, organisation__path__startswith=reach_of(community))
    return rows.exclude(pk__in=[pk for pk in (community.pk, community.parent_id) if pk])


def _branch(row: Community, below: Mapping[int | None, Sequence[Community]]) -> Branch:
    return Branch(row, [_branch(child, below) for child in below.get(row.pk, ())])
