"""What is always true of orders."""

from collections.abc import Iterator

from django.db.models import F, Q, QuerySet

from metodsovet.kernel import invariants
from metodsovet.work.orders.models import Order, OrderLink, Point


@invariants.holds("orders:act_and_paper_are_of_the_order")
def act_and_paper_are_of_the_order() -> QuerySet[Order]:
    """Номер и дата зарегистрированного приказа те же, что у его документа и бумаги."""
    alike = Q(act__number=F("number"), act__date=F("signed_on"))
    printed = Q(paper__number=F("number"), paper__issued_on=F("signed_on")) | Q(paper=None)
    return Order.objects.filter(state=Order.State.REGISTERED).exclude(alike & printed)


@invariants.holds("orders:sub_point_is_of_the_same_order")
def sub_point_is_of_the_same_order() -> QuerySet[Point]:
    """Подпункт принадлежит тому же приказу, что и его пункт."""
    return Point.objects.filter(parent__isnull=False).exclude(parent__order=F("order"))


@invariants.holds("orders:places_of_points_have_no_gaps")
def places_of_points_have_no_gaps() -> Iterator[Point]:
    """Места пунктов под одним пунктом идут подряд с первого."""
    known: dict[tuple[int, int | None], int] = {}
    for point in Point.objects.order_by("order", "parent", "position"):
        key = (point.order_id, point.parent_id)
        known[key] = known.get(key, 0) + 1
        if point.position != known[key]:
            yield point


@invariants.holds("orders:withdrawn_points_are_of_the_linked_order")
def withdrawn_points_are_of_the_linked_order() -> QuerySet[OrderLink]:
    """Пункты, которые приказ признаёт утратившими силу, принадлежат названному в связи документу."""
    return OrderLink.objects.filter(points__isnull=False).exclude(points__order__act=F("act"))
