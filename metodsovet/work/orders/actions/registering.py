"""Registration: number, act, deeds, frozen paper, assignments, what it withdraws; all of it or nothing."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import cancel_assignments, give_assignments, send_for_acknowledgement
from metodsovet.ground.assignments.models import Directive
from metodsovet.ground.assignments.queries.recipients import forecast_of
from metodsovet.ground.documents.actions import Requisites, issue_paper, register_act
from metodsovet.ground.documents.actions.numbering import locked_series, take_number
from metodsovet.ground.documents.actions.printing import print_when_committed
from metodsovet.ground.documents.kinds import PaperDraft
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.orders.actions.deeds import carry_out
from metodsovet.work.orders.actions.locking import held_order, saved_order
from metodsovet.work.orders.expansion import PointExpansion
from metodsovet.work.orders.models import Order, OrderLink
from metodsovet.work.orders.papers import kind_of, order_paper
from metodsovet.work.orders.queries.assignments import assignments_of_points
from metodsovet.work.orders.queries.links import points_ended_by
from metodsovet.work.planning.matching.audiences import audience_of

HOLDER = Directive.Holder.METHODICAL_LEAD


@dataclass(frozen=True, slots=True)
class Registration:
    """``number`` as typed or empty for the next one; ``acknowledge_by`` sends it to all it is for.

    An order that was carried out long ago ``gives`` no assignments.
    """

    signed_on: date
    number: str = ""
    acknowledge_by: date | None = None
    gives: bool = True


@transaction.atomic
def register_order(order: Order, *, registration: Registration, version: int, by: User) -> Order:
    """Of two who register at once one does. The paper is printed after the commit.

    DomainError ``edited_by_other``, ``move_not_allowed``, ``no_points``, ``no_signatory``, ``issued_ahead``,
    ``number_taken``, ``act_taken``, and refusals of what it does.
    """
    order = held_order(order, version)
    state = Order.workflow.check("register_order", order.state)
    require_registrable(order, registration.signed_on)
    order.signed_on = registration.signed_on
    kind = kind_of(order)
    order.number = take_number(locked_series(kind, order.organisation, registration.signed_on), registration.number)
    carry_out_all(order, by)
    draft = PaperDraft(order_paper(order), order.organisation, order.title, source=order)
    order.paper = issue_paper(kind, draft, issued_on=order.signed_on, number=order.number, by=by)
    put_in_force(order, state, registration, by)
    print_when_committed(order.paper)
    return order


def carry_out_all(order: Order, by: User) -> None:
    """The act of its number and date, and what the order does by itself on the ground of it."""
    order.act = _registered_act(order, by)
    for deed in order.deeds.select_related("community__kind", "person", "plan", "organisation"):
        carry_out(deed, order, act=order.act, by=by)


def put_in_force(order: Order, state: str, registration: Registration, by: User) -> None:
    """Saved as registered: its points are given, what it withdraws ends, those it is for are asked to read it."""
    order.state = state
    saved_order(order, "state", "signed_on", "number", "act", "paper", "original")
    number = _give(order, by) if registration.gives else 0
    withdraw_by_links(order.links.all(), order, by=by)
    if registration.acknowledge_by is not None:
        _send(order, registration.acknowledge_by, by)
    record_action("register_order", order, f"Зарегистрирован: {order.requisites}; поручений — {number}", by=by)


def require_registrable(order: Order, signed_on: date) -> None:
    if signed_on > clock.today():
        raise DomainError("issued_ahead", "Дата приказа ещё не наступила: поставьте сегодняшнюю или прошедшую.")
    if not order.points.exists():
        raise DomainError("no_points", "В приказе нет ни одного пункта: напишите, что он предписывает.")
    if order.signatory_id is None:
        raise DomainError("no_signatory", "Не указано, кто подпишет приказ: назовите его в подписях.")


def withdraw_by_links(links: Iterable[OrderLink], order: Order, *, by: User | None) -> int:
    """Cancel what is not done yet of the orders and points that are withdrawn; the number of assignments.

    What is due before the new order comes into force is still owed by the earlier one.
    """
    number = 0
    for link in links:
        points = points_ended_by(link)
        if points:
            reason = f"{link.act.requisites[:1].upper()}{link.act.requisites[1:]} утратил силу: {order.requisites}."
            later = Q(due_on=None) | Q(due_on__gte=link.comes_true_on or order.day)
            number += cancel_assignments(assignments_of_points(points).open().filter(later), reason=reason, by=by)
    return number


@contextmanager
def as_if_registered(order: Order, signed_on: date, by: User) -> Iterator[dict[int, str]]:
    """Inside, the deeds are done as on the day of signing; after it nothing of that has happened.

    Yields refusals in words by ids of deeds.
    """
    was = order.signed_on
    order.signed_on = signed_on
    try:
        with transaction.atomic():
            yield _tried(order, by)
            transaction.set_rollback(True)
    finally:
        order.signed_on = was


def _tried(order: Order, by: User) -> dict[int, str]:
    refused: dict[int, str] = {}
    if order.is_registered:
        return refused
    for deed in order.deeds.select_related("community__kind", "person", "plan", "organisation"):
        try:
            with transaction.atomic():
                carry_out(deed, order, act=None, by=by)
        except DomainError as refusal:
            refused[deed.pk] = refusal.text
    return refused


def _registered_act(order: Order, by: User) -> Act:
    """The one that was entered before with these requisites, or a new one. DomainError ``act_taken``."""
    requisites = Requisites(
        kind=order.kind,
        title=order.title,
        number=order.number,
        date=order.signed_on,
        issuer=order.organisation.name[:500],
    )
    act = register_act(requisites, organisation=order.organisation, by=by)
    if Order.objects.filter(act=act).exists():
        raise DomainError("act_taken", "Приказ с таким номером и датой уже зарегистрирован: проверьте номер.")
    return act


def _give(order: Order, by: User) -> int:
    drafts = [draft for one in PointExpansion(order).given(order.act) for draft in one.drafts]
    return give_assignments(drafts, by=by, occasion=f"по документу: {order.requisites}")


def _send(order: Order, due_on: date, by: User) -> None:
    assert order.act is not None
    to = forecast_of(list(audience_of(order)), HOLDER)
    send_for_acknowledgement(order.act, issuer=order.organisation, to=to, due_on=due_on, holder=HOLDER, by=by)
