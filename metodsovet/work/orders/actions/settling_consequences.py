"""A person's yes to what a read order does by the words of its points: a deed or a link of the draft comes of it."""

from datetime import date

from metodsovet.ground.access.models import User
from metodsovet.ground.documents.actions import register_act
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.actions import apply_appendix, end_office
from metodsovet.work.communities.models import Appendix, Community, CommunityKind, Office
from metodsovet.work.communities.queries import kinds_used_by
from metodsovet.work.orders.actions.deeds import DeedDraft, add_deed
from metodsovet.work.orders.actions.links import add_link
from metodsovet.work.orders.actions.reading_appendices import roster_name
from metodsovet.work.orders.models import Deed, Order, OrderReading, Point
from metodsovet.work.orders.models.readings import APPOINTED
from metodsovet.work.orders.numbering import numbered
from metodsovet.work.orders.queries.consequences import APPLY
from metodsovet.work.orders.queries.doubts import ADD, NOTHING, Doubt
from metodsovet.work.orders.taking.appendices import period_of
from metodsovet.work.orders.taking.bases import requisites_of
from metodsovet.work.orders.taking.consequences import Consequence, Follows, consequences_of
from metodsovet.work.planning.matching import node_of


def settle_consequence(reading: OrderReading, doubt: Doubt, choice: str, by: User) -> None:
    """DomainError ``unknown_choice`` for what was not offered, and refusals of ``add_deed`` and ``add_link``."""
    doubt.require_offered(choice)
    if choice == NOTHING:
        return
    place = int(doubt.key.partition(":")[2])
    one = consequences_of(reading.read)[place]
    order = reading.order
    if one.act is not None:
        _link(one, order, choice, by)
    else:
        add_deed(order, draft=_draft(one, order, doubt.point, choice, by), by=by)


def settle_roster(reading: OrderReading, doubt: Doubt, choice: str, by: User) -> None:
    """The heads of the list are appointed with everything else, at the registration."""
    doubt.require_offered(choice)
    if choice == APPLY:
        reading.settle(f"{APPOINTED}:{doubt.key.partition(':')[2]}")


def appoint_from_rosters(order: Order, reading: OrderReading, by: User) -> None:
    """On the ground of the order, from its day or that of the point; lines that are not clear stay in the lists.

    Refusals of ``apply_appendix`` and ``end_office``.
    """
    periods = {roster_name(reading, one): period_of(one, reading.read) for one in reading.read.appendices if one.roster}
    for roster in reading.rosters.filter(state=Appendix.State.REVIEW):
        since, until = periods.get(roster.file_name, (None, None))
        roster.act, roster.since = order.act, since or order.day
        roster.save(update_fields=["act", "since"])
        if reading.is_settled(f"{APPOINTED}:{roster.pk}"):
            apply_appendix(roster, by=by)
            if until is not None:
                _end_by(roster, until, by)


def _end_by(roster: Appendix, until: date, by: User) -> None:
    given = Office.objects.filter(community__in=roster.rows.values("community"), basis=roster.act, until=None)
    for office in given.select_related("community__kind", "person"):
        end_office(office, until=until, by=by)


def _draft(one: Consequence, order: Order, point: Point | None, choice: str, by: User) -> DeedDraft:
    pk = int(choice.partition(":")[2] or 0)
    node = node_of(order.organisation)
    match one.what:
        case Follows.FOUND:
            kind: CommunityKind = kinds_used_by(by).get(pk=pk)
            return DeedDraft(Deed.Kind.FOUND, point, name=one.words, community_kind=kind, organisation=node)
        case Follows.CLOSE:
            community = Community.objects.get(pk=pk, organisation__path__startswith=node.path)
            return DeedDraft(Deed.Kind.CLOSE, point, community=community)
        case _:
            year = order.school_year.start
            return DeedDraft(Deed.Kind.SET_THEME, point, name=one.words, organisation=node, school_year=year)


def _link(one: Consequence, order: Order, choice: str, by: User) -> None:
    assert one.act is not None
    if choice == ADD:
        act = register_act(requisites_of(one.act), organisation=order.organisation, by=by)
    else:
        act = Act.objects.visible_to(by).get(pk=int(choice.partition(":")[2]))
    earlier = Order.objects.filter(act=act).first()
    points = [row.point for row in numbered(earlier.points.all()) if row.number in one.points] if earlier else []
    if one.points and len(points) < len(one.points):
        raise DomainError(
            "points_unknown",
            f"В реестре нет пунктов {', '.join(one.points)} этого документа: оставьте словами.",
        )
    add_link(order, kind=one.what.value, act=act, points=points, by=by)
