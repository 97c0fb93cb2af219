"""What any file of tables becomes: paragraphs and tables in the order of the text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its place in the grid of the table.

    ``column`` counts from 0; line breaks are ``\\n``. A cell under a vertical merge is kept with ``is_continued``
    and the text of the cell that covers it.
    """

    text: str
    column: int
    span: int = 1
    is_continued: bool = False
    is_bold: bool = False

    def to_json(self) -> list[Any]:
        return [self.text, self.column, self.span, int(self.is_continued), int(self.is_bold)]

    @classmethod
    def from_json(cls, value: list[Any]) -> "Cell":
        text, column, span, is_continued, is_bold = value
        return cls(text, column, span, bool(is_continued), bool(is_bold))


@dataclass(frozen=True, slots=True)
class Row:
    """``position`` is the row's number as a person counts it in the sheet or table, from 1."""

    cells: tuple[Cell, ...]
    position: int
    is_hidden: bool = False

    @property
    def filled(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.text)

    def to_json(self) -> list[Any]:
        return [[cell.to_json() for cell in self.cells], self.position, int(self.is_hidden)]

    @classmethod
    def from_json(cls, value: list[Any]) -> "Row":
        cells, position, is_hidden = value
        return cls(tuple(Cell.from_json(cell) for cell in cells), position, bool(is_hidden))


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``width`` is the number of grid columns; ``sheet`` is empty outside spreadsheets; hidden columns count from 0."""

    rows: tuple[Row, ...]
    width: int
    sheet: str = ""
    is_hidden: bool = False
    hidden_columns: tuple[int, ...] = ()


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the reader of the file should know: ``code`` for programs, ``text`` one Russian sentence."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = field(default=())

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "blocks": list(_blocks_to_json(self.blocks)),
            "remarks": [[remark.code, remark.text] for remark in self.remarks],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Document":
        return cls(
            value["name"],
            tuple(_block_from_json(block) for block in value["blocks"]),
            tuple(Remark(code, text) for code, text in value["remarks"]),
        )


def _blocks_to_json(blocks: tuple[Block, ...]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield {"text": block.text, "bold": block.is_bold}
        else:
            rows = [row.to_json() for row in block.rows]
            yield {
                "rows": rows,
                "width": block.width,
                "sheet": block.sheet,
                "hidden": block.is_hidden,
                "hidden_columns": block.hidden_columns,
            }


def _block_from_json(value: Mapping[str, Any]) -> Block:
    if "rows" in value:
        rows = tuple(Row.from_json(row) for row in value["rows"])
        hidden_columns = tuple(value["hidden_columns"])
        return Table(rows, value["width"], value["sheet"], value["hidden"], hidden_columns)
    return Paragraph(value["text"], value["bold"])
