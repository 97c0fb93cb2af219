"""Heads that changed without an order: the next one proposes itself with only that."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.orders.models import Deed, Order
from metodsovet.work.orders.models.orders import COMPOSERS

MOST = 50
UNDER_WAY = (Order.State.DRAFT, Order.State.AGREED_ON, Order.State.AGREED)


@dataclass(frozen=True, slots=True)
class ChangeOfHead:
    """The present head, appointed without an act where his predecessor had one."""

    community: Community
    office: Office


def changes_of_heads(user: User) -> Sequence[ChangeOfHead]:
    found = heads_without_order(user).select_related("community__organisation", "person")[:MOST]
    return [ChangeOfHead(office.community, office) for office in found]


def heads_without_order(user: User) -> QuerySet[Office]:
    """Of communities whose kind needs an act or whose former head had one; what a draft already says is left out."""
    heads = Office.objects.filter(kind=Office.Kind.HEAD)
    before = heads.filter(community=OuterRef("community"), since__lt=OuterRef("since")).exclude(basis=None)
    drafted = Deed.objects.filter(
        community=OuterRef("community"), person=OuterRef("person"), order__state__in=UNDER_WAY
    )
    return (
        heads.filter(Q(until=None) | Q(until__gte=clock.today()), basis=None, community__closed_on=None)
        .filter(subtree_q(standing_of(user).paths_of(COMPOSERS), "community__organisation__path"))
        .filter(Exists(before))
        .exclude(Exists(drafted))
        .order_by("since", "pk")
    )
