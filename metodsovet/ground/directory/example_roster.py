"""A list of invented people with the faults of real ones, to try the loading on."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Organisation

EXAMPLE_NAME = "Пример списка сотрудников.xlsx"
_KNOWN = 6
_HEADING = (
    "№ п/п",
    "Ф.И.О. сотрудника",
    "Должность",
    "Предмет(ы)",
    "Стаж",
    "",
    "Образование",
    "Категория",
    "Принят",
    "СНИЛС",
)
_UNDER = ("", "", "", "", "общий", "педагог.", "", "", "", "")
_INVENTED: Sequence[tuple[Any, ...]] = (
    (
        "ЗАРЕЧНЕВА АННА ПЕТРОВНА",
        "учитель физики, классный руководитель",
        "физика",
        14,
        "12 лет",
        "высшее",
        "первая, 24.03.2022",
        "01.09.2014",
    ),
    (
        "Полянкина  Вера\u00a0Ильинична",
        "учитель / педагог-организатор",
        "рус. яз. и лит-ра",
        6,
        "5,5",
        "высш.",
        "без категории",
        44075,
    ),
    ("Ручьёв О.П.", "учитель технологии", "труд", 3, 3, "ср. проф.", "", ""),
    (
        "Лугoвая Инна Олеговна",
        "социальный педагог (внутр. совместитель) 0,5 ст.",
        "",
        21,
        "с 2006",
        "высшее, педагогическое",
        "СЗД",
        "1 сентября 2010 г.",
    ),
    ("вакансия", "учитель химии", "химия", "", "", "", "", ""),
)


def example_roster(user: User, organisation: Organisation) -> bytes:
    """Some people of the register as a careless typist would write them, and some who are not there yet."""
    schools = Organisation.objects.filter(
        path__startswith=organisation.path, kind=Organisation.Kind.SCHOOL, closed_on=None
    )
    names = [school.short_name for school in schools.order_by("pk")[:2]] or [organisation.short_name]
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
        for number, name in enumerate(names):
            sheet = book.add_worksheet(f"Лист{number + 1}")
            _head(sheet, f"Список педагогических работников {name} на 1 сентября", bold)
            people = _staff_of(user, name)
            invented = _INVENTED if number == 0 else _INVENTED[1:2]
            _fill(sheet, [*people, *invented])
    return buffer.getvalue()


def _head(sheet: Worksheet, title: str, bold: Any) -> None:
    sheet.write(0, 0, title, bold)
    for column, text in enumerate(_HEADING):
        if text == "Стаж":
            sheet.merge_range(2, column, 2, column + 1, text, bold)
        elif text:
            sheet.merge_range(2, column, 3, column, text, bold)
    for column, text in enumerate(_UNDER):
        if text:
            sheet.write(3, column, text, bold)
    sheet.set_column(1, 2, 34)
    sheet.set_column(3, 9, 16)


def _staff_of(user: User, place: str) -> list[tuple[Any, ...]]:
    from_register = (
        Employment.objects.visible_to(user)
        .today()
        .filter(organisation__short_name=place)
        .select_related("person", "position")
        .order_by("person__sort_key")
    )
    rows: list[tuple[Any, ...]] = []
    for number, job in enumerate(from_register[:_KNOWN]):
        name = job.person.list_name if number % 3 == 1 else job.person.full_name.replace(" ", "  ", number % 2)
        since: Any = job.since if number % 2 else f"{job.since:%d.%m.%Y} г."
        rows.append((name, job.position.name, "", 10 + number, f"{8 + number} лет", "высшее", "первая", since))
    return rows


def _fill(sheet: Worksheet, rows: Sequence[tuple[Any, ...]]) -> None:
    for number, row in enumerate(rows, start=1):
        values = [number, *row, f"{number:03}-000-000 00"]
        for column, value in enumerate(values):
            if isinstance(value, date):
                sheet.write_string(3 + number, column, f"{value:%d/%m/%y}")
            elif value != "":
                sheet.write(3 + number, column, value)
    last = 5 + len(rows)
    sheet.write(last, 1, f"Итого: {len(rows)}")
    sheet.write(last + 2, 1, "Директор ____________________")
