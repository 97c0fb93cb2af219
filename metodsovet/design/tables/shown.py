"""What the templates of a list read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from metodsovet.design.tables.columns import Cell, Column, Row


@dataclass(frozen=True)
class ShownCell(Generic[Row]):
    column: Column[Row]
    value: Cell

    @property
    def text(self) -> str:
        return self.column.text(self.value)


@dataclass(frozen=True)
class ShownRow(Generic[Row]):
    row: Row
    key: str
    label: str
    cells: Sequence[ShownCell[Row]]


@dataclass(frozen=True)
class ShownGroup(Generic[Row]):
    title: str
    rows: Sequence[ShownRow[Row]]


@dataclass(frozen=True)
class ShownHead(Generic[Row]):
    """``next_sort`` is what a press asks for; ``direction`` is empty, «ascending» or «descending»."""

    column: Column[Row]
    direction: str
    next_sort: str


@dataclass(frozen=True, slots=True)
class ShownChoice:
    value: str
    label: str
    is_chosen: bool
    values_after: Sequence[str]


@dataclass(frozen=True, slots=True)
class ShownFilter:
    key: str
    label: str
    choices: Sequence[ShownChoice]

    @property
    def chosen(self) -> Sequence[ShownChoice]:
        return [choice for choice in self.choices if choice.is_chosen]

    @property
    def others(self) -> Sequence[ShownChoice]:
        return [choice for choice in self.choices if not choice.is_chosen]
