"""Offered tables: named lists that a room fills from its rows for a day, asked by name so that nobody imports upwards.

A room registers at start; ``of`` names what it is filled for: an organisation (all below its node) or a community::

    @offered_tables.offer("communities:heads", "Руководители объединений", of="organisation", columns=(...))
    def heads(scope: Organisation, day: date) -> Sequence[TableRow]: ...
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class TableColumn:
    """``chars`` is how wide its texts usually are; one that is not ``is_usual`` is printed only when it was chosen."""

    key: str
    title: str
    chars: int = 20
    is_usual: bool = True


@dataclass(frozen=True, slots=True)
class TableRow:
    """``cells`` by keys of columns; ``group`` heads the rows of one section; ``doubts`` contradict the register."""

    cells: Mapping[str, str]
    group: str = ""
    doubts: tuple[str, ...] = ()


Fill = Callable[[Any, date], Sequence[TableRow]]


@dataclass(frozen=True, slots=True)
class TableOffer:
    name: str
    title: str
    of: str
    columns: tuple[TableColumn, ...]
    fill: Fill

    def column(self, key: str) -> TableColumn | None:
        return next((one for one in self.columns if one.key == key), None)

    @property
    def usual(self) -> tuple[str, ...]:
        return tuple(one.key for one in self.columns if one.is_usual)


_offers: dict[str, TableOffer] = {}


def offer(name: str, title: str, *, of: str, columns: tuple[TableColumn, ...]) -> Callable[[Fill], Fill]:
    """Register a table under ``room:name``; ValueError when the name is taken."""

    def register(fill: Fill) -> Fill:
        add(TableOffer(name, title, of, columns, fill))
        return fill

    return register


def add(table: TableOffer) -> TableOffer:
    if table.name in _offers:
        raise ValueError(f"table {table.name} is offered twice")
    _offers[table.name] = table
    return table


def table_named(name: str) -> TableOffer | None:
    """None when no room offers it any more."""
    return _offers.get(name)


def all_tables() -> tuple[TableOffer, ...]:
    return tuple(_offers.values())
