"""The file as it stood, to be shown beside what was understood of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from metodsovet.kernel.spreadsheets import Document
from metodsovet.work.orders.reading.lines import lines_of
from metodsovet.work.orders.reading.result import ReadOrder

MOST_ROWS = 400


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of text, or a row of a table as its ``cells``."""

    text: str
    cells: tuple[str, ...] = ()

    def to_json(self) -> list[Any]:
        return [self.text, list(self.cells)]

    @classmethod
    def from_json(cls, value: list[Any]) -> Self:
        text, cells = value
        return cls(text, tuple(cells))


@dataclass(frozen=True, slots=True)
class ReadFile:
    order: ReadOrder
    source: tuple[SourceLine, ...]

    def to_json(self) -> dict[str, Any]:
        return self.order.to_json() | {"source": [line.to_json() for line in self.source]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        return cls(ReadOrder.from_json(value), tuple(SourceLine.from_json(line) for line in value["source"]))


def source_lines(document: Document) -> Iterator[SourceLine]:
    """Of a table its first rows: a longer one is read by people in the file itself."""
    for line in lines_of(document):
        if line.table is None:
            yield SourceLine(line.text)
            continue
        for row in line.table.rows[:MOST_ROWS]:
            yield SourceLine("", tuple("" if cell.is_continued else cell.text for cell in row.cells))
