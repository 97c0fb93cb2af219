"""Offers: named figures with the rows behind them, asked by name so that nobody imports upwards.

A room registers in its ``offers.py``, which the app loads at start; ``of`` names what it can be computed of::

    @offers.figure("planning:executed", "Исполнено мероприятий", of=("organisation",))
    def executed(scope: Organisation, period: Period) -> Figure: ...
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included."""

    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Step:
    """One line of «Как посчитано»."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its formula and the queryset of the rows it counts.

    ``value`` is a count, or a share 0..1 (then ``is_share``); None means that there is nothing to divide by.
    ``rows`` must still be cut by ``visible_to`` of whoever looks.
    """

    value: Decimal | int | None
    rows: QuerySet[Any]
    steps: tuple[Step, ...] = ()
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """What a figure says, without its rows and steps: as ``Figure.value``."""

    value: Decimal | int | None
    is_share: bool = False


Asked = tuple[str, Period]
"""A figure by its name, in a period."""
Amounts = Callable[[Any, Collection[Asked]], Mapping[Asked, Amount]]


@dataclass(frozen=True, slots=True)
class FigureOffer:
    name: str
    title: str
    compute: Callable[[Any, Period], Figure]
    scopes: tuple[str, ...] = ()


_figures: dict[str, FigureOffer] = {}
_amounts: dict[str, Amounts] = {}


def figure(
    name: str, title: str, *, of: tuple[str, ...] = ("organisation",)
) -> Callable[[Callable[[Any, Period], Figure]], Callable[[Any, Period], Figure]]:
    """Register a figure under ``room:name``; ValueError when the name is taken."""

    def register(compute: Callable[[Any, Period], Figure]) -> Callable[[Any, Period], Figure]:
        if name in _figures:
            raise ValueError(f"figure {name} is offered twice")
        _figures[name] = FigureOffer(name, title, compute, of)
        return compute

    return register


def amounts(room: str) -> Callable[[Amounts], Amounts]:
    """Register how the room counts any of its figures together, in a number of queries that does not grow with them."""

    def register(count: Amounts) -> Amounts:
        _amounts[room] = count
        return count

    return register


def amounts_of(scope: Any, asked: Collection[Asked]) -> Mapping[Asked, Amount]:
    """Each equals what the offer computes; KeyError when no room offers one of them."""
    by_room: dict[str, list[Asked]] = defaultdict(list)
    for name, period in dict.fromkeys(asked):
        by_room[figure_named(name).name.partition(":")[0]].append((name, period))
    found: dict[Asked, Amount] = {}
    for room, wanted in by_room.items():
        found |= _amounts[room](scope, wanted) if room in _amounts else _one_by_one(scope, wanted)
    return found


def _one_by_one(scope: Any, asked: Collection[Asked]) -> Mapping[Asked, Amount]:
    figures = {(name, period): figure_named(name).compute(scope, period) for name, period in asked}
    return {one: Amount(figure.value, figure.is_share) for one, figure in figures.items()}


def figure_named(name: str) -> FigureOffer:
    """The offer of that name; KeyError when no room offers it."""
    return _figures[name]


def all_figures() -> tuple[FigureOffer, ...]:
    return tuple(sorted(_figures.values(), key=lambda offer: offer.name))


def figures_of(*scopes: str) -> tuple[FigureOffer, ...]:
    """Those that can be computed of one of the scopes."""
    return tuple(offer for offer in all_figures() if set(offer.scopes) & set(scopes))
