"""Plans kept in workbooks."""

import io
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Font

from metodsovet.work.planning.tests.reading.files import (
    by_section,
    codes,
    numbers,
    parties,
    plan_of_bytes,
    plan_of_text,
    sections,
    terms,
    titles,
)

HEADER = ("№", "Мероприятие", "Срок", "Ответственный")


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_read_workbook_with_title_rows_merged_sections_and_dates() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B1"] = "План работы ШМО учителей физики на 2025/2026 учебный год"
    sheet.merge_cells("B1:E1")
    for column, title in enumerate(HEADER, 2):
        sheet.cell(3, column, title)
    sheet["B4"] = "1. Организация"
    sheet.merge_cells("B4:E4")
    for row, values in ((5, (1, "Совет", date(2025, 10, 15), "Методист")), (6, (2, "Отчёт", "май", "Директор"))):
        for column, value in enumerate(values, 2):
            sheet.cell(row, column, value)

    plan = plan_of_bytes(saved(book), "план.xlsx")

    assert plan.act.title == "План работы ШМО учителей физики на 2025/2026 учебный год"
    assert plan.act.years == (2025, 2026)
    assert sections(plan) == [("1", "Организация")]
    assert numbers(plan) == ["1", "2"]
    assert terms(plan) == ["15.10.2025", "май"]


def test_read_workbook_numbers_that_became_dates_and_months_that_became_days() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADER)
    sheet.append((date(2026, 2, 1), "Совет", date(2025, 10, 1), "Методист"))
    sheet["C2"].number_format = "mmmm yyyy"
    sheet.append((1.3, "Форум", "март", "Методист"))

    plan = plan_of_bytes(saved(book), "план.xlsx")

    assert numbers(plan) == ["1.2", "1.3"]
    assert terms(plan)[0] == "октябрь 2025"
    assert plan.activities[0].term.kind == "month"


def test_read_workbook_hidden_rows_are_kept_and_warned() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (HEADER, (1, "Совет", "май", "Методист"), (2, "Форум", "июнь", "Методист")):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True

    plan = plan_of_bytes(saved(book), "план.xlsx")

    assert titles(plan) == ["Совет", "Форум"]
    assert codes(plan) == [[], ["hidden_row"]]
    assert [warning.code for warning in plan.warnings] == ["hidden_column"]


def test_read_workbook_takes_values_of_formulas_and_names_those_without() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("План")
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, (1, "Совет"))
    sheet.write_formula(1, 2, '="май"', value="май")
    sheet.write(1, 3, "Методист")
    book.close()
    unvalued = openpyxl.Workbook()
    for row in (HEADER, ("=1+0", "Совет", "май", "Методист")):
        unvalued.active.append(row)

    assert terms(plan_of_bytes(file.getvalue(), "план.xlsx")) == ["май"]
    plan = plan_of_bytes(saved(unvalued), "план.xlsx")
    assert [warning.code for warning in plan.warnings] == ["formula_without_value"]
    assert "A2" in plan.warnings[0].text


def test_read_workbook_of_several_sheets_by_month_and_by_direction() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Сентябрь"
    for name in ("Октябрь", "Справочник"):
        book.create_sheet(name)
    for name in ("Сентябрь", "Октябрь"):
        book[name].append(HEADER)
        book[name].append((1, f"Совет: {name}", "до 5 числа", "Методист"))
    book["Справочник"].append(("Школа", "Телефон"))
    directions = openpyxl.Workbook()
    directions.active.title = "Кадры"
    directions.create_sheet("Диагностика")
    for sheet in directions:
        sheet.append(HEADER)
        sheet.append((1, f"Совет: {sheet.title}", "май", "Методист"))

    by_month = plan_of_bytes(saved(book), "план.xlsx")
    by_direction = plan_of_bytes(saved(directions), "план.xlsx")

    assert [str(activity.term.end) for activity in by_month.activities] == ["2025-09-05", "2025-10-05"]
    assert sections(by_direction) == [("", "Кадры"), ("", "Диагностика")]


def test_read_workbook_bold_rows_are_sections() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (HEADER, ("", "Кадры"), (1, "Совет", "май", "Методист"), ("", "Сайт"), (2, "Лента", "май", "Методист")):
        sheet.append(row)
    for position in (2, 4):
        sheet.cell(position, 2).font = Font(bold=True)

    assert by_section(plan_of_bytes(saved(book), "план.xlsx")) == [("Кадры", 1), ("Сайт", 1)]


@pytest.mark.parametrize("delimiter", (";", ","))
@pytest.mark.parametrize("encoding", ("utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"))
def test_read_csv_in_encodings_of_practice(delimiter: str, encoding: str) -> None:
    quoted = '"Методист, директор"' if delimiter == "," else "Методист, директор"
    text = (
        f"№{delimiter}Мероприятие{delimiter}Срок{delimiter}Ответственный\n"
        f"1{delimiter}Совет по наставничеству{delimiter}май{delimiter}{quoted}\n"
        f"2{delimiter}Форум молодых{delimiter}июнь{delimiter}Методист\n"
    ).replace("№", "№" if encoding != "koi8-r" else "N")

    plan = plan_of_bytes(text.encode(encoding), "план.csv")

    assert titles(plan) == ["Совет по наставничеству", "Форум молодых"]
    assert parties(plan) == [["методист", "директор"], ["методист"]]


def test_read_framed_and_piped_text() -> None:
    plan = plan_of_text(
        "+---+-------------+-------+------------+\n"
        "| № | Мероприятие | Срок  | Ответств.  |\n"
        "+===+=============+=======+============+\n"
        "| 1 | Совет по    | май   | Методист   |\n"
        "|   | кадрам      |       |            |\n"
        "+---+-------------+-------+------------+\n"
        "| 2 | Форум       | июнь  | Директор   |\n"
        "+---+-------------+-------+------------+\n"
    )

    assert titles(plan) == ["Совет по кадрам", "Форум"]
