"""Rows of a Word table placed on its grid."""

from collections.abc import Callable, Iterator
from typing import Any

from metodsovet.kernel.spreadsheets.counters import Counter
from metodsovet.kernel.spreadsheets.documents import Cell, Row, Table
from metodsovet.kernel.spreadsheets.word import names
from metodsovet.kernel.spreadsheets.word.names import w

_WRAPPERS = frozenset((w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo")))
_PROPERTIES, _SPAN, _VERTICAL, _HORIZONTAL = w("tcPr"), w("gridSpan"), w("vMerge"), w("hMerge")
_OWN_ROWS = 2
_OWN_COLUMNS = 3

CellText = tuple[str, bool]


class TableBuilder:
    """Takes rows as they come; ``cell_text`` reads the paragraphs of a cell, nested tables are set aside."""

    def __init__(self, number: int, counter: Counter, paragraph_text: Callable[[Any], CellText]) -> None:
        self.nested: list[Any] = []
        self._number = number
        self._counter = counter
        self._paragraph_text = paragraph_text
        self._rows: list[Row] = []
        self._merged: dict[int, str] = {}
        self._position = 0
        self._width = 0

    def add(self, row: Any) -> None:
        properties = row.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            return
        self._position += 1
        place = f"таблица {self._number}, строка {self._position}"
        cells = tuple(self._cells(row, _grid_before(properties), place))
        width = cells[-1].column + cells[-1].span if cells else 0
        self._counter.count_row(width, place)
        self._width = max(self._width, width)
        is_hidden = properties is not None and names.is_on(properties.find(w("hidden")))
        self._rows.append(Row(cells, self._position, is_hidden))

    def finished(self) -> Table:
        return Table(tuple(self._rows), self._width)

    def _cells(self, row: Any, column: int, place: str) -> Iterator[Cell]:
        previous: Cell | None = None
        for element in unwrapped(row, names.CELL):
            span, vertical, horizontal = _merges(element.find(_PROPERTIES))
            text, is_bold = self._text(element)
            self._counter.count_cell(text, place, f"столбец {column + 1}")
            if horizontal == "continue" and previous is not None:
                previous = Cell(previous.text, previous.column, previous.span + span, is_bold=previous.is_bold)
            else:
                if previous is not None:
                    yield previous
                previous = self._placed(Cell(text, column, span, is_bold=is_bold), vertical)
            column += span
        if previous is not None:
            yield previous

    def _placed(self, cell: Cell, vertical: str) -> Cell:
        if vertical == "continue" and not cell.text and cell.column in self._merged:
            return Cell(self._merged[cell.column], cell.column, cell.span, is_continued=True)
        if vertical == "restart":
            self._merged[cell.column] = cell.text
        else:
            self._merged.pop(cell.column, None)
        return cell

    def _text(self, cell: Any) -> CellText:
        """Bold only when every written paragraph is."""
        lines: list[str] = []
        bolds: list[bool] = []
        for element in unwrapped(cell, names.PARAGRAPH, names.TABLE):
            if element.tag == names.TABLE:
                if _stands_alone(element):
                    self.nested.append(element)
                    continue
                lines.extend(self._flattened(element))
                bolds.append(False)
                continue
            text, is_bold = self._paragraph_text(element)
            if text:
                lines.append(text)
                bolds.append(is_bold)
        return "\n".join(lines), bool(bolds) and all(bolds)

    def _flattened(self, table: Any) -> Iterator[str]:
        """A small table inside a cell is text: a line for each of its rows."""
        for row in unwrapped(table, names.ROW):
            texts = (self._text(cell)[0] for cell in unwrapped(row, names.CELL))
            line = " ".join(text for text in texts if text)
            if line:
                yield line


def unwrapped(parent: Any, *tags: str) -> Iterator[Any]:
    """Children of the wanted kinds, those inside content controls and insertions too."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from unwrapped(child, *tags)


def _stands_alone(table: Any) -> bool:
    rows = list(unwrapped(table, names.ROW))
    return len(rows) >= _OWN_ROWS and max(sum(1 for _ in unwrapped(row, names.CELL)) for row in rows) >= _OWN_COLUMNS


def _grid_before(properties: Any) -> int:
    return _number(properties.find(w("gridBefore"))) if properties is not None else 0


def _merges(properties: Any) -> tuple[int, str, str]:
    """Columns covered, state of the vertical and of the (old) horizontal merge: restart, continue or empty."""
    span, vertical, horizontal = 1, "", ""
    for element in properties if properties is not None else ():
        if element.tag == _SPAN:
            span = max(1, _number(element))
        elif element.tag == _VERTICAL:
            vertical = element.get(names.VAL, "continue")
        elif element.tag == _HORIZONTAL:
            horizontal = element.get(names.VAL, "continue")
    return span, vertical, horizontal


def _number(element: Any) -> int:
    text = "" if element is None else element.get(names.VAL, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
