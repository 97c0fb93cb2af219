"""Orders of a place, made by the product's own actions."""

from django.core.files.base import ContentFile

from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.tests.world import make_organisation
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.russian import Case, decline_name
from metodsovet.work.communities.actions import add_community
from metodsovet.work.communities.models import Community
from metodsovet.work.orders.actions import (
    AppendixDraft,
    DeedDraft,
    OpenDuties,
    PointDraft,
    Registration,
    Removal,
    Signatures,
    add_appendix,
    add_deed,
    add_link,
    add_point,
    bring_order,
    draft_order,
    draft_order_from_file,
    register_order,
    remove_order_from_control,
    send_for_agreement,
    set_signatures,
)
from metodsovet.work.orders.models import Deed, Order, OrderAppendix, OrderLink
from metodsovet.work.orders.reading import read_file_here
from metodsovet.work.planning.models import Plan
from tests.rights.places import MARKS, Place


def furnish_orders(place: Place) -> None:
    """An order in every state that some verb begins from; the service and the controller are asked to agree."""
    community = place.rows["community"]
    assert isinstance(community, Community)
    place.rows["order"] = order = _draft(place, "order")
    place.rows["point"] = point = order.points.get()
    place.rows["point_second"] = add_point(order, draft=PointDraft(place.word("point_second")), by=place.by)
    place.rows["point_party"] = point.parties.get()
    plan = place.rows["plan"]
    assert isinstance(plan, Plan)
    of_plan = AppendixDraft(OrderAppendix.Kind.PLAN, place.word("order_appendix"), plan=plan)
    place.rows["order_appendix"] = add_appendix(order, draft=of_plan, by=place.by)
    of_text = AppendixDraft(OrderAppendix.Kind.TEXT, place.word("order_appendix_second"), text="Текст")
    place.rows["order_appendix_second"] = add_appendix(order, draft=of_text, by=place.by)
    deed = DeedDraft(Deed.Kind.APPOINT, community=community, person=place.lead)
    place.rows["deed"] = add_deed(order, draft=deed, by=place.by)
    place.rows["order_registered"] = registered = _registered(place, "order_registered")
    place.rows["point_registered"] = registered.points.get()
    assert registered.act is not None
    place.rows["order_act"] = registered.act
    place.rows["order_removed"] = whole = _registered(place, "order_removed")
    removal = Removal(place.word("removal"), OpenDuties.LEAVE)
    place.rows["removal"] = remove_order_from_control(whole, removal=removal, version=None, by=place.by)
    act = place.rows["act"]
    assert isinstance(act, Act)
    place.rows["order_link"] = add_link(order, kind=OrderLink.Kind.AMENDS, act=act, by=place.by)
    issuer = make_organisation(place.word("co_issuer"), Organisation.Kind.AUTHORITY, place.node)
    place.rows["co_issuer"] = issuer
    place.rows["order_read"] = read = _read(place, "order_read")
    place.rows["order_reading"] = read.reading
    large = ContentFile("ПРИКАЗ\n1. Провести семинар.".encode(), name=f"{place.word('brought_order')}.txt")
    place.rows["brought_order"] = bring_order(large, large.name or "", organisation=place.node, by=place.by)
    place.rows["order_ready"] = _draft(place, "order_ready")
    place.rows["order_agreed_on"] = agreed = _draft(place, "order_agreed_on")
    send_for_agreement(agreed, people=[place.service, place.controller], by=place.by)
    place.rows["agreement"] = agreed.agreements.get(person=place.service)


def _draft(place: Place, key: str) -> Order:
    order = draft_order(place.node, kind=Order.Kind.ORDER, title=place.word(key), by=place.by)
    signatures = Signatures(place.controller, "", place.service, place.lead, "")
    set_signatures(order, signatures=signatures, by=place.by)
    draft = PointDraft(f"{place.word(key)} провести семинар", parties="методисты", term="апрель")
    add_point(order, draft=draft, by=place.by)
    return Order.objects.get(pk=order.pk)


def _read(place: Place, key: str) -> Order:
    """Out of a file with no number and no date: of that there are warnings; one appointment is plain."""
    community = place.rows["community"]
    assert isinstance(community, Community)
    # A mark with Latin letters in it does not come out of the reader as it went in.
    body = add_community(place.node, kind=community.kind, name=f"Звездочёты {MARKS[place.name]}", by=place.by)
    appointed = f"Назначить {decline_name(place.lead.full_name, Case.ACCS)} руководителем объединения «{body}»."
    points = f"1. Методистам провести семинар.\n2. {appointed}\n3. Контроль оставляю за собой.\n"
    text = f"ПРИКАЗ\n{place.word(key)}\nПРИКАЗЫВАЮ:\n{points}"
    upload = ContentFile(text.encode(), name=f"{place.word(key)}.txt")
    file = read_file_here(text.encode(), upload.name or "")
    return draft_order_from_file(file, upload.name or "", upload, organisation=place.node, by=place.by)


def _registered(place: Place, key: str) -> Order:
    order = _draft(place, key)
    registration = Registration(clock.today(), number=place.word(key))
    return register_order(order, registration=registration, version=order.version, by=place.by)
