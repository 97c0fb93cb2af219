"""Numbers of points by their places: «1», «1.1», «1.1.1»; a part in the words of a point has its number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from metodsovet.work.orders.models import Point

DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Numbered:
    """``level`` is 1 for a point, 2 for a sub-point; ``is_last`` among its own."""

    point: Point
    number: str
    level: int
    has_children: bool
    is_last: bool


def numbered(points: Iterable[Point]) -> list[Numbered]:
    """All of one order, in the order of printing."""
    below: dict[int | None, list[Point]] = defaultdict(list)
    for point in points:
        below[point.parent_id].append(point)
    return list(_walk(below, None, "", 1))


def _walk(below: dict[int | None, list[Point]], parent: int | None, prefix: str, level: int) -> Iterator[Numbered]:
    own = sorted(below.get(parent, ()), key=lambda point: point.position)
    counted = 0
    for place, point in enumerate(own, start=1):
        counted += not point.is_inline
        number = prefix.rstrip(".") if point.is_inline else f"{prefix}{counted}"
        yield Numbered(point, number, level, bool(below.get(point.pk)), place == len(own))
        yield from _walk(below, point.pk, f"{number}.", level + 1)


def chain_of(point: Point, by_id: Mapping[int, Point]) -> list[Point]:
    """The point and all above it, the nearest first."""
    chain = [point]
    while chain[-1].parent_id is not None:
        chain.append(by_id[chain[-1].parent_id])
    return chain


def number_of(point: Point, points: Iterable[Point]) -> str:
    """Among all points of its order."""
    return next(shown.number for shown in numbered(points) if shown.point.pk == point.pk)
