"""Assignments that points of orders gave."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.models.assignments import AssignmentQuerySet
from metodsovet.work.orders.models import Order, Point


def assignments_of_points(points: "QuerySet[Point] | Iterable[int]") -> AssignmentQuerySet:
    """Of a queryset, or of ids."""
    rows = Assignment.objects.filter(content_type=ContentType.objects.get_for_model(Point))
    if isinstance(points, QuerySet):
        return rows.filter(object_id__in=points.order_by().values("pk"))
    return rows.filter(object_id__in=list(points))


def assignments_of_order(order: Order) -> AssignmentQuerySet:
    return assignments_of_points(Point.objects.filter(order=order))
