"""What later orders made of an earlier one: in force, amended, withdrawn, expired; it follows from days and links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_text
from metodsovet.work.orders.models import Order, OrderLink, Point


@dataclass(frozen=True, slots=True)
class Force:
    """``word`` with its ``tone`` for a badge; ``text`` says since when and ``by`` what, ``lead`` is its beginning."""

    word: str
    tone: str
    lead: str = ""
    by: tuple[OrderLink, ...] = ()

    @property
    def text(self) -> str:
        return f"{self.lead}: {'; '.join(link.order.requisites for link in self.by)}" if self.by else self.lead


def links_to(order: Order, day: date) -> list[OrderLink]:
    """What registered orders of the day or before say of it, the earliest first."""
    rows = OrderLink.objects.said_by(day).filter(act=order.act_id)
    return list(rows.select_related("order__act", "act").order_by("order__signed_on", "order_id"))


def ended_by(links: Iterable[OrderLink], day: date) -> OrderLink | None:
    """What has taken the force of the whole order by the day."""
    return next((link for link in links if link.kind in OrderLink.ENDING and link.holds_on(day)), None)


def force_of(order: Order, day: date, links: Sequence[OrderLink] | None = None) -> Force:
    """Of a registered order on a day; of others their state."""
    if not order.is_registered:
        return Force(order.get_state_display(), "")
    told = links_to(order, day) if links is None else links
    ended = ended_by(told, day)
    if ended is not None:
        return Force("утратил силу", "bad", _since(ended), (ended,))
    if order.in_force_until is not None and order.in_force_until < day:
        return Force("срок истёк", "", f"действовал по {date_text(order.in_force_until)}")
    if order.in_force_from is not None and order.in_force_from > day:
        return Force("ещё не в силе", "warn", f"вступит в силу {date_text(order.in_force_from)}")
    ending = next((link for link in told if link.kind in OrderLink.ENDING), None)
    if ending is not None:
        return Force("в силе", "warn", f"утратит силу {_since(ending)}", (ending,))
    changed = tuple(link for link in told if link.holds_on(day))
    if changed:
        return Force("в силе с изменениями", "good", "в редакции", changed)
    return Force("в силе", "good")


def points_ended_by(link: OrderLink) -> set[int]:
    """Ids of the points that lose their force, with those below them; none where the act has no order here."""
    earlier = Order.objects.filter(act=link.act_id).first()
    if earlier is None or link.kind == OrderLink.Kind.AMENDS:
        return set()
    points = list(earlier.points.all())
    if link.kind in OrderLink.ENDING:
        return {point.pk for point in points}
    return with_below(set(link.points.values_list("pk", flat=True)), points)


def ended_points(order: Order, links: Iterable[OrderLink]) -> dict[int, OrderLink]:
    """Points that have lost their force by today, by their ids, with the link that ended them."""
    today = clock.today()
    return {pk: link for link in links if link.holds_on(today) for pk in points_ended_by(link)}


def with_below(chosen: set[int], points: Iterable[Point]) -> set[int]:
    """Ids of the chosen points and of all below them."""
    found = set(chosen)
    for point in sorted(points, key=lambda one: one.pk):
        if point.parent_id in found:
            found.add(point.pk)
    return found


def _since(link: OrderLink) -> str:
    day = link.comes_true_on
    return f"с {date_text(day)}" if day else ""
