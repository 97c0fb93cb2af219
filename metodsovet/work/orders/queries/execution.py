"""Which points of registered orders have to be executed and which are closed: one condition each, in the database.

The board, the list of orders on control, home, the digest and the certificate count by them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries.measures import ACCEPTED, ASKED
from metodsovet.kernel import clock
from metodsovet.work.orders.models import ControlRemoval, OrderLink, Point
from metodsovet.work.orders.numbering import DEEPEST


@dataclass(frozen=True, slots=True)
class Execution:
    """``counts`` among the points that have to be executed; ``is_closed`` of one that counts: executed or removed.

    What ``is_advice``, by its own words or those above it, binds nobody. ``is_on_control`` of any: neither removed from
    it nor withdrawn, by itself or with what is above it.
    """

    counts: bool
    is_closed: bool
    is_on_control: bool
    is_advice: bool


def executions_of(orders: Iterable[int]) -> Mapping[int, Execution]:
    """By the id of the point, for all points of the orders in one query."""
    rows = in_execution(Point.objects.filter(order__in=list(orders))).order_by()
    names = ("pk", "counts", "is_closed", "is_on_control", "is_advice")
    return {pk: Execution(*flags) for pk, *flags in rows.values_list(*names)}


def in_execution(points: "QuerySet[Point]") -> "QuerySet[Any]":
    """With the fields of ``Execution``.

    What was never asked, or was cancelled otherwise than by a removal that stands, counts nowhere.
    """
    rows: QuerySet[Any] = points.annotate(
        is_advice=_whether(_of_chain(is_recommended=True)),
        is_removed=_whether(
            _of_chain(pk__in=_removed().exclude(point=None).values("point"))
            | Q(order__in=_removed().filter(point=None).values("order"))
        ),
        is_withdrawn=_whether(_of_chain(pk__in=_withdrawn_points()) | Q(order__act__in=ending_links().values("act"))),
        is_leaf=~Exists(Point.objects.filter(parent=OuterRef("pk"))),
        is_asked=Exists(_assignments(OuterRef("pk")).filter(ASKED)),
        is_owed=Exists(_assignments(OuterRef("pk")).filter(ASKED).exclude(ACCEPTED)),
        is_cancelled_by_removal=Exists(_removed_with_duties()),
    )
    found: QuerySet[Any] = rows.annotate(
        counts=Q(is_leaf=True, is_advice=False, is_withdrawn=False)
        & (Q(is_asked=True) | Q(is_cancelled_by_removal=True)),
        is_closed=Q(is_removed=True) | Q(is_owed=False),
        is_on_control=Q(is_removed=False, is_withdrawn=False),
    )
    return found


def _of_chain(**conditions: Any) -> Q:
    """That any of the conditions holds of the point or of any above it."""
    above = ["parent__" * level for level in range(DEEPEST)]
    return Q(*((f"{prefix}{name}", value) for prefix in above for name, value in conditions.items()), _connector=Q.OR)


def _whether(condition: Q) -> Case:
    """False where there is nothing above to ask about."""
    return Case(When(condition, then=Value(True)), default=Value(False))


def _removed() -> "QuerySet[ControlRemoval]":
    return ControlRemoval.objects.filter(returned_on=None)


def ending_links() -> "QuerySet[OrderLink]":
    """By which an earlier order has lost its force."""
    return OrderLink.objects.holding_on(clock.today()).filter(kind__in=OrderLink.ENDING)


def _withdrawn_points() -> "QuerySet[Any]":
    told = OrderLink.objects.holding_on(clock.today()).filter(kind=OrderLink.Kind.WITHDRAWS_POINTS)
    rows: QuerySet[Any] = OrderLink.points.through._default_manager.filter(orderlink__in=told).values("point")
    return rows


def _assignments(of: OuterRef) -> "QuerySet[Assignment]":
    return Assignment.objects.filter(content_type=ContentType.objects.get_for_model(Point), object_id=of)


def _removed_with_duties() -> "QuerySet[ControlRemoval]":
    given: Any = _assignments(OuterRef(OuterRef("pk"))).values("pk")
    return _removed().filter(order=OuterRef("order"), cancelled__overlap=ArraySubquery(given))
