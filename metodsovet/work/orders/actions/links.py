"""What an order says of earlier ones."""

from collections.abc import Collection

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.errors import DomainError
from metodsovet.work.orders.actions.locking import held_draft, saved_order
from metodsovet.work.orders.models import Order, OrderLink, Point


@transaction.atomic
def add_link(order: Order, *, kind: str, act: Act, by: User | None, points: Collection[Point] = ()) -> OrderLink:
    """DomainError ``linked_already``, ``no_points_chosen``, ``foreign_point``, ``order_of_others``, ``not_a_draft``."""
    order = held_draft(order)
    if Order.objects.filter(act=act).exclude(organisation=order.organisation).exists():
        raise DomainError("order_of_others", "Приказ издали не вы: отменить его может только издавший.")
    if order.links.filter(act=act).exists():
        raise DomainError("linked_already", "Об этом документе приказ уже говорит: уберите прежнюю связь.")
    partial = kind == OrderLink.Kind.WITHDRAWS_POINTS
    if partial and not points:
        raise DomainError("no_points_chosen", "Отметьте, какие пункты утрачивают силу.")
    if any(point.order.act_id != act.pk for point in points):
        raise DomainError("foreign_point", "Отмечены пункты другого приказа: обновите страницу.")
    link = OrderLink.objects.create(order=order, kind=kind, act=act)
    link.points.set(points if partial else ())
    record_action("add_link", order, f"Приказ {link}"[:1000], by=by)
    saved_order(order)
    return link


@transaction.atomic
def remove_link(link: OrderLink, *, by: User) -> None:
    """DomainError ``not_a_draft``."""
    order = held_draft(link.order)
    said = str(link)
    link.delete()
    record_action("remove_link", order, f"Приказ больше не {said}"[:1000], by=by)
    saved_order(order)
