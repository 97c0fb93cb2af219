"""Points of a draft: what, by whom, when; parties and terms are read from words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.parties import Party, parse_parties
from metodsovet.kernel.terms import Term, parse_term
from metodsovet.work.orders.actions.locking import held_draft, saved_order
from metodsovet.work.orders.models import Order, Point, PointParty
from metodsovet.work.orders.numbering import DEEPEST
from metodsovet.work.orders.reading import is_recommendation
from metodsovet.work.planning.actions.parties import require_near
from metodsovet.work.planning.actions.proposing import acts_as_of, fill_party
from metodsovet.work.planning.matching import HolderChoice, Register


@dataclass(frozen=True, slots=True)
class PointDraft:
    """``parties`` and ``term`` in words; ``addressed`` is how the parties are printed where grammar is not enough."""

    text: str = ""
    parties: str = ""
    addressed: str = ""
    term: str = ""


@transaction.atomic
def add_point(order: Order, *, draft: PointDraft, by: User | None, parent: Point | None = None) -> Point:
    """Last among its own. DomainError ``empty_point``, ``too_deep``, ``foreign_point``, ``not_a_draft``."""
    order = held_draft(order)
    if parent is not None:
        _require_parent(order, parent)
    siblings = order.points.filter(parent=parent)
    point = Point(order=order, parent=parent, position=siblings.count() + 1)
    _fill(point, draft)
    point.save()
    replace_parties(point)
    record_action("add_point", order, f"Добавлен пункт: {point}"[:1000], by=by)
    saved_order(order)
    return point


@transaction.atomic
def change_point(point: Point, *, draft: PointDraft, by: User) -> Point:
    """Parties are read anew where their words changed. DomainError ``empty_point``, ``not_a_draft``."""
    order = held_draft(point.order)
    point = Point.objects.select_for_update(of=("self",)).get(pk=point.pk)
    before = point.parties_text
    _fill(point, draft)
    point.save()
    if point.parties_text != before:
        replace_parties(point)
    record_action("change_point", order, f"Изменён пункт: {point}"[:1000], by=by)
    saved_order(order)
    return point


@transaction.atomic
def move_point(point: Point, *, where: str, by: User) -> Point:
    """``up`` or ``down`` among its own, ``deeper`` under the one before it, ``out`` after its parent.

    At an end nothing changes. DomainError ``unknown_move``, ``too_deep``, ``not_a_draft``.
    """
    order = held_draft(point.order)
    point = Point.objects.select_related("parent").get(pk=point.pk)
    moves = {"up": _step, "down": _step, "deeper": _deeper, "out": _out}
    if where not in moves:
        raise DomainError("unknown_move", "Такого перемещения нет: обновите страницу.")
    moves[where](point, where)
    record_action("move_point", order, f"Передвинут пункт: {point}"[:1000], by=by)
    saved_order(order)
    return point


@transaction.atomic
def remove_point(point: Point, *, by: User) -> None:
    """With its sub-points; those after it move up. DomainError ``not_a_draft``."""
    order = held_draft(point.order)
    said, parent = str(point), point.parent_id
    Point.objects.filter(pk=point.pk).delete()
    _renumber(list(order.points.filter(parent=parent)))
    record_action("remove_point", order, f"Убран пункт: {said}"[:1000], by=by)
    saved_order(order)


@transaction.atomic
def choose_party(party: PointParty, *, holder: HolderChoice, by: User) -> PointParty:
    """Say whom the words of a point mean. DomainError ``not_a_draft``, ``unknown_choice`` for what was not offered."""
    order = held_draft(party.point.order)
    require_near(holder, order.organisation)
    party = PointParty.objects.select_for_update(of=("self",)).get(pk=party.pk)
    holder.write_to(party)
    party.acts_as, party.is_confirmed = acts_as_of(holder), True
    lead_if_many(party)
    party.save()
    record_action("choose_party", order, f"«{party}»: подтверждено, кто исполняет", by=by)
    saved_order(order)
    return party


def read_term(text: str, order: Order) -> Term | None:
    """As read for the school year that the order speaks of."""
    return parse_term(text.strip(), year=order.school_year) if text.strip() else None


def register_for(order: Order, parties: Sequence[Party]) -> Register:
    return Register.at(order.organisation, order.audience_kinds, parties, day=order.day)


def _fill(point: Point, draft: PointDraft) -> None:
    point.text = draft.text.strip()
    point.parties_text = " ".join(draft.parties.split())
    point.addressed = " ".join(draft.addressed.split())
    if not (point.text or point.parties_text or point.addressed):
        raise DomainError("empty_point", "Напишите, что сделать, или кому поручены подпункты.")
    point.is_recommended = is_recommendation(f"{point.addressed} {point.text}".strip())
    term = read_term(draft.term, point.order)
    point.term_json = term.to_json() if term else None


def replace_parties(point: Point) -> None:
    parties = parse_parties(point.parties_text) if point.parties_text else ()
    point.parties.all().delete()
    register = register_for(point.order, parties)
    rows = [PointParty(point=point, position=place) for place, _ in enumerate(parties, start=1)]
    for row, party in zip(rows, parties, strict=True):
        fill_party(row, party, register)
        lead_if_many(row)
    PointParty.objects.bulk_create(rows)


def lead_if_many(party: PointParty) -> None:
    """«Руководителям школ, заведующим детскими садами»: each of them answers himself, nobody helps the other."""
    if party.acts_as == PointParty.ActsAs.EACH and party.part == PointParty.Part.CO_EXECUTOR:
        party.part = PointParty.Part.LEAD


def _require_parent(order: Order, parent: Point) -> None:
    if parent.order_id != order.pk:
        raise DomainError("foreign_point", "Этот пункт другого приказа: обновите страницу.")
    level, upper = 2, parent.parent
    while upper is not None:
        level, upper = level + 1, upper.parent
    if level > DEEPEST:
        raise DomainError("too_deep", "Глубже третьего уровня пунктов не бывает: добавьте рядом.")


def _step(point: Point, where: str) -> None:
    own = list(point.order.points.filter(parent=point.parent))
    place = own.index(point)
    other = place - 1 if where == "up" else place + 1
    if 0 <= other < len(own):
        own[place], own[other] = own[other], own[place]
        _renumber(own)


def _deeper(point: Point, where: str) -> None:
    own = list(point.order.points.filter(parent=point.parent))
    place = own.index(point)
    if not place:
        return
    upper = own[place - 1]
    _require_parent(point.order, upper)
    if point.children.exists():
        raise DomainError("too_deep", "У пункта есть подпункты: сначала вынесите их.")
    _put_under(point, upper, after=upper.children.count())


def _out(point: Point, where: str) -> None:
    upper = point.parent
    if upper is not None:
        _put_under(point, upper.parent, after=upper.position)


def _put_under(point: Point, parent: Point | None, *, after: int) -> None:
    left = point.parent
    kept = [one for one in point.order.points.filter(parent=parent) if one.pk != point.pk]
    own = [*kept[:after], point, *kept[after:]]
    point.parent, point.is_inline = parent, False
    for place, one in enumerate(own, start=1):
        one.position = place
    Point.objects.bulk_update(own, ["parent", "position", "is_inline"])
    _renumber(list(point.order.points.filter(parent=left)))


def _renumber(own: list[Point]) -> None:
    for place, one in enumerate(own, start=1):
        one.position = place
    Point.objects.bulk_update(own, ["position"])
