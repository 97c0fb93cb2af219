"""Orders on pages of lower rooms."""

from datetime import date

from metodsovet.ground.access.models import User
from metodsovet.ground.directory import panels
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.panels import PanelRow
from metodsovet.ground.documents.models import Act
from metodsovet.ground.documents.slots import ACT_PANELS
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.slots import COMMUNITY_PANELS
from metodsovet.work.orders.models import Deed, Order, OrderLink
from metodsovet.work.orders.queries.links import force_of

SHOWN = 5


@panels.offer(ACT_PANELS, "Приказ")
def order_of_act(user: User, act: Act) -> list[PanelRow]:
    """The order behind the act with its force today, and later orders that speak of it."""
    today = clock.today()
    orders = Order.objects.visible_to(user)
    own = orders.filter(act=act).select_related("act").first()
    rows = [PanelRow(own.get_absolute_url(), "Пункты, приложения, исполнение", _force(own, today))] if own else []
    later = OrderLink.objects.filter(act=act, order__in=orders.filter(state=Order.State.REGISTERED))
    for link in later.select_related("order__act").order_by("order__signed_on"):
        rows.append(PanelRow(link.order.get_absolute_url(), link.order.title, _later(link)))
    return rows


@panels.offer(COMMUNITY_PANELS, "Приказы")
def orders_of_community(user: User, community: Community) -> list[PanelRow]:
    deeds = Deed.objects.visible_to(user).filter(community=community).exclude(order__state=Order.State.DISCARDED)
    rows = deeds.select_related("order__act").order_by("-order__signed_on", "-order_id", "pk")[:SHOWN]
    return [PanelRow(deed.order.get_absolute_url(), deed.order.title, _of_deed(deed)) for deed in rows]


@panels.offer(panels.PERSON, "Приказы")
def orders_of_person(user: User, person: Person) -> list[PanelRow]:
    """Where he was appointed or relieved."""
    deeds = Deed.objects.visible_to(user).filter(person=person, order__state=Order.State.REGISTERED)
    rows = deeds.select_related("order__act").order_by("-order__signed_on", "pk")[:SHOWN]
    return [PanelRow(deed.order.get_absolute_url(), deed.outcome or deed.order.title, _of_deed(deed)) for deed in rows]


@panels.offer(panels.ORGANISATION, "Приказы в работе")
def drafts_of_organisation(user: User, organisation: Organisation) -> list[PanelRow]:
    waiting = (Order.State.DRAFT, Order.State.AGREED_ON, Order.State.AGREED)
    rows = Order.objects.visible_to(user).filter(organisation=organisation, state__in=waiting)
    return [PanelRow(row.get_absolute_url(), row.title, row.get_state_display()) for row in rows[:SHOWN]]


def _force(order: Order, today: date) -> str:
    removal = order.removals.standing().filter(point=None).first()
    return ", ".join(filter(None, (force_of(order, today).word, removal.short_mark if removal else "")))


def _later(link: OrderLink) -> str:
    return f"{link.get_kind_display()} этот документ, {link.order.requisites}"


def _of_deed(deed: Deed) -> str:
    return f"{deed.get_kind_display()}, {deed.order.requisites}"
