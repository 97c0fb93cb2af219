"""Everything that the system keeps about one person, as the person may take it away."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import Field, ForeignKey, Model
from django.utils import timezone
from xlsxwriter import Workbook

from metodsovet.design.tables.workbooks import BAD_IN_SHEET_NAME, LONGEST_TEXT
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.traces_of_people import owners_of
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.traces import Trace, all_traces

READ_ME = """Всё, что система хранит о человеке: {name}
Выгружено {day}

Каждый раздел — лист книги Excel и список в файле json с тем же содержанием.
Чего здесь нет: пароль хранится только как отпечаток, из которого его не узнать; служебные ключи связи таблиц.
"""
WIDEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows of one trace: labels of columns and plain values."""

    title: str
    labels: Sequence[str]
    rows: Sequence[Sequence[Any]]


def kept_about(person: Person) -> list[Kept]:
    """Kinds of which there is something; a query for each kind."""
    owners = owners_of(person)
    found = []
    for trace in all_traces():
        columns = shown_columns(trace)
        pointing = [column.name for column in columns if isinstance(column, ForeignKey)]
        named = trace.rows(owners).select_related(*pointing, *trace.names_need)
        rows = [row_of(columns, row) for row in named.order_by("pk")]
        if rows:
            found.append(Kept(trace.title, [_label(column) for column in columns], rows))
    return found


def shown_columns(trace: Trace) -> "list[Field[Any, Any]]":
    """Every column of the table but the hidden ones."""
    return [column for column in trace.model._meta.concrete_fields if column.name not in trace.hidden]


def row_of(columns: "Sequence[Field[Any, Any]]", row: Model) -> list[Any]:
    return [_value(column, row) for column in columns]


def everything_about(person: Person) -> bytes:
    """A zip of an xlsx, a json and a page that says what they are."""
    kept = kept_about(person)
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr("Прочтите.txt", READ_ME.format(name=person.full_name, day=date_text(clock.today())))
        archive.writestr("Всё обо мне.json", json.dumps(_as_lists(kept), ensure_ascii=False, indent=1))
        archive.writestr("Всё обо мне.xlsx", workbook_of(kept))
    return content.getvalue()


def _label(column: "Field[Any, Any]") -> str:
    return "номер" if column.primary_key else str(column.verbose_name)


def _value(column: "Field[Any, Any]", row: Model) -> Any:
    if isinstance(column, ForeignKey):
        return "" if getattr(row, column.attname) is None else str(getattr(row, column.name))
    value = getattr(row, column.attname)
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%d.%m.%Y %H:%M")
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, bool):
        return "да" if value else "нет"
    if value is None or isinstance(value, int | float | str):
        return "" if value is None else value
    return str(value) if isinstance(value, Decimal) or not isinstance(value, list | dict) else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _as_lists(kept: Sequence[Kept]) -> dict[str, list[dict[str, Any]]]:
    return {one.title: [dict(zip(one.labels, row, strict=True)) for row in one.rows] for one in kept}


def workbook_of(kept: Sequence[Kept]) -> bytes:
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(content, options) as book:
        head = book.add_format({"bold": True, "valign": "top", "text_wrap": True, "bottom": 1})
        cell = book.add_format({"valign": "top", "text_wrap": True})
        for number, one in enumerate(kept, start=1):
            sheet = book.add_worksheet(f"{number}. {one.title}".translate(BAD_IN_SHEET_NAME)[:WIDEST_NAME].strip())
            sheet.set_column(0, len(one.labels) - 1, 24)
            sheet.freeze_panes(1, 0)
            for place, label in enumerate(one.labels):
                sheet.write_string(0, place, label, head)
            for line, row in enumerate(one.rows, start=1):
                for place, value in enumerate(row):
                    sheet.write_string(line, place, str(value)[:LONGEST_TEXT], cell)
    return content.getvalue()
