"""What a person says of a doubtful cell of a read order."""

from collections.abc import Callable, Collection

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.documents.actions import register_act
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.numbers import id_from
from metodsovet.work.orders.actions.deeds import add_deed
from metodsovet.work.orders.actions.drafts import Signatures, set_signatures
from metodsovet.work.orders.actions.locking import held_draft, held_order, saved_order
from metodsovet.work.orders.actions.points import PointDraft, change_point, choose_party
from metodsovet.work.orders.actions.reading import deed_of
from metodsovet.work.orders.actions.settling_consequences import settle_consequence, settle_roster
from metodsovet.work.orders.actions.settling_included import settle_members, settle_plan
from metodsovet.work.orders.models import Order, OrderReading, PointParty
from metodsovet.work.orders.queries.doubts import ADD, NOTHING, OTHER, WORDS, Doubt, unknown_choice
from metodsovet.work.orders.queries.review import doubts_of_reading, register_of
from metodsovet.work.orders.taking.bases import requisites_of
from metodsovet.work.orders.taking.deeds import propose_deeds
from metodsovet.work.planning.actions.parties import require_near
from metodsovet.work.planning.matching import HolderChoice

SEEN = "seen"
WARNING = "warning"


@transaction.atomic
def settle_doubt(
    order: Order, *, key: str, choice: str, words: str = "", version: int | None = None, by: User
) -> OrderReading:
    """Take one of the offered choices, or own ``words`` for a term with the choice «other».

    DomainError ``edited_by_other``, ``not_a_draft``, ``nothing_chosen``, ``settled_already``, ``unknown_choice``,
    ``no_term``, and refusals of what the choice does.
    """
    order = held_draft(held_order(order, version))
    rows = OrderReading.objects.select_for_update(of=("self",)).select_related("order__organisation")
    reading = rows.get(order=order)
    if not choice:
        raise DomainError("nothing_chosen", "Выберите один из вариантов.")
    if key.startswith(f"{WARNING}:"):
        _require_warned(reading, key)
        record_action("settle_doubt", order, "Предупреждение просмотрено", by=by)
    else:
        doubt = _open_doubt(reading, key, by)
        said = f"{OTHER}:{words}" if choice == OTHER else choice
        _SETTLED[key.partition(":")[0]](reading, doubt, said, by)
        record_action("settle_doubt", order, f"{doubt.place}: {doubt.quoted} — решено"[:1000], by=by)
    reading.settle(key)
    reading.save(update_fields=["settled"])
    saved_order(Order.objects.get(pk=order.pk))
    return reading


@transaction.atomic
def accept_sure(order: Order, *, keys: Collection[str], version: int | None = None, by: User) -> list[str]:
    """Take the sure choice of every doubt that the person saw; refusals of those that cannot be done, in words.

    Whatever has changed since, or is no longer sure, stays to be asked. DomainError ``edited_by_other``,
    ``not_a_draft``, ``nothing_chosen``.
    """
    order = held_draft(held_order(order, version))
    rows = OrderReading.objects.select_for_update(of=("self",)).select_related("order__organisation")
    reading = rows.get(order=order)
    seen = [one for one in doubts_of_reading(reading, by) if one.sure and one.key in keys]
    if not seen:
        raise DomainError("nothing_chosen", "Понятное уже принято: обновите страницу и посмотрите, что осталось.")
    refused = []
    for doubt in seen:
        try:
            with transaction.atomic():
                _SETTLED[doubt.key.partition(":")[0]](reading, doubt, doubt.sure, by)
        except DomainError as refusal:
            refused.append(f"{doubt.place}: {refusal.text}")
            continue
        reading.settle(doubt.key)
    reading.save(update_fields=["settled"])
    said = "; ".join(one.proposal for one in seen)
    record_action("accept_sure", order, f"Принято сразу: {said}"[:1000], by=by)
    saved_order(Order.objects.get(pk=order.pk))
    return refused


def _require_warned(reading: OrderReading, key: str) -> None:
    place = id_from(key.partition(":")[2] or "") or 0
    if not 0 < place <= len(reading.warnings):
        raise DomainError("settled_already", "Такого предупреждения уже нет: обновите страницу.")


def _open_doubt(reading: OrderReading, key: str, by: User) -> Doubt:
    doubt = next((one for one in doubts_of_reading(reading, by) if one.key == key), None)
    if doubt is None:
        raise DomainError("settled_already", "Это место уже решено: обновите страницу и посмотрите, что осталось.")
    return doubt


def _party(reading: OrderReading, doubt: Doubt, choice: str, by: User) -> None:
    party = PointParty.objects.get(point__order=reading.order, pk=int(doubt.key.partition(":")[2]))
    choose_party(party, holder=HolderChoice.from_code(choice), by=by)


def _term(reading: OrderReading, doubt: Doubt, choice: str, by: User) -> None:
    point = doubt.point
    assert point is not None
    code, _, words = choice.partition(":")
    if code == OTHER and words.strip():
        draft = PointDraft(point.text, point.parties_text, point.addressed, words.strip()[:500])
        changed = change_point(point, draft=draft, by=by)
        if changed.term is None or changed.term.needs_question:
            raise DomainError("term_not_understood", f"Срок «{words.strip()}» не понят: напишите его иначе.")
    elif code == OTHER:
        raise DomainError("no_term", "Напишите срок словами, например «до 15 июня 2027 г.».")
    elif code != WORDS:
        raise unknown_choice()


def _basis(reading: OrderReading, doubt: Doubt, choice: str, by: User) -> None:
    if choice == WORDS:
        return
    doubt.require_offered(choice)
    if choice == ADD:
        basis = reading.read.basis[int(doubt.key.partition(":")[2])]
        act = register_act(requisites_of(basis), organisation=reading.order.organisation, by=by)
    else:
        act = Act.objects.visible_to(by).get(pk=int(choice.partition(":")[2]))
    reading.order.bases.add(act)


def _deed(reading: OrderReading, doubt: Doubt, choice: str, by: User) -> None:
    if choice == NOTHING:
        return
    order = reading.order
    place = int(doubt.key.partition(":")[2])
    proposals = propose_deeds(reading.read, register_of(order, reading.read))
    proposal = next(one for one in proposals if one.place == place)
    add_deed(order, draft=deed_of(proposal, order, reading, choice), by=by)


def _person(reading: OrderReading, doubt: Doubt, choice: str, by: User) -> None:
    order = Order.objects.get(pk=reading.order_id)
    holder = HolderChoice.from_code(choice)
    require_near(holder, order.organisation)
    if holder.person_id is None:
        return
    known = {name: getattr(order, name) for name in Signatures.__slots__}
    named = known | {doubt.key: Person.objects.get(pk=holder.person_id)}
    set_signatures(order, signatures=Signatures(**named), by=by)


_SETTLED: dict[str, Callable[[OrderReading, Doubt, str, User], None]] = {
    "party": _party,
    "term": _term,
    "basis": _basis,
    "deed": _deed,
    "follows": settle_consequence,
    "roster": settle_roster,
    "members": settle_members,
    "plan": settle_plan,
    "signatory": _person,
    "controller": _person,
    "executor": _person,
}
