from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.http import QueryDict
from django.test import RequestFactory

from metodsovet.design.tables import Column, Table
from metodsovet.design.tables.columns import cell_text
from metodsovet.design.tables.workbooks import xlsx_bytes
from metodsovet.design.tests.pages import LIST, PEOPLE, Person


def names(query: str) -> list[str]:
    return [person.last_name for person in LIST.open(PEOPLE, QueryDict(query)).rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    (
        ("", ["Аникеева", "Ветров", "Ёлкина", "Жарова"]),
        ("sort=-name", ["Жарова", "Ёлкина", "Ветров", "Аникеева"]),
        ("sort=years", ["Жарова", "Ёлкина", "Аникеева", "Ветров"]),
        ("sort=-years", ["Аникеева", "Ёлкина", "Жарова", "Ветров"]),
        ("sort=password", ["Аникеева", "Ветров", "Ёлкина", "Жарова"]),
        ("school=СОШ № 3", ["Ветров", "Ёлкина"]),
        ("school=СОШ № 3&school=Лицей № 6", ["Аникеева", "Ветров", "Ёлкина"]),
        ("school=Чужая школа", ["Аникеева", "Ветров", "Ёлкина", "Жарова"]),
        ("find=ЁЛК", ["Ёлкина"]),
    ),
)
def test_open_table_keeps_and_orders_what_the_address_asks(query: str, expected: list[str]) -> None:
    assert names(query) == expected


def test_chosen_filter_leaves_the_other_values_when_it_is_taken_off() -> None:
    opened = LIST.open(PEOPLE, QueryDict("school=СОШ № 3&school=Лицей № 6"))

    after = {choice.label: choice.values_after for choice in opened.filters[0].chosen}

    assert after == {"СОШ № 3": ["Лицей № 6"], "Лицей № 6": ["СОШ № 3"]}


@pytest.mark.parametrize(
    ("query", "expected"),
    (("", ["name", "school", "years"]), ("show=note", ["name", "note"]), ("show=nothing", ["name"])),
)
def test_open_table_shows_the_columns_that_are_chosen(query: str, expected: list[str]) -> None:
    assert [column.key for column in LIST.open(PEOPLE, QueryDict(query)).columns] == expected


def test_open_table_pages_its_rows() -> None:
    opened = LIST.open(PEOPLE, QueryDict("page=2"))

    assert [shown.row.last_name for group in opened.groups for shown in group.rows] == ["Жарова"]
    assert opened.total == 4


def test_open_table_groups_neighbours_in_its_own_order_only() -> None:
    table = Table[Person](
        title="Люди",
        columns=(Column("name", "ФИО", lambda person: person.full_name, is_sortable=True),),
        group=lambda person: person.school,
    )

    own = table.open(PEOPLE, QueryDict(""))
    other = table.open(PEOPLE, QueryDict("sort=name"))

    assert [(group.title, len(group.rows)) for group in own.groups] == [
        ("СОШ № 3", 2),
        ("Лицей № 6", 1),
        ("Гимназия № 4", 1),
    ]
    assert [group.title for group in other.groups] == [""]


def test_chosen_rows_are_those_ticked_among_the_visible() -> None:
    opened = LIST.open(PEOPLE, QueryDict("school=СОШ № 3"))

    ticked = opened.chosen(QueryDict("chosen=Ветров&chosen=Жарова"))
    everything = opened.chosen(QueryDict("all=1"))

    assert [person.last_name for person in ticked] == ["Ветров"]
    assert [person.last_name for person in everything] == ["Ветров", "Ёлкина"]


def test_answer_gives_xlsx_of_all_pages_with_text_as_text() -> None:
    request = RequestFactory().get("/", {"as": "xlsx", "show": ["years", "note"]})

    response = LIST.open(PEOPLE, request.GET).answer(request, "design/components.html")
    sheet: Any = openpyxl.load_workbook(BytesIO(response.content)).active

    assert sheet.title == "Люди"
    assert sheet.freeze_panes == "A2"
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["ФИО", "Стаж", "Примечание"],
        ["Аникеева Мария Олеговна", 36, None],
        ["Ветров Пётр Андреевич", None, "https://example.org"],
        ["Ёлкина Зоя Ильинична", 11, "=1+1"],
        ["Жарова Инна Львовна", 3, "+7 900 000-00-00"],
    ]
    assert [sheet["C3"].hyperlink, sheet["C4"].data_type, sheet["C5"].data_type] == [None, "s", "s"]
    assert sheet.column_dimensions["A"].width == pytest.approx(34, abs=1)


def test_xlsx_keeps_numbers_dates_and_shares_as_such() -> None:
    columns = [
        Column[dict[str, Any]]("share", "Доля", lambda row: row["share"], is_share=True),
        Column[dict[str, Any]]("day", "Срок", lambda row: row["day"]),
        Column[dict[str, Any]]("open", "Открыто", lambda row: row["open"]),
    ]

    content = xlsx_bytes(
        "План: 2026/27 [1]", columns, [{"share": Decimal("0.455"), "day": date(2026, 11, 17), "open": True}]
    )
    sheet: Any = openpyxl.load_workbook(BytesIO(content)).active

    assert (sheet["A2"].value, sheet["A2"].number_format) == (0.455, "0.0%")
    assert (sheet["B2"].value.date(), sheet["B2"].number_format) == (date(2026, 11, 17), "dd.mm.yyyy")
    assert sheet["C2"].value == "да"
    assert sheet.title == "План  2026 27  1"


@pytest.mark.parametrize(
    ("value", "text"),
    ((None, "—"), ("", "—"), (True, "да"), (0, "0"), (Decimal("1.50"), "1,50"), (date(2026, 9, 1), "01.09.2026")),
)
def test_cell_text_is_what_people_read(value: Any, text: str) -> None:
    assert cell_text(value) == text
