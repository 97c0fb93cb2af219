"""The board of a registered order: each point with its assignments, what is late, what may be removed from control."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Min
from django.urls import reverse
from django.utils.http import urlencode

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.queries.measures import IN_WORK
from metodsovet.ground.assignments.queries.slices import Slice, Source
from metodsovet.ground.assignments.queries.tallies import Tally, sum_of, tallies_by
from metodsovet.kernel import clock
from metodsovet.kernel.offers import Period
from metodsovet.kernel.russian import date_text
from metodsovet.work.orders.expansion import PointExpansion
from metodsovet.work.orders.models import ControlRemoval, Order, OrderLink, Point
from metodsovet.work.orders.numbering import Numbered, chain_of
from metodsovet.work.orders.queries.links import Force, ended_points, force_of, links_to
from metodsovet.work.orders.wording import addressed_text, capital

NOTHING = Tally({})


@dataclass(frozen=True, slots=True)
class BoardPoint:
    """``responsible`` and ``term`` are those of the nearest point that says them. ``silence`` is why nothing is asked.

    ``removal`` and ``ended`` may be of a point above.
    """

    shown: Numbered
    text: str
    responsible: str
    term: str
    tally: Tally
    next_due_on: date | None
    silence: str
    is_recommended: bool
    removal: ControlRemoval | None
    ended: OrderLink | None
    scope: "Scope"

    @property
    def point(self) -> Point:
        return self.shown.point

    @property
    def is_own_removal(self) -> bool:
        return self.removal is not None and self.removal.point_id == self.point.pk

    @property
    def addressee(self) -> str:
        """Who stands beside its words in the list: not of a point that is nothing but its addressee."""
        return (self.point.parties_text or self.point.addressed) if self.point.text else ""

    @property
    def given(self) -> int:
        return self.tally.of("given")

    @property
    def is_executed(self) -> bool:
        return 0 < self.given == self.tally.of("accepted")

    @property
    def counts(self) -> bool:
        """Whether it is one of the points that have to be executed: a recommendation binds nobody."""
        if self.shown.has_children or self.is_recommended or self.ended is not None:
            return False
        return self.given > 0 or self.is_own_removal

    @property
    def is_closed(self) -> bool:
        return self.removal is not None or self.is_executed

    @property
    def says_next_due(self) -> bool:
        """Where the term does not say that very day itself."""
        if self.next_due_on is None or self.removal is not None or self.ended is not None:
            return False
        return date_text(self.next_due_on).split() != self.term.split()[-4:]

    @property
    def standing(self) -> tuple[str, str]:
        """One of the states of the look with the word for it; no state where nothing is asked."""
        if self.ended is not None:
            return "not_applicable", "утратил силу"
        if self.removal is not None:
            return "not_applicable", "снят с контроля"
        if self.silence or not self.given:
            return "", self.silence or "поручений нет"
        if self.is_executed:
            return "done", "исполнен"
        for name, word in (("overdue", "просрочен"), ("at_risk", "срок близко")):
            if self.tally.of(name):
                return name, word
        return ("on_track", "исполняется") if self.tally.of("missing") else ("waiting", "ждёт приёмки")

    def number(self, measure: str) -> int | None:
        """None where nothing is asked."""
        return self.tally.of(measure) if self.given else None

    def figure_url(self, measure: str) -> str:
        return self.scope.figure_url(measure, [self.point.pk])


@dataclass(frozen=True, slots=True)
class Scope:
    """What the figures of one order count: rows that ``user`` sees, with deadlines in the period or without any."""

    user: User
    content_type_id: int
    period: Period

    def slice_of(self, points: Iterable[int]) -> Slice:
        return Slice(self.user, self.sources_of(points), undated=True)

    def sources_of(self, points: Iterable[int]) -> list[Source]:
        return [(self.content_type_id, pk) for pk in points]

    def figure_url(self, measure: str, points: Iterable[int]) -> str:
        days = (("from", self.period.first_day), ("to", self.period.last_day))
        pairs = [("source", f"{self.content_type_id}-{pk}") for pk in points]
        pairs += [(name, day.isoformat()) for name, day in days]
        return f"{reverse('show_control_figure', args=[measure])}?{urlencode([*pairs, ('undated', '1')])}"


@dataclass(frozen=True, slots=True)
class Board:
    """``may`` says what the user may do; ``removal`` is of the whole order."""

    order: Order
    force: Force
    points: Sequence[BoardPoint]
    removal: ControlRemoval | None
    returned: Sequence[ControlRemoval]
    scope: Scope
    may: Mapping[str, bool] = field(default_factory=dict)

    @property
    def controlled(self) -> Sequence[int]:
        """Ids of points that are still on control and gave something."""
        return [one.point.pk for one in self.points if one.given and one.removal is None and one.ended is None]

    @property
    def total(self) -> Tally:
        return sum_of({one.point.pk: one.tally for one in self.points})

    @property
    def counted(self) -> Sequence[BoardPoint]:
        return [one for one in self.points if one.counts]

    @property
    def closed(self) -> int:
        return sum(one.is_closed for one in self.counted)

    @property
    def is_over(self) -> bool:
        return self.removal is not None or self.is_ended

    @property
    def is_ended(self) -> bool:
        """A later order ended it."""
        return self.force.tone == "bad"

    @property
    def may_be_removed(self) -> bool:
        """Everything is executed: the product proposes to remove it."""
        return not self.is_over and bool(self.counted) and self.closed == len(self.counted)

    def figure_url(self, measure: str) -> str:
        return self.scope.figure_url(measure, [one.point.pk for one in self.points if one.given])


VERBS = ("remove_order_from_control", "remove_point_from_control", "return_to_control", "download_certificate")


def board_of(order: Order, user: User) -> Board:
    """A constant number of queries for any number of points."""
    today = clock.today()
    later = links_to(order, today)
    silences = PointExpansion(order).silences()
    content_type = ContentType.objects.get_for_model(Point).pk
    rows = Slice(user, [(content_type, shown.point.pk) for shown, _ in silences]).rows()
    scope = Scope(user, content_type, _period_of(rows, order))
    removals = list(order.removals.standing())
    whole = next((one for one in removals if one.point_id is None), None)
    return Board(
        order=order,
        force=force_of(order, today, later),
        points=_points(order, silences, rows, scope, _Marks(removals, ended_points(order, later))),
        removal=whole,
        returned=list(order.removals.exclude(returned_on=None).select_related("point", "returned_by__person")),
        scope=scope,
        may={verb: user.has_perm(f"orders.{verb}", order) for verb in VERBS},
    )


def next_dues(rows: Any) -> Mapping[int, date]:
    """The nearest deadline of what is not handed in, by the id of the source."""
    found = rows.filter(IN_WORK, due_on__isnull=False).order_by().values_list("object_id").annotate(day=Min("due_on"))
    return dict(found)


@dataclass(frozen=True, slots=True)
class _Marks:
    removals: Sequence[ControlRemoval]
    ended: Mapping[int, OrderLink]

    def removal_of(self, chain: Sequence[Point]) -> ControlRemoval | None:
        """Of the point, of one above it, or of the whole order."""
        by_point = {one.point_id: one for one in self.removals}
        own = next((by_point[point.pk] for point in chain if point.pk in by_point), None)
        return own or by_point.get(None)


def _points(
    order: Order, silences: Sequence[tuple[Numbered, str]], rows: Any, scope: Scope, marks: _Marks
) -> list[BoardPoint]:
    tallies, dues = tallies_by("object_id", rows), next_dues(rows)
    by_id = {shown.point.pk: shown.point for shown, _ in silences}
    found = []
    for shown, silence in silences:
        point = shown.point
        chain = chain_of(point, by_id)
        found.append(
            BoardPoint(
                shown=shown,
                text=capital(point.text or point.addressed or addressed_text(point.parties.all())),
                responsible=_first(one.parties_text or one.addressed for one in chain),
                term=_first(one.term.source if one.term else "" for one in chain),
                tally=tallies.get(point.pk, NOTHING),
                next_due_on=dues.get(point.pk),
                silence=silence,
                is_recommended=any(one.is_recommended for one in chain),
                removal=marks.removal_of(chain),
                ended=marks.ended.get(point.pk),
                scope=scope,
            )
        )
    return found


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _period_of(rows: Any, order: Order) -> Period:
    """From the first deadline to the last one: figures of the period are figures of everything."""
    days = rows.aggregate(first=Min("due_on"), last=Max("due_on"))
    return Period(days["first"] or order.day, days["last"] or order.day)
