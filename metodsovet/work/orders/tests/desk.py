"""A draft order on the desk of a methodist, for tests."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.tests.world import LONG_AGO, World, make_person, make_world, user_of
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community, CommunityKind, Office
from metodsovet.work.communities.tests.kinds import community_at
from metodsovet.work.orders.actions import (
    AppendixDraft,
    DeedDraft,
    PointDraft,
    Registration,
    Signatures,
    add_appendix,
    add_deed,
    add_point,
    draft_order,
    register_order,
    set_signatures,
)
from metodsovet.work.orders.models import Deed, Order, OrderAppendix, Point

TITLE = "Об организации методической работы"
HEADS = "руководители образовательных организаций"


@dataclass
class Desk:
    """The authority issues; ``association`` of the town is headed by ``world.teacher``."""

    world: World
    order: Order
    association: Community

    @property
    def by(self) -> User:
        return user_of(self.world.methodist)

    @property
    def issuer(self) -> Organisation:
        return self.world.authority

    def fresh(self) -> Order:
        return Order.objects.get(pk=self.order.pk)


def make_desk(*, kind: str = Order.Kind.ORDER) -> Desk:
    world = make_world()
    by = user_of(world.methodist)
    order = draft_order(world.authority, kind=kind, title=TITLE, by=by)
    signatures = Signatures(world.authority_head, "", world.second_methodist, world.methodist, "4-17-25")
    set_signatures(order, signatures=signatures, by=by)
    association = community_at(world.town, "ГМО учителей математики", code=CommunityKind.Code.CITY_ASSOCIATION)
    head(association, world.teacher)
    return Desk(world, Order.objects.get(pk=order.pk), association)


def head(community: Community, person: Person, kind: str = Office.Kind.HEAD) -> Office:
    return Office.objects.create(community=community, person=person, kind=kind, since=LONG_AGO)


def colleague(world: World, name: str = "Захарова Инга Львовна") -> Person:
    return make_person(name, world.second_school, "учитель химии")


def point(desk: Desk, text: str = "", **more: Any) -> Point:
    parent = more.pop("parent", None)
    return add_point(desk.order, draft=PointDraft(text, **more), by=desk.by, parent=parent)


def appendix(desk: Desk, offer: str = "communities:associations", **more: Any) -> OrderAppendix:
    plain = {"kind": OrderAppendix.Kind.OFFERED, "title": "Руководители объединений", "offer": offer}
    return add_appendix(desk.order, draft=AppendixDraft(**{**plain, **more}), by=desk.by)


def deed(desk: Desk, kind: str, **more: Any) -> Deed:
    return add_deed(desk.order, draft=DeedDraft(kind, **more), by=desk.by)


def register(desk: Desk, signed_on: date | None = None, **more: Any) -> Order:
    registration = Registration(signed_on or clock.today(), **more)
    return register_order(desk.order, registration=registration, version=desk.fresh().version, by=desk.by)


def whole(desk: Desk) -> Desk:
    """With a point to every organisation and one with a sub-point."""
    point(desk, "Обеспечить участие педагогов в мониторинге", parties=HEADS, term="до 25 августа 2027 г.")
    upper = point(desk, parties="МБУ «Центр развития образования»")
    point(desk, "провести семинар", parent=upper, term="до 20 августа 2027 г.")
    return desk
