"""Orders on control: which are executed and wait to be removed, which are late; a constant number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.models.substitutions import acting_for
from metodsovet.ground.assignments.queries.slices import Slice
from metodsovet.ground.assignments.queries.tallies import Tally, sum_of, tallies_by
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.orders.models import ControlRemoval, Order, Point
from metodsovet.work.orders.queries.boards import Scope, deadlines_of, period_of
from metodsovet.work.orders.queries.execution import ending_links, executions_of, in_execution

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
    def nothing_counted(self) -> str:
        """Why no point has to be executed."""
        return "только рекомендации" if self.tally.of("given") else "поручения отменены"

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
    below: dict[int, list[int]] = defaultdict(list)
    for order, point in Point.objects.filter(order__in=list(orders)).order_by().values_list("order", "pk"):
        below[order].append(point)
    rows = _Rows(user, below)
    found = [rows.controlled(order, below[pk]) for pk, order in orders.items()]
    return sorted(found, key=_urgency)


def controls_orders(user: User) -> bool:
    """Few do: to ask it costs a tenth of saying ``executed_under``."""
    return Order.objects.filter(controller__in=acting_for(user)).exists()


def executed_under(user: User) -> QuerySet[Order]:
    """Those of the group ``READY`` that the user himself controls, the oldest first; a part of wider questions."""
    counted = in_execution(Point.objects.filter(order=OuterRef("pk"))).filter(counts=True)
    rows = _orders(user, mine=True).filter(Exists(counted)).exclude(Exists(counted.filter(is_closed=False)))
    return rows.order_by("signed_on", "pk")


def _orders(user: User, *, mine: bool) -> QuerySet[Order]:
    """Those that gave something and neither were removed as a whole nor lost their force."""
    kind = ContentType.objects.get_for_model(Point)
    points = Point.objects.filter(order=OuterRef(OuterRef("pk")))
    given = Assignment.objects.filter(content_type=kind, object_id__in=points.values("pk"))
    removed = ControlRemoval.objects.filter(order=OuterRef("pk"), point=None, returned_on=None)
    ended = ending_links().filter(act=OuterRef("act"))
    rows = Order.objects.controlled_by(user).filter(Exists(given)).exclude(Exists(removed)).exclude(Exists(ended))
    if mine:
        rows = rows.filter(controller__in=acting_for(user))
    return rows.select_related("organisation", "controller", "act")


class _Rows:
    """Figures of all their points at once."""

    def __init__(self, user: User, points: Mapping[int, Sequence[int]]) -> None:
        """``points`` by the ids of their orders."""
        self.user = user
        self.content_type_id = ContentType.objects.get_for_model(Point).pk
        self.executions = executions_of(points)
        rows = Slice(user, [(self.content_type_id, pk) for own in points.values() for pk in own]).rows()
        self.tallies = tallies_by("object_id", rows)
        self.deadlines = deadlines_of(rows)

    def controlled(self, order: Order, points: Sequence[int]) -> Controlled:
        executions = {pk: self.executions[pk] for pk in points}
        on_control = {pk: self.tallies[pk] for pk in points if pk in self.tallies and executions[pk].is_on_control}
        counted = [one for one in executions.values() if one.counts]
        deadlines = {pk: self.deadlines[pk] for pk in points if pk in self.deadlines}
        ahead = [deadlines[pk].next for pk in on_control]
        return Controlled(
            order=order,
            closed=sum(one.is_closed for one in counted),
            total=len(counted),
            late=sum(bool(tally.of("overdue")) for tally in on_control.values()),
            tally=sum_of(on_control),
            next_due_on=min((day for day in ahead if day is not None), default=None),
            points=list(on_control),
            scope=Scope(self.user, self.content_type_id, period_of(order, deadlines.values())),
        )


def _urgency(one: Controlled) -> tuple[object, ...]:
    ready = one.order.day if one.group == READY else date.max
    return PLACES[one.group], ready, -one.late, one.next_due_on or date.max, one.order.pk
