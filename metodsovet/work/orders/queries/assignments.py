"""Assignments that points of orders gave."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.models.assignments import AssignmentQuerySet
from metodsovet.work.orders.models import Order, Point


def assignments_of_points(points: Iterable[int]) -> AssignmentQuerySet:
    """By their ids."""
    kind = ContentType.objects.get_for_model(Point)
    return Assignment.objects.filter(content_type=kind, object_id__in=list(points))


def assignments_of_order(order: Order) -> AssignmentQuerySet:
    return assignments_of_points(Point.objects.filter(order=order).values_list("pk", flat=True))
