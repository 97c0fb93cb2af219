"""For which communities there is something to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.standing import standing_of
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.communities.queries.composition import Proposal, proposals_of
from metodsovet.work.communities.rules import KEEPERS

FIRST = 10
"""So many communities with rules are asked for the home page."""


@dataclass(frozen=True, slots=True)
class Proposed:
    community: Community
    proposals: Sequence[Proposal]

    @property
    def joining(self) -> Sequence[Proposal]:
        return [one for one in self.proposals if one.is_joining]

    @property
    def leaving(self) -> Sequence[Proposal]:
        return [one for one in self.proposals if not one.is_joining]


def communities_with_proposals(user: User, day: date) -> list[Proposed]:
    return _proposed(_decided_by(user), day)


def first_proposed(user: User, day: date) -> Proposed | None:
    """Of the first communities that have a rule: the home page waits for no more."""
    rows = _decided_by(user, rule__isnull=False)[:FIRST]
    return next(iter(_proposed(rows, day)), None)


def _decided_by(user: User, **more: Any) -> QuerySet[Community]:
    """Open ones that the user keeps or runs."""
    standing = standing_of(user)
    offices = Office.objects.today().filter(person=standing.person_id).exclude(kind=Office.Kind.CURATOR)
    kept = subtree_q(standing.paths_of(KEEPERS), "organisation__path")
    rows = Community.objects.filter(kept | Q(pk__in=offices.values("community")), closed_on=None, **more)
    return rows.select_related("kind", "organisation").order_by("kind__place", "organisation__path", "name")


def _proposed(communities: QuerySet[Community], day: date) -> list[Proposed]:
    rows = list(communities)
    found = proposals_of(rows, day) if rows else {}
    return [Proposed(one, found[one.pk]) for one in rows if found[one.pk]]
