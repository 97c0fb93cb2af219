"""Orders on control: which are executed and wait to be removed, which are late; a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.models.substitutions import acting_for
from metodsovet.ground.assignments.queries.measures import ACCEPTED, ASKED
from metodsovet.ground.assignments.queries.slices import Slice
from metodsovet.ground.assignments.queries.tallies import Tally, sum_of, tallies_by
from metodsovet.kernel import clock
from metodsovet.kernel.offers import Period
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.orders.models import ControlRemoval, Order, OrderLink, Point
from metodsovet.work.orders.numbering import DEEPEST, chain_of
from metodsovet.work.orders.queries.boards import Scope, next_dues

READY, LATE, UNDER_WAY = "Можно снимать с контроля", "Есть просроченное", "Исполняются"
PLACES = {READY: 0, LATE: 1, UNDER_WAY: 2}


@dataclass(frozen=True, slots=True)
class Controlled:
    """An order on control. ``closed`` of ``total`` points that have to be executed; ``late`` points have overdue ones.

    ``points`` are ids of those on control that gave assignments; the figures count their assignments.
    """

    order: Order
    closed: int
    total: int
    late: int
    tally: Tally
    next_due_on: date | None
    points: Sequence[int]
    scope: Scope

    @property
    def group(self) -> str:
        if self.total and self.closed == self.total:
            return READY
        return LATE if self.tally.of("overdue") else UNDER_WAY

    @property
    def year(self) -> SchoolYear:
        return self.order.school_year

    def figure_url(self, measure: str) -> str:
        return self.scope.figure_url(measure, self.points)


def orders_on_control(user: User, *, mine: bool = False) -> list[Controlled]:
    """What waits to be removed first, the oldest before all; ``mine`` are those that the user controls."""
    orders = {one.pk: one for one in _orders(user, mine=mine)}
    if not orders:  # a slice of no sources is the whole ledger
        return []
    below: dict[int, list[Point]] = defaultdict(list)
    for point in Point.objects.filter(order__in=list(orders)):
        below[point.order_id].append(point)
    rows = _Rows(user, [point.pk for points in below.values() for point in points], _removed(orders))
    found = [rows.controlled(order, below[pk]) for pk, order in orders.items()]
    return sorted(found, key=_urgency)


def executed_under(user: User) -> QuerySet[Order]:
    """Those of the group ``READY`` that the user himself controls, the oldest first; a part of wider questions."""
    kind = ContentType.objects.get_for_model(Point)
    binding = Point.objects.filter(order=OuterRef("pk")).exclude(_of_chain(is_recommended=True))
    of_point = Assignment.objects.filter(content_type=kind, object_id=OuterRef("pk"))
    removed = ControlRemoval.objects.filter(returned_on=None, point__isnull=False).values("point")
    counted = binding.filter(Exists(of_point) | Q(pk__in=removed))
    owing = binding.filter(Exists(of_point.filter(ASKED).exclude(ACCEPTED))).exclude(_of_chain(pk__in=removed))
    return _orders(user, mine=True).filter(Exists(counted)).exclude(Exists(owing)).order_by("signed_on", "pk")


def _of_chain(**conditions: Any) -> Q:
    """That any of the conditions holds of the point or of any above it."""
    above = ["parent__" * level for level in range(DEEPEST)]
    return Q(*((f"{prefix}{name}", value) for prefix in above for name, value in conditions.items()), _connector=Q.OR)


def _orders(user: User, *, mine: bool) -> QuerySet[Order]:
    """Those that gave something and neither were removed as a whole nor lost their force."""
    kind = ContentType.objects.get_for_model(Point)
    points = Point.objects.filter(order=OuterRef(OuterRef("pk")))
    given = Assignment.objects.filter(content_type=kind, object_id__in=points.values("pk"))
    removed = ControlRemoval.objects.filter(order=OuterRef("pk"), point=None, returned_on=None)
    later = OrderLink.objects.filter(
        act=OuterRef("act"), kind__in=OrderLink.ENDING, order__state=Order.State.REGISTERED
    )
    today = clock.today()
    ended = later.filter(Q(order__in_force_from=None) | Q(order__in_force_from__lte=today))
    rows = Order.objects.controlled_by(user).filter(Exists(given)).exclude(Exists(removed)).exclude(Exists(ended))
    if mine:
        rows = rows.filter(controller__in=acting_for(user))
    return rows.select_related("organisation", "controller", "act")


def _removed(orders: Iterable[int]) -> frozenset[int]:
    """Ids of points that are removed themselves."""
    rows = ControlRemoval.objects.filter(order__in=list(orders), point__isnull=False, returned_on=None)
    return frozenset(rows.values_list("point", flat=True))


class _Rows:
    """Figures of all their points at once."""

    def __init__(self, user: User, points: Sequence[int], removed: frozenset[int]) -> None:
        self.user = user
        self.content_type_id = ContentType.objects.get_for_model(Point).pk
        self.removed = removed
        rows = Slice(user, [(self.content_type_id, pk) for pk in points]).rows()
        self.tallies = tallies_by("object_id", rows)
        self.dues = next_dues(rows)
        spans = rows.order_by().values_list("object_id").annotate(first=Min("due_on"), last=Max("due_on"))
        self.spans = {key: (first, last) for key, first, last in spans}

    def controlled(self, order: Order, points: Sequence[Point]) -> Controlled:
        by_id = {point.pk: point for point in points}
        chains = {point.pk: chain_of(point, by_id) for point in points}
        kept = [pk for pk in chains if pk in self.tallies and not self._is_removed(chains[pk])]
        on_control = {pk: self.tallies[pk] for pk in kept}
        counted = {pk: self._is_closed(pk, chains[pk]) for pk in chains if self._counts(pk, chains[pk])}
        dues = [self.dues[pk] for pk in on_control if pk in self.dues]
        return Controlled(
            order=order,
            closed=sum(counted.values()),
            total=len(counted),
            late=sum(bool(tally.of("overdue")) for tally in on_control.values()),
            tally=sum_of(on_control),
            next_due_on=min(dues, default=None),
            points=list(on_control),
            scope=Scope(self.user, self.content_type_id, self._period(order, chains)),
        )

    def _is_removed(self, chain: Sequence[Point]) -> bool:
        return any(point.pk in self.removed for point in chain)

    def _counts(self, pk: int, chain: Sequence[Point]) -> bool:
        recommended = any(point.is_recommended for point in chain)
        return not recommended and (pk in self.tallies or pk in self.removed)

    def _is_closed(self, pk: int, chain: Sequence[Point]) -> bool:
        tally = self.tallies.get(pk)
        return self._is_removed(chain) or (tally is not None and tally.of("given") == tally.of("accepted"))

    def _period(self, order: Order, chains: Mapping[int, Sequence[Point]]) -> Period:
        days = [day for pk in chains for day in self.spans.get(pk, ()) if day is not None]
        return Period(min(days, default=order.day), max(days, default=order.day))


def _urgency(one: Controlled) -> tuple[object, ...]:
    ready = one.order.day if one.group == READY else date.max
    return PLACES[one.group], ready, -one.late, one.next_due_on or date.max, one.order.pk
