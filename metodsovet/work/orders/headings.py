"""An order as a heading over the matters of control."""

from collections.abc import Collection, Mapping

from metodsovet.ground.assignments.queries.headings import Heading, heads
from metodsovet.work.orders.models import Point

AFTER_PLANS = 10**6


@heads(Point)
def headings_of_points(ids: Collection[int]) -> Mapping[int, Heading]:
    """«Приказ от 28 августа 2026 г. № 214: Об организации …»."""
    rows = Point.objects.filter(pk__in=ids).select_related("order__act")
    return {
        row.pk: Heading((AFTER_PLANS, row.order_id), f"{row.order.requisites.capitalize()}: {row.order.title}")
        for row in rows
    }
