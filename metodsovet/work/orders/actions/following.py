"""Open assignments of points follow when the holder of a duty changes, as those of plans do."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import replace_holders
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.work.orders.actions.locking import held_order
from metodsovet.work.orders.expansion import holder_book
from metodsovet.work.orders.models import Order, Point, PointParty
from metodsovet.work.orders.queries.assignments import assignments_of_order
from metodsovet.work.planning.expansion.successions import successions


def follow_holders(*, day: date, by: User | None = None) -> int:
    """The number of parts that passed. Parts handed over by people carry no ``holder_key`` and follow no duty."""
    kind = ContentType.objects.get_for_model(Point)
    owed = Assignment.objects.open().filter(content_type=kind).order_by().values("object_id")
    points = Point.objects.filter(pk__in=owed).order_by().values("order")
    orders = Order.objects.filter(state=Order.State.REGISTERED, pk__in=points).order_by("pk")
    return sum(_follow_in(order, day, by) for order in orders)


@transaction.atomic
def _follow_in(order: Order, day: date, by: User | None) -> int:
    order = held_order(order)
    parties = {party.pk: party for party in PointParty.objects.filter(point__order=order)}
    moves = successions(_current_parts(order), parties, holder_book(order, day))
    return replace_holders(moves, by=by) if moves else 0


def _current_parts(order: Order) -> "QuerySet[Part]":
    duties = list(assignments_of_order(order).open().values_list("pk", flat=True))
    return Part.objects.filter(until=None, assignment__in=duties)
