"""Removing an order or a point of it from control, with what becomes of its open assignments, and back again."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import models, transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import cancel_assignments
from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.kernel.russian import plural
from metodsovet.work.orders.actions.giving_again import cancelled_by, give_again
from metodsovet.work.orders.actions.locking import held_order, saved_order
from metodsovet.work.orders.models import ControlRemoval, Order, Point
from metodsovet.work.orders.numbering import chain_of, number_of
from metodsovet.work.orders.queries.assignments import assignments_of_points
from metodsovet.work.orders.queries.links import ended_by, ended_points, links_to, with_below


class OpenDuties(models.TextChoices):
    """What becomes of assignments that are not closed."""

    CANCEL = "cancel", "Отменить их: причиной станет эта запись"
    LEAVE = "leave", "Оставить исполнителям: они отчитаются как обычно"


@dataclass(frozen=True, slots=True)
class Removal:
    """``open_duties`` is asked where there are any."""

    note: str
    open_duties: str = ""


@transaction.atomic
def remove_order_from_control(order: Order, *, removal: Removal, version: int | None, by: User) -> ControlRemoval:
    """The whole of it. DomainError ``edited_by_other``, ``not_registered``, ``order_ended``, ``removed_already``,
    ``no_note``, ``open_duties_not_chosen``.
    """
    order = _held_on_control(order, version)
    points = order.points.values_list("pk", flat=True)
    removed = _remove(ControlRemoval(order=order), points, removal, by)
    record_action("remove_order_from_control", order, _said("Приказ", removed), by=by)
    return removed


@transaction.atomic
def remove_point_from_control(point: Point, *, removal: Removal, version: int | None, by: User) -> ControlRemoval:
    """With the points below it. DomainError as of ``remove_order_from_control``, and ``point_ended``."""
    order = _held_on_control(point.order, version)
    points = list(order.points.all())
    if point.pk in ended_points(order, links_to(order, clock.today())):
        raise DomainError("point_ended", "Пункт утратил силу: снимать с контроля нечего.")
    if removed_above(point, points):
        raise DomainError("removed_already", "Пункт уже снят с контроля: обновите страницу.")
    removed = _remove(ControlRemoval(order=order, point=point), with_below({point.pk}, points), removal, by)
    record_action("remove_point_from_control", order, _said(f"Пункт {number_of(point, points)}", removed), by=by)
    return removed


@transaction.atomic
def return_to_control(
    removal: ControlRemoval, *, reason: str, gives_again: bool = False, version: int | None, by: User
) -> ControlRemoval:
    """``gives_again`` what was cancelled by the removal, to whoever holds it today.

    DomainError ``edited_by_other``, ``order_ended``, ``on_control_already``, ``removed_above``, ``no_reason``.
    """
    order = held_order(removal.order, version)
    _require_in_force(order)
    removal = ControlRemoval.objects.select_for_update(of=("self",)).select_related("point").get(pk=removal.pk)
    if removal.returned_on is not None:
        raise DomainError("on_control_already", "Уже возвращено на контроль: обновите страницу.")
    points = list(order.points.all())
    if removal.point is not None and removed_above(removal.point, points, but=removal):
        raise DomainError("removed_above", "Снят и приказ или пункт выше: сначала верните на контроль его.")
    removal.return_reason = require_words(reason, "no_reason", "Напишите, почему возвращаете на контроль.")[:500]
    removal.returned_on, removal.returned_by = clock.today(), by
    removal.save(update_fields=["return_reason", "returned_on", "returned_by"])
    number = give_again(order, cancelled_by(removal), by=by) if gives_again else 0
    what = f"Пункт {number_of(removal.point, points)}" if removal.point else "Приказ"
    given = f"; поручений дано заново — {number}" if gives_again else ""
    record_action("return_to_control", order, f"{what} снова на контроле: {removal.return_reason}{given}"[:1000], by=by)
    saved_order(order)
    return removal


def removed_above(point: Point, points: Collection[Point], *, but: ControlRemoval | None = None) -> bool:
    """Whether the whole order, the point or one above it is removed; ``but`` does not count."""
    ids = [one.pk for one in chain_of(point, {one.pk: one for one in points})]
    standing = ControlRemoval.objects.filter(order=point.order_id, returned_on=None)
    rows = standing.filter(models.Q(point=None) | models.Q(point__in=ids))
    return (rows.exclude(pk=but.pk) if but else rows).exists()


def _held_on_control(order: Order, version: int | None) -> Order:
    order = held_order(order, version)
    if not order.is_registered:
        raise DomainError("not_registered", "На контроле стоят зарегистрированные приказы: этот ещё черновик.")
    _require_in_force(order)
    if ControlRemoval.objects.filter(order=order, point=None, returned_on=None).exists():
        raise DomainError("removed_already", "Приказ уже снят с контроля: обновите страницу.")
    return order


def _require_in_force(order: Order) -> None:
    """An order that expired is still to be answered for; one that a later order ended is not."""
    today = clock.today()
    ended = ended_by(links_to(order, today), today)
    if ended is not None:
        raise DomainError(
            "order_ended", f"Приказ утратил силу ({ended.order.requisites}): контроль по нему прекращён и так."
        )


def _remove(row: ControlRemoval, points: Collection[int], removal: Removal, by: User) -> ControlRemoval:
    row.note = require_words(removal.note, "no_note", "Напишите, что сделано или почему исполнять больше не нужно.")[
        :1000
    ]
    row.removed_on, row.removed_by = clock.today(), by
    duties = assignments_of_points(points).open()
    ids = list(duties.order_by("pk").values_list("pk", flat=True))
    if ids and removal.open_duties not in OpenDuties.values:
        number = f"{len(ids)}\u00a0{plural(len(ids), 'поручение', 'поручения', 'поручений')}"
        raise DomainError("open_duties_not_chosen", f"Не закрыто {number}: выберите, отменить их или оставить.")
    if ids and removal.open_duties == OpenDuties.CANCEL:
        cancel_assignments(duties, reason=f"{row.short_mark}: {row.note}"[:500], by=by)
        ended = Assignment.objects.filter(pk__in=ids, state=Assignment.State.CANCELLED)
        row.cancelled = list(ended.order_by("pk").values_list("pk", flat=True))
    row.save()
    saved_order(row.order)
    return row


def _said(what: str, removed: ControlRemoval) -> str:
    number = len(removed.cancelled)
    cancelled = f"; отменено поручений — {number}" if number else ""
    return f"{what}: {removed.mark}{cancelled}"[:1000]
