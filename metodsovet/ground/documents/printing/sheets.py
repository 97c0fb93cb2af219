"""Excel papers: a heading, a table with a repeated head, notes below. Text is written as text, never as a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from metodsovet.ground.documents.printing.heights import HEADING_SIZE, TEXT_SIZE, height_of

LANDSCAPE_FROM_WIDTH = 100
LONGEST_SHEET_NAME = 31
A4 = 9
LOOK = {"font_name": "Times New Roman", "font_size": TEXT_SIZE, "valign": "top", "text_wrap": True}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """``width`` in characters."""

    title: str
    width: int


def write_sheet(
    title: str,
    heading: Sequence[str],
    columns: Sequence[SheetColumn],
    rows: Sequence[Sequence[str]],
    notes: Sequence[str],
) -> bytes:
    """One sheet ready to print. A row of one cell is a heading across the table."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        formats = {
            "title": book.add_format({**LOOK, "bold": True, "font_size": HEADING_SIZE, "align": "center"}),
            "head": book.add_format({**LOOK, "bold": True, "border": 1, "align": "center", "bg_color": "#EEEEEE"}),
            "cell": book.add_format({**LOOK, "border": 1}),
            "section": book.add_format({**LOOK, "border": 1, "bold": True}),
            "note": book.add_format(LOOK),
        }
        _set_up(sheet, columns)
        widths = [column.width for column in columns]
        head = _across(sheet, 0, widths, heading, formats["title"])
        _write_cells(sheet, head, widths, [column.title for column in columns], formats["head"])
        line = _write_rows(sheet, head + 1, widths, rows, formats)
        sheet.repeat_rows(head)
        sheet.freeze_panes(head + 1, 0)
        last = _across(sheet, line + 1, widths, notes, formats["note"])
        sheet.print_area(0, 0, last - 1, len(columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(last, len(columns))}"})
    return content.getvalue()


def _sheet_name(title: str) -> str:
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)[:LONGEST_SHEET_NAME].strip() or "Лист"


def _set_up(sheet: Any, columns: Sequence[SheetColumn]) -> None:
    sheet.set_paper(A4)
    sheet.set_margins(left=0.8, right=0.4, top=0.8, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P")
    if sum(column.width for column in columns) > LANDSCAPE_FROM_WIDTH:
        sheet.set_landscape()
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)


def _across(sheet: Any, line: int, widths: Sequence[int], texts: Sequence[str], look: Any) -> int:
    for text in texts:
        if len(widths) > 1:
            sheet.merge_range(line, 0, line, len(widths) - 1, "", look)
        sheet.write_string(line, 0, text, look)
        sheet.set_row(line, height_of([text], [sum(widths)], look.font_size))
        line += 1
    return line


def _write_rows(sheet: Any, line: int, widths: Sequence[int], rows: Sequence[Sequence[str]], formats: Any) -> int:
    for row in rows:
        if len(row) == 1:
            _across(sheet, line, widths, row, formats["section"])
        else:
            _write_cells(sheet, line, widths, row, formats["cell"])
        line += 1
    return line


def _write_cells(sheet: Any, line: int, widths: Sequence[int], texts: Sequence[str], look: Any) -> None:
    for index, text in enumerate(texts):
        sheet.write_string(line, index, text, look)
    sheet.set_row(line, height_of(texts, widths, look.font_size))
