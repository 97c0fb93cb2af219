"""Rows of a table as lines of a plan: each cell under its column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from metodsovet.kernel.russian import join_cut
from metodsovet.kernel.spreadsheets import Cell, Row
from metodsovet.work.planning.reading.headers import TICKED, Header
from metodsovet.work.planning.reading.result import Role

_DAY = re.compile(r"^\d{1,2}[.\s]")
_TICK = re.compile(r"^[+*xх×vV✓✔√●■]+$|^да$", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """A row by roles. ``alone`` is its text when one cell of it is filled; ``alone_role`` is that cell's column."""

    table: int
    position: int
    sheet: str = ""
    texts: dict[Role, str] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)
    continued: frozenset[Role] = frozenset()
    alone: str = ""
    alone_role: Role | None = None
    filled: int = 0
    is_merged: bool = False
    is_bold: bool = False
    is_hidden: bool = False

    def of(self, role: Role) -> str:
        return self.texts.get(role, "")


def line_of(row: Row, header: Header, table: int, sheet: str = "") -> Line:
    placed = _placed(row, header)
    line = Line(table, row.position, sheet, is_hidden=row.is_hidden)
    for index, cells in placed.items():
        _write(line, header, index, cells)
    _bound_term(line, header, placed)
    own = [cell for cell in row.filled if not cell.is_continued]
    line.filled = len(own)
    line.continued = frozenset(
        header.columns[index].role for index, cells in placed.items() if any(cell.is_continued for cell in cells)
    )
    line.is_bold = bool(own) and all(cell.is_bold for cell in own)
    if len(own) == 1:
        _note_alone(line, own[0], placed, header)
    return line


def _bound_term(line: Line, header: Header, placed: Mapping[int, list[Cell]]) -> None:
    """Of a beginning and an end in two columns one may be left empty."""
    parts = {header.columns[index].part for index, cells in placed.items() if any(cell.text for cell in cells)}
    ends = parts & {"from", "to"}
    if len(ends) == 1 and _DAY.match(line.of(Role.TERM)):
        line.texts[Role.TERM] = f"{'с' if 'from' in ends else 'до'} {line.of(Role.TERM)}"


def _note_alone(line: Line, cell: Cell, placed: Mapping[int, list[Cell]], header: Header) -> None:
    line.alone = flat(cell.text)
    index = next((index for index, cells in placed.items() if cell in cells), 0)
    line.alone_role = header.columns[index].role
    covered = sum(_overlap(cell, column.left, column.right) > 0 for column in header.columns)
    line.is_merged = covered > 1 and covered * 2 >= len(header.columns)


def _placed(row: Row, header: Header) -> dict[int, list[Cell]]:
    """Cells by the column they stand under; a row with as many cells as columns is taken in order."""
    columns = header.columns
    is_aligned = (
        len(row.cells) == len(columns)
        and row.cells[0].column == columns[0].left
        and row.cells[-1].column + row.cells[-1].span == columns[-1].right
    )
    answer: dict[int, list[Cell]] = {}
    for order, cell in enumerate(row.cells):
        index = order
        if not is_aligned:
            index = max(range(len(columns)), key=lambda i: (_overlap(cell, columns[i].left, columns[i].right), -i))
        answer.setdefault(index, []).append(cell)
    return answer


def _overlap(cell: Cell, left: int, right: int) -> int:
    return max(0, min(cell.column + cell.span, right) - max(cell.column, left))


def _write(line: Line, header: Header, index: int, cells: list[Cell]) -> None:
    text = "\n".join(cell.text for cell in cells if cell.text)
    if not text:
        return
    column = header.columns[index]
    if column.role is Role.OTHER:
        title = column.title or f"Столбец {index + 1}"
        line.other[title] = f"{line.other[title]}\n{text}" if title in line.other else text
    elif column.part == TICKED:
        _tick(line, flat(text), column.title.rpartition(": ")[2])
    elif column.part and column.role in line.texts:
        first, last = line.texts[column.role], flat(text)
        line.texts[column.role] = first if first == last else f"{first} – {last}"
    elif column.role in line.texts:
        line.texts[column.role] += "\n" + text
    else:
        line.texts[column.role] = text


def _tick(line: Line, text: str, period: str) -> None:
    """«+» under a month stands for the month, a day under it for the day of that month."""
    phrase = period if is_tick(text) else f"{text} {period}"
    line.texts[Role.TERM] = ", ".join(filter(None, (line.of(Role.TERM), phrase)))


def is_tick(text: str) -> bool:
    return _TICK.match(text) is not None


def flat(text: str) -> str:
    """One line; words cut by a hyphen at a line end are joined."""
    return " ".join(join_cut(text).split())
