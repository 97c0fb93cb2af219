"""Sheets as plain rows of values, for long lists whose cells need no format of their own.

Several times as fast and as small as ``read_tables``; a merged area has its value in every cell it covers.
"""

import io
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from metodsovet.kernel.spreadsheets import limits
from metodsovet.kernel.spreadsheets.archives import Archive, broken
from metodsovet.kernel.spreadsheets.counters import too_many_cells, too_many_columns, too_many_rows
from metodsovet.kernel.spreadsheets.documents import Document, Table
from metodsovet.kernel.spreadsheets.excel.marks import NOTHING_MARKED, Marks, notes_of
from metodsovet.kernel.spreadsheets.excel.reader import sheet_paths
from metodsovet.kernel.spreadsheets.excel.values import Value
from metodsovet.kernel.spreadsheets.formats import Format, format_of_archive, format_of_bytes
from metodsovet.kernel.spreadsheets.reading import content_of, read_here
from metodsovet.kernel.spreadsheets.refusals import FileRefused

_ROW_NUMBER = re.compile(rb'<row [^>]*?r="(\d{6,10})"')
# Begins with a literal, so that a million near cells cost nothing. What is written otherwise meets the child's limits.
_FAR_CELL = re.compile(rb' r="(?:([A-Z]{2,3})\d|[A-Z](\d{6,10})")')
_CELL_END = b"<c "


@dataclass(frozen=True, slots=True)
class SheetRow:
    """``position`` is the row's number as a person counts it, from 1; an empty cell is an empty string."""

    position: int
    values: list[Value]
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """``hidden_columns`` count from 0; ``notes`` are the cells with comments, as «B2», by the position of their row."""

    name: str
    rows: list[SheetRow]
    is_hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    notes: Mapping[int, Sequence[str]] = field(default_factory=dict)


def read_sheets(source: Path | bytes, name: str) -> list[Sheet]:
    """Filled rows of every sheet or table. Call it in a limited process; FileRefused as ``read_tables``."""
    content = content_of(source, name)
    if format_of_bytes(content, name) is Format.XLS:
        return _of_workbook(content, name)
    if content.startswith(b"PK"):
        archive = Archive(content, name)
        if format_of_archive(archive) is Format.XLSX:
            return _of_workbook(content, name, _marks(archive))
    return _of_document(read_here(content, name))


def _marks(archive: Archive) -> dict[str, Marks]:
    """By sheet; what is too large is refused before anything is laid out in memory."""
    marks = _measure(archive)
    return {name: marks[path] for name, path in sheet_paths(archive) if path in marks}


def _measure(archive: Archive) -> dict[str, Marks]:
    cells = 0
    marks: dict[str, Marks] = {}
    for path in archive.entries:
        if not path.startswith("xl/worksheets/") or not path.endswith(".xml"):
            continue
        own = marks[path] = Marks(notes=notes_of(archive, path))
        tail = b""
        for piece in archive.pieces(path):
            cells += piece.count(_CELL_END)
            window = tail + piece
            cut = window.rfind(b">") + 1
            _measure_window(window[:cut], archive.name)
            if b" hidden=" in window:
                own.take(window[:cut])
            tail = window[cut:][-limits.CELL_CHARACTERS :]
            if cells > limits.LIST_CELLS:
                raise too_many_cells(archive.name, limits.LIST_CELLS)
    return marks


def _measure_window(window: bytes, name: str) -> None:
    numbers = [int(number) for number in _ROW_NUMBER.findall(window)]
    for letters, number in _FAR_CELL.findall(window):
        if letters and _column(letters) > limits.COLUMNS:
            raise too_many_columns(name, f"столбец {letters.decode()}")
        numbers.append(int(number or 0))
    if numbers and max(numbers) > limits.ROWS:
        raise too_many_rows(name)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _of_workbook(content: bytes, name: str, marks: Mapping[str, Marks] = NOTHING_MARKED) -> list[Sheet]:
    sheets = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for meta in book.sheets_metadata:
            if meta.typ is SheetTypeEnum.WorkSheet:
                own = marks.get(meta.name) or Marks()
                rows = list(_filled_rows(book.get_sheet_by_name(meta.name), name, own.hidden_rows))
                is_hidden = meta.visible is not SheetVisibleEnum.Visible
                sheets.append(Sheet(meta.name, rows, is_hidden, frozenset(own.hidden_columns), own.notes))
    except PasswordError as error:
        raise FileRefused("password", f"Файл «{name}» защищён паролем: снимите пароль и загрузите снова.") from error
    except (CalamineError, OSError, ValueError) as error:
        raise broken(name) from error
    return [sheet for sheet in sheets if sheet.rows]


def _filled_rows(sheet: CalamineSheet, name: str, hidden: Container[int]) -> Iterator[SheetRow]:
    covered = _covered(sheet, name)
    left = [""] * (sheet.start[1] if sheet.start else 0)
    kept: dict[tuple[int, int], Value] = {}
    for index, values in enumerate(sheet.iter_rows()):
        if index >= limits.ROWS:
            raise too_many_rows(name)
        row: list[Value] = [*left, *values] if left else list(values)
        for column, origin in covered.pop(index, ()):
            if origin == (index, column):
                kept[origin] = row[column] if column < len(row) else ""
            elif column < len(row):
                row[column] = kept.get(origin, "")
        if row.count("") < len(row):
            plain = _without_truths(row) if True in row or False in row else row
            yield SheetRow(index + 1, plain, index + 1 in hidden)


def _without_truths(row: list[Value]) -> list[Value]:
    """TRUE is not the number 1, which it equals in Python."""
    return [("да" if value else "нет") if isinstance(value, bool) else value for value in row]


def _covered(sheet: CalamineSheet, name: str) -> dict[int, list[tuple[int, tuple[int, int]]]]:
    """Merged cells by row: (column, the corner whose value they show); corners come first."""
    answer: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    if sheet.end is None:
        return answer
    number = 0
    for (top, left), (lowest, rightmost) in sheet.merged_cell_ranges or ():
        bottom, right = min(lowest, sheet.end[0]), min(rightmost, max(sheet.end[1], left))
        number += (bottom - top + 1) * (right - left + 1)
        if number > limits.LIST_CELLS:
            raise too_many_cells(name, limits.LIST_CELLS)
        for row in range(top, bottom + 1):
            answer.setdefault(row, []).extend((column, (top, left)) for column in range(left, right + 1))
    return answer


def _of_document(document: Document) -> list[Sheet]:
    sheets = [
        Sheet(table.sheet, list(_rows_of_table(table)), table.is_hidden, frozenset(table.hidden_columns))
        for table in document.tables
    ]
    return [sheet for sheet in sheets if sheet.rows]


def _rows_of_table(table: Table) -> Iterator[SheetRow]:
    for row in table.rows:
        values: list[Value] = [""] * table.width
        for cell in row.cells:
            for column in range(cell.column, min(cell.column + cell.span, table.width)):
                values[column] = cell.text
        if any(values):
            yield SheetRow(row.position, values, row.is_hidden)
