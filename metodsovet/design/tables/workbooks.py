"""A list as xlsx: text stays text whatever it begins with, numbers and dates stay what they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from metodsovet.design.tables.columns import Cell, Column
from metodsovet.kernel import clock
from metodsovet.kernel.exports import Exported, tell_export

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BAD_IN_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
LONGEST_TEXT = 32_767


@dataclass(frozen=True, slots=True)
class Formats:
    head: Format
    text: Format
    number: Format
    share: Format
    day: Format
    moment: Format


def xlsx_response(
    title: str, columns: Sequence[Column[Any]], rows: Iterable[Any], *, narrowed: str = ""
) -> HttpResponse:
    content, number = _workbook(title, columns, rows)
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    tell_export(response, Exported(title, narrowed, number))
    name = f"{title} {clock.today():%d.%m.%Y}.xlsx"
    response["Content-Disposition"] = f"attachment; filename=\"list.xlsx\"; filename*=UTF-8''{quote(name)}"
    return response


def xlsx_bytes(title: str, columns: Sequence[Column[Any]], rows: Iterable[Any]) -> bytes:
    """One sheet with a frozen head, widths and a filter over the head."""
    return _workbook(title, columns, rows)[0]


def _workbook(title: str, columns: Sequence[Column[Any]], rows: Iterable[Any]) -> tuple[bytes, int]:
    """The file and the number of its rows."""
    buffer = BytesIO()
    with Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}) as book:
        sheet = book.add_worksheet(title.translate(BAD_IN_SHEET_NAME).strip()[:31] or None)
        formats = _formats(book)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.chars)
            sheet.write_string(0, place, column.label, formats.head)
        last = 0
        for last, row in enumerate(_each(rows), start=1):
            for place, column in enumerate(columns):
                _write(sheet, (last, place), column.value(row), column, formats)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
    return buffer.getvalue(), last


def _each(rows: Iterable[Any]) -> Iterable[Any]:
    return rows.iterator(chunk_size=1000) if isinstance(rows, QuerySet) else rows


def _formats(book: Workbook) -> Formats:
    top = {"valign": "top", "text_wrap": True}
    return Formats(
        head=book.add_format({"bold": True, "valign": "vcenter", "text_wrap": True, "bottom": 1}),
        text=book.add_format({**top, "num_format": "@"}),
        number=book.add_format({"valign": "top"}),
        share=book.add_format({"valign": "top", "num_format": "0.0%"}),
        day=book.add_format({"valign": "top", "num_format": "dd.mm.yyyy"}),
        moment=book.add_format({"valign": "top", "num_format": "dd.mm.yyyy hh:mm"}),
    )


def _write(sheet: Worksheet, place: tuple[int, int], value: Cell, column: Column[Any], formats: Formats) -> None:
    if value is None or value == "":
        sheet.write_blank(*place, None, formats.text)
    elif isinstance(value, datetime):
        local = timezone.make_naive(value) if timezone.is_aware(value) else value
        sheet.write_datetime(*place, local, formats.moment)
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, formats.day)
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        sheet.write_number(*place, value, formats.share if column.is_share else formats.number)
    else:
        sheet.write_string(*place, column.text(value)[:LONGEST_TEXT], formats.text)
