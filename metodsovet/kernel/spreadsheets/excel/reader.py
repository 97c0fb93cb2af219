"""Sheets of a workbook as tables."""

import io
from collections.abc import Iterator

from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorksheetNotFound,
)

from metodsovet.kernel.spreadsheets import limits
from metodsovet.kernel.spreadsheets.archives import Archive, broken
from metodsovet.kernel.spreadsheets.counters import Counter, too_many_cells
from metodsovet.kernel.spreadsheets.documents import Cell, Document, Remark, Row, Table
from metodsovet.kernel.spreadsheets.excel.styles import Style, read_styles
from metodsovet.kernel.spreadsheets.excel.survey import Survey, Surveyor, column_name
from metodsovet.kernel.spreadsheets.excel.values import Value, value_text
from metodsovet.kernel.spreadsheets.refusals import FileRefused

_RELATIONS = "xl/_rels/workbook.xml.rels"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NAMED_FORMULAS = 5


def read_workbook(archive: Archive, content: bytes) -> Document:
    surveyor = Surveyor(archive, read_styles(archive))
    surveys = {name: surveyor.survey(path, name) for name, path in sheet_paths(archive)}
    return _read(content, archive.name, surveys)


def read_old_workbook(content: bytes, name: str) -> Document:
    """An xls cannot be measured beforehand: call this in a limited process."""
    return _read(content, name, {})


def sheet_paths(archive: Archive) -> Iterator[tuple[str, str]]:
    """(name, path in the archive) of each sheet of cells."""
    try:
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
        book = etree.fromstring(archive.stream("xl/workbook.xml").read(), parser)
        relations = etree.fromstring(archive.stream(_RELATIONS).read(), parser) if archive.has(_RELATIONS) else []
    except etree.XMLSyntaxError as error:
        raise broken(archive.name) from error
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATION_ID), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if "/worksheets/" in path and archive.has(path):
            yield sheet.get("name", ""), path


def _read(content: bytes, name: str, surveys: dict[str, Survey]) -> Document:
    counter = Counter(name)
    tables: list[Table] = []
    remarks: list[Remark] = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for meta in book.sheets_metadata:
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            survey = surveys.get(meta.name, Survey(meta.name))
            sheet = book.get_sheet_by_name(meta.name)
            is_hidden = meta.visible is not SheetVisibleEnum.Visible
            table = _table(sheet, survey, counter, is_hidden=is_hidden)
            if table.rows:
                tables.append(table)
                remarks.extend(_remarks(survey, table))
    except PasswordError as error:
        raise FileRefused("password", f"Файл «{name}» защищён паролем: снимите пароль и загрузите снова.") from error
    except (CalamineError, WorksheetNotFound, OSError, ValueError) as error:
        if "assword" in str(error):
            text = f"Файл «{name}» защищён паролем: снимите пароль и загрузите снова."
            raise FileRefused("password", text) from error
        raise broken(name) from error
    if not tables:
        raise FileRefused("empty_file", f"В файле «{name}» нет заполненных ячеек: выберите файл с таблицей.")
    return Document(name, tuple(tables), tuple(remarks))


def _table(sheet: CalamineSheet, survey: Survey, counter: Counter, *, is_hidden: bool) -> Table:
    grid = _Grid(sheet, survey, counter)
    rows: list[Row] = []
    # Rows come from the first of the sheet, columns from the first filled one.
    left = sheet.start[1] if sheet.start else 0
    for position, values in enumerate(sheet.iter_rows()):
        cells = tuple(grid.cells(values, position, left))
        if cells:
            counter.count_row(cells[-1].column + cells[-1].span, grid.place(position))
            rows.append(Row(cells, position + 1, position in survey.hidden_rows))
    width = max((row.cells[-1].column + row.cells[-1].span for row in rows), default=0)
    return Table(tuple(rows), width, survey.sheet, is_hidden)


class _Grid:
    """Filled cells of a sheet; a merged area is its first cell wide, continued in the rows under it."""

    def __init__(self, sheet: CalamineSheet, survey: Survey, counter: Counter) -> None:
        self._survey = survey
        self._counter = counter
        self._origins: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        self._covering: dict[tuple[int, int], tuple[int, int]] = {}
        self._texts: dict[tuple[int, int], str] = {}
        self._take_merges(sheet)

    def place(self, position: int) -> str:
        return f"лист «{self._survey.sheet}», строка {position + 1}"

    def cells(self, values: list[Value], position: int, left: int) -> Iterator[Cell]:
        for column, value in enumerate(values, start=left):
            address = (position, column)
            if address in self._covering:
                continued = self._continued(address)
                if continued is not None:
                    yield continued
            elif value != "":
                yield from self._own(address, value)

    def _own(self, address: tuple[int, int], value: Value) -> Iterator[Cell]:
        position, column = address
        style = self._survey.styled.get(address, Style())
        text = value_text(value, style.date_part)
        self._counter.count_cell(text, self.place(position), f"столбец {column_name(column)}")
        if not text:
            return
        span = 1
        if address in self._origins:
            _, first, _, last = self._origins[address]
            span = last - first + 1
            self._texts[address] = text
        yield Cell(text, column, span, is_bold=style.is_bold)

    def _continued(self, address: tuple[int, int]) -> Cell | None:
        origin = self._covering[address]
        text = self._texts.get(origin)
        if address[0] == origin[0] or address[1] != origin[1] or text is None:
            return None
        return Cell(text, origin[1], self._origins[origin][3] - origin[1] + 1, is_continued=True)

    def _take_merges(self, sheet: CalamineSheet) -> None:
        if sheet.end is None:
            return
        last_row, last_column = sheet.end
        for (top, left), (lowest, rightmost) in sheet.merged_cell_ranges or ():
            bottom, right = min(lowest, last_row), min(rightmost, max(last_column, left))
            self._origins[top, left] = (top, left, bottom, right)
            if (bottom - top + 1) * (right - left + 1) + len(self._covering) > limits.CELLS:
                raise too_many_cells(self._counter.name)
            for row in range(top, bottom + 1):
                self._covering.update({(row, column): (top, left) for column in range(left, right + 1)})
            self._covering.pop((top, left), None)


def _remarks(survey: Survey, table: Table) -> Iterator[Remark]:
    """What a person does not see on the sheet, or sees and the file does not hold."""
    if table.is_hidden:
        yield Remark("hidden_sheet", f"Лист «{table.sheet}» скрыт, его строки прочитаны.")
    used = [column for column in sorted(survey.hidden_columns) if column < table.width]
    if used:
        names = ", ".join(column_name(column) for column in used)
        yield Remark("hidden_column", f"На листе «{table.sheet}» скрыты столбцы: {names}; они прочитаны.")
    if survey.unvalued:
        names = ", ".join(survey.unvalued[:_NAMED_FORMULAS])
        yield Remark(
            "formula_without_value",
            f"На листе «{table.sheet}» формулы без посчитанного значения ({names}) прочитаны как пустые: "
            "откройте файл в Excel и сохраните его.",
        )
