"""Deeds of an order about who belongs to a community, done by the verbs of communities."""

from metodsovet.ground.access.models import User
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text
from metodsovet.work.communities.actions import add_members, end_membership
from metodsovet.work.communities.models import Membership
from metodsovet.work.orders.models import Deed, Order


def admit(deed: Deed, order: Order, act: Act | None, by: User) -> str:
    """Refusals of ``add_members`` and ``end_membership``; whoever belongs to it already stays as he is."""
    assert deed.community is not None
    assert deed.person is not None
    since = deed.since or order.day
    added = add_members(deed.community, [deed.person], since=since, by=by, basis=act)
    if not added:
        return f"{deed.person.short_name}: уже в составе"
    if deed.until is not None:
        end_membership(added[0], until=deed.until, by=by)
    return f"{deed.person.short_name}: в составе с {date_text(since)}"


def exclude(deed: Deed, order: Order, act: Act | None, by: User) -> str:
    """DomainError ``not_a_member``, and refusals of ``end_membership``."""
    assert deed.person is not None
    rows = Membership.objects.on(order.day).filter(community=deed.community, person=deed.person, until=None)
    membership = rows.select_related("community", "person").first()
    if membership is None:
        text = f"{deed.person.short_name} на {date_text(order.day)} в составе не значится: уберите это из приказа."
        raise DomainError("not_a_member", text)
    ended = end_membership(membership, until=deed.until or order.day, by=by)
    assert ended.until is not None
    return f"{deed.person.short_name}: последний день — {date_text(ended.until)}"
