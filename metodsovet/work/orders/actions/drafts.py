"""A draft begins, gets its requisites and people, or is laid aside."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.work.orders.actions.locking import held_draft, held_order, saved_order
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.wording import command_of

PEOPLE = ("signatory", "controller", "executor")


@dataclass(frozen=True, slots=True)
class OrderRequisites:
    """What stands over and around the points."""

    kind: str
    title: str
    place: str = ""
    preamble: str = ""
    command: str = ""
    form: str = Order.Form.GOST_2025
    in_force_from: date | None = None
    in_force_until: date | None = None


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs, controls and has written it; ``signatory_post`` where the register says less than the paper must."""

    signatory: Person | None = None
    signatory_post: str = ""
    controller: Person | None = None
    executor: Person | None = None
    executor_phone: str = ""


@transaction.atomic
def draft_order(organisation: Organisation, *, kind: str, title: str, by: User | None) -> Order:
    """A draft with the usual word over its points, signed by whom the last order of the organisation was.

    DomainError ``no_title``, ``organisation_closed``.
    """
    title = require_words(title, "no_title", "Напишите заголовок: «Об организации методической работы».")
    if organisation.closed_on is not None:
        raise DomainError("organisation_closed", "Организация закрыта: приказ от её имени не издать.")
    order = Order(organisation=organisation, kind=kind, title=title[:1000], command=command_of(kind), drafted_by=by)
    last = Order.objects.filter(organisation=organisation, state=Order.State.REGISTERED).order_by("-signed_on", "-pk")
    take_signatures(order, last.first())
    order.save()
    record_action("draft_order", order, f"Начат черновик: {title}"[:1000], by=by)
    return order


def take_signatures(order: Order, other: Order | None) -> None:
    """Place, form and people of another order, but for those who have left; in memory only."""
    if other is None:
        return
    for name in ("place", "form", *PEOPLE, "signatory_post", "executor_phone"):
        setattr(order, name, getattr(other, name))
    for name in PEOPLE:
        person: Person | None = getattr(order, name)
        if person is not None and not person.employments.today().exists():
            setattr(order, name, None)
    if order.signatory is None:
        order.signatory_post = ""


@transaction.atomic
def change_requisites(order: Order, *, requisites: OrderRequisites, by: User) -> Order:
    """DomainError ``no_title``, ``days_reversed``, ``not_a_draft``."""
    order = held_draft(order)
    require_words(requisites.title, "no_title", "Напишите заголовок приказа.")
    begins, ends = requisites.in_force_from, requisites.in_force_until
    if begins and ends and ends < begins:
        raise DomainError("days_reversed", "Приказ перестаёт действовать раньше, чем вступает в силу: проверьте даты.")
    values = asdict(requisites)
    for name, value in values.items():
        setattr(order, name, " ".join(value.split()) if name in ("title", "place", "command") else value)
    record_action("change_requisites", order, "Изменены заголовок, вступление или сроки", by=by)
    return saved_order(order, *values)


@transaction.atomic
def set_signatures(order: Order, *, signatures: Signatures, by: User) -> Order:
    """DomainError ``not_a_draft``."""
    order = held_draft(order)
    values = {name: getattr(signatures, name) for name in Signatures.__slots__}
    for name, value in values.items():
        setattr(order, name, value)
    named = (("подпишет", order.signatory), ("контролирует", order.controller), ("исполнитель", order.executor))
    said = ", ".join(f"{what} {who.short_name}" for what, who in named if who) or "никто не назван"
    record_action("set_signatures", order, said[:1].upper() + said[1:], by=by)
    return saved_order(order, *values)


@transaction.atomic
def set_bases(order: Order, *, bases: Collection[Act], beside: Collection[Organisation], by: User) -> Order:
    """Acts that the order rests on, and the organisations that issue it together. DomainError ``not_a_draft``."""
    order = held_draft(order)
    order.bases.set(bases)
    order.beside.set([one for one in beside if one.pk != order.organisation_id])
    said = "; ".join(act.requisites for act in bases) or "без оснований"
    record_action("set_bases", order, f"Основания: {said}"[:1000], by=by)
    return saved_order(order)


@transaction.atomic
def set_order_audience(
    order: Order, *, kinds: Collection[str], organisations: Collection[Organisation], by: User
) -> Order:
    """Whom «руководители образовательных организаций» means; nothing chosen is all. DomainError ``not_a_draft``."""
    order = held_draft(order)
    order.audience_kinds = sorted(kinds)
    order.audience.set(organisations)
    record_action("set_order_audience", order, "Изменено, для каких организаций приказ", by=by)
    return saved_order(order, "audience_kinds")


@transaction.atomic
def discard_order(order: Order, *, by: User) -> Order:
    """Lay a draft aside for ever. DomainError ``move_not_allowed``."""
    order = held_order(order)
    order.state = Order.workflow.check("discard_order", order.state)
    record_action("discard_order", order, "Черновик отложен навсегда", by=by)
    return saved_order(order, "state")
