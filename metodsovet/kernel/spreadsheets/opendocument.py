"""Sheets of an OpenDocument spreadsheet, with the texts as they are shown."""

from collections.abc import Iterator
from typing import Any

from metodsovet.kernel.spreadsheets import limits
from metodsovet.kernel.spreadsheets.archives import Archive
from metodsovet.kernel.spreadsheets.counters import Counter, too_many_rows
from metodsovet.kernel.spreadsheets.documents import Cell, Document, Remark, Row, Table
from metodsovet.kernel.spreadsheets.refusals import FileRefused
from metodsovet.kernel.spreadsheets.word.texts import tidy
from metodsovet.kernel.spreadsheets.xml_streams import events, release

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_ANNOTATION = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"
_SHEET, _ROW, _COLUMN = f"{_TABLE}table", f"{_TABLE}table-row", f"{_TABLE}table-column"
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_HIDDEN = frozenset(("collapse", "filter"))
_MOST_REPEATS = 2**21


def read_sheets(archive: Archive) -> Document:
    reader = _Sheets(archive)
    reader.read()
    if not reader.tables:
        raise FileRefused("empty_file", f"В файле «{archive.name}» нет заполненных ячеек: выберите файл с таблицей.")
    return Document(archive.name, tuple(reader.tables), tuple(reader.remarks))


class _Sheets:
    def __init__(self, archive: Archive) -> None:
        self.tables: list[Table] = []
        self.remarks: list[Remark] = []
        self._archive = archive
        self._counter = Counter(archive.name)
        self._hidden_styles: set[str] = set()
        self._start("", is_hidden=False)

    def _start(self, sheet: str, *, is_hidden: bool) -> None:
        self._sheet = sheet
        self._is_hidden = is_hidden
        self._rows: list[Row] = []
        self._position = 0
        self._merged: dict[int, tuple[int, str, int]] = {}
        self._columns = 0
        self._hidden_columns: list[int] = []

    def read(self) -> None:
        style = f"{_STYLE}style"
        for event, element in events(self._archive, "content.xml", style, _SHEET, _COLUMN, _ROW):
            if element.tag == style:
                self._note_style(element, event)
            elif element.tag == _SHEET and event == "start":
                is_hidden = element.get(f"{_TABLE}style-name") in self._hidden_styles
                self._start(element.get(f"{_TABLE}name", ""), is_hidden=is_hidden)
            elif element.tag == _SHEET:
                self._finish()
            elif element.tag == _COLUMN:
                self._note_columns(element, event)
            elif event == "end":
                self._take_row(element)
                release(element)

    def _note_style(self, element: Any, event: str) -> None:
        properties = element.find(f"{_STYLE}table-properties") if event == "end" else None
        if properties is not None and properties.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(element.get(f"{_STYLE}name", ""))

    def _note_columns(self, element: Any, event: str) -> None:
        if event != "end":
            return
        last = self._columns + _repeats(element, "number-columns-repeated")
        if element.get(f"{_TABLE}visibility") in _HIDDEN:
            self._hidden_columns.extend(range(self._columns, min(last, limits.COLUMNS)))
        self._columns = last

    def _finish(self) -> None:
        if not self._rows:
            return
        width = max(row.cells[-1].column + row.cells[-1].span for row in self._rows)
        columns = tuple(self._hidden_columns)
        self.tables.append(Table(tuple(self._rows), width, self._sheet, self._is_hidden, columns))
        if self._is_hidden:
            self.remarks.append(Remark("hidden_sheet", f"Лист «{self._sheet}» скрыт, его строки прочитаны."))

    def _take_row(self, element: Any) -> None:
        repeats = _repeats(element, "number-rows-repeated")
        is_hidden = element.get(f"{_TABLE}visibility") in _HIDDEN
        for _ in range(repeats):
            place = f"лист «{self._sheet}», строка {self._position + 1}"
            cells = tuple(self._cells(element, place))
            if not cells:
                self._position += repeats
                return
            if repeats > limits.ROWS:
                raise too_many_rows(self._archive.name)
            self._position += 1
            self._counter.count_row(cells[-1].column + cells[-1].span, place)
            self._rows.append(Row(cells, self._position, is_hidden))

    def _cells(self, row: Any, place: str) -> Iterator[Cell]:
        column = 0
        for element in row.iterchildren(_CELL, _COVERED):
            repeats = _repeats(element, "number-columns-repeated")
            if element.tag == _COVERED:
                yield from self._covered(column, repeats)
            elif text := tidy("\n".join(_paragraphs(element))):
                span = _repeats(element, "number-columns-spanned")
                for offset in range(repeats):
                    self._counter.count_row(column + offset + 1, place)
                    self._counter.count_cell(text, place, f"столбец {column + offset + 1}")
                    yield Cell(text, column + offset, span)
                self._merge(element, column, span, text)
            column += repeats

    def _merge(self, element: Any, column: int, span: int, text: str) -> None:
        rows = _repeats(element, "number-rows-spanned")
        if rows > 1:
            self._merged[column] = (self._position + rows, text, span)

    def _covered(self, column: int, repeats: int) -> Iterator[Cell]:
        for place in sorted(self._merged):
            last, text, span = self._merged[place]
            if column <= place < column + repeats and self._position < last:
                yield Cell(text, place, span, is_continued=True)


def _paragraphs(cell: Any) -> Iterator[str]:
    for element in cell.iterchildren(f"{_TEXT}p", f"{_TEXT}h"):
        yield "".join(_spans(element))


def _spans(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            yield " "
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag != _ANNOTATION:
            yield from _spans(child)
        yield child.tail or ""


def _repeats(element: Any, name: str) -> int:
    text = element.get(_TABLE + name, "1")
    return max(1, min(int(text), _MOST_REPEATS)) if text.isascii() and text.isdigit() and len(text) < 9 else 1
