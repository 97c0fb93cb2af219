"""Faults of real lists, one by one: what the reader makes of each."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from metodsovet.ground.directory.reading import ReadRoster, RosterKind, read_roster
from metodsovet.ground.directory.reading.days import counted_from, day_of, full_years, service_of
from metodsovet.ground.directory.reading.names import Name, name_of, name_of_parts
from metodsovet.ground.directory.reading.posts import posts_of, subjects_of
from metodsovet.ground.directory.reading.qualifications import ReadCategory, category_of, education_of
from metodsovet.ground.directory.tests.lists import workbook, workbook_of
from metodsovet.kernel.spreadsheets import FileRefused

PERSON = "Ильина Анна Петровна"


def read(rows: Any, **more: Any) -> ReadRoster:
    return read_roster(workbook(rows, **more), "список.xlsx")


def names(roster: ReadRoster) -> list[str]:
    return [row.data["last_name"] for row in roster.rows]


@pytest.mark.parametrize(
    ("words", "name"),
    (
        ("Ильина Анна Петровна", Name("Ильина", "Анна", "Петровна")),
        ("ИЛЬИНА АННА ПЕТРОВНА", Name("Ильина", "Анна", "Петровна")),
        ("Ильина А.П.", Name("Ильина", "А", "П", is_initials=True)),
        ("А. П. Ильина", Name("Ильина", "А", "П", is_initials=True)),
        ("Ильина А", Name("Ильина", "А", is_initials=True)),
        ("Ильина А П", Name("Ильина", "А", "П", is_initials=True)),
        ("ИльинаА.П.", Name("Ильина", "А", "П", is_initials=True)),
        ("1. Ильина Анна Петровна*", Name("Ильина", "Анна", "Петровна")),
        ("Ильина – Штерн Анна Петровна", Name("Ильина-Штерн", "Анна", "Петровна")),
        ("де Витт Лев Павлович", Name("де Витт", "Лев", "Павлович")),
        ("Ильина Анна Петровна (декрет)", Name("Ильина", "Анна", "Петровна")),
        ("Ким Ен Су", Name("Ким", "Ен", "Су")),
        ("Ильина Анна Петровна, Орлов Лев Ильич", None),
        ("Ильина А.П., Орлов Л.И.", None),
        ("уволена Ильина Анна", None),
        ("Педагогический персонал", None),
        ("Зам. директора Ильина А.П.", None),
        ("Ильина (Петрова) Анна Ивановна", Name("Ильина", "Анна", "Ивановна", former="Петрова")),
        ("Мамедов Али Гасан оглы", Name("Мамедов", "Али", "Гасан оглы")),
        ("Иванова-Петрова Анна", Name("Иванова-Петрова", "Анна")),
        ("Анна Петровна Ильина", Name("Ильина", "Анна", "Петровна")),
        ("Ильина Анна Петровна, 14.05.1980 г.р.", Name("Ильина", "Анна", "Петровна")),
        ("вакансия", None),
        ("Итого", None),
        ("", None),
    ),
)
def test_name_of(words: str, name: Name | None) -> None:
    assert name_of(words) == name


def test_name_in_three_columns_may_be_initials_or_stand_whole_in_the_first() -> None:
    assert name_of_parts("ИЛЬИНА", "Анна", "Петровна") == Name("Ильина", "Анна", "Петровна")
    assert name_of_parts("Ильина", "А.", "П.") == Name("Ильина", "А", "П", is_initials=True)
    assert name_of_parts("Ильина Анна Петровна", "", "") == Name("Ильина", "Анна", "Петровна")


@pytest.mark.parametrize(
    ("cell", "posts"),
    (
        ("учитель математики, классный руководитель", ["учитель математики"]),
        ("Директор / учитель истории", ["директор", "учитель истории"]),
        ("учитель русского языка и литературы", ["учитель русского языка и литературы"]),
        ("зам. директора по УВР, учитель физики", ["заместитель директора по УВР", "учитель физики"]),
        ("воспитатель; муз. рук.", ["воспитатель", "музыкальный руководитель"]),
        ("социальный педагог (внутр. совместитель) 0,5 ст.", ["социальный педагог"]),
        ("учитель нач. классов", ["учитель начальных классов"]),
        ("УЧИТЕЛЬ ФИЗИКИ", ["учитель физики"]),
        ("учитель физики/18", ["учитель физики"]),
        ("Учитель / 20", ["учитель"]),
        ("зам. директора по УВР, учитель физики 9 ч.", ["заместитель директора по УВР", "учитель физики"]),
        ("педагог ДО (внеш. совм.)", ["педагог дополнительного образования"]),
        ("инструктор по ФК 0,5 ст., воспитатель (0,5)", ["инструктор по физической культуре", "воспитатель"]),
        ("логопед", ["учитель-логопед"]),
        ("учителем физики", ["учитель физики"]),
        ("И.о. директора", ["и.о. директора"]),
        ("", []),
    ),
)
def test_posts_of_one_cell(cell: str, posts: list[str]) -> None:
    assert [post["words"] for post in posts_of([cell])[0]] == posts


@pytest.mark.parametrize(
    ("cell", "subjects"),
    (
        ("физика, матем.", ["физика", "математика"]),
        ("русский язык и литература", ["русский язык", "литература"]),
        ("рус. яз. и лит-ра", ["русский язык", "литература"]),
        ("ИЗО и черчение", ["изобразительное искусство", "черчение"]),
        ("вероятность и статистика", ["вероятность и статистика"]),
        ("физ-ра", ["физическая культура"]),
        ("биологию и химию", ["биология", "химия"]),
        ("англ. язык", ["английский язык"]),
        ("математика 18 ч., физика (4)", ["математика", "физика"]),
        ("Информатика и ИКТ", ["информатика"]),
        ("нет", []),
    ),
)
def test_subjects_of_one_cell(cell: str, subjects: list[str]) -> None:
    assert subjects_of([cell]) == subjects


@pytest.mark.parametrize(
    ("value", "day"),
    (
        ("01.09.2015", date(2015, 9, 1)),
        ("1.9.15", date(2015, 9, 1)),
        ("с 01.09.2015, приказ № 5", date(2015, 9, 1)),
        ("2015-09-01", date(2015, 9, 1)),
        ("1 сентября 2015 г.", date(2015, 9, 1)),
        ("сентябрь 2015", date(2015, 9, 1)),
        ("09.2015", date(2015, 9, 1)),
        (2015, date(2015, 9, 1)),
        (42248, date(2015, 9, 1)),
        ("42248", date(2015, 9, 1)),
        (date(2015, 9, 1), date(2015, 9, 1)),
        ("31.02.2015", None),
        ("скоро", None),
    ),
)
def test_day_of(value: Any, day: date | None) -> None:
    assert day_of(value) == day


@pytest.mark.parametrize(
    ("value", "service"),
    (
        (12, [12, None]),
        ("12 лет", [12, None]),
        ("12 л. 3 мес.", [12, 3]),
        ("5,5", [5, 6]),
        ("24,10", [24, 10]),
        ("11-02", [11, 2]),
        ("2 г. 3 мес.", [2, 3]),
        ("менее года", [0, None]),
        ("мол. спец.", [0, None]),
        ("-5", None),
        (5.5, [5, 6]),
        ("3 мес.", [0, 3]),
        ("1 год", [1, None]),
        ("с 2004", "2004-09-01"),
        ("01.09.2004", "2004-09-01"),
        ("много", None),
    ),
)
def test_service_of(value: Any, service: Any) -> None:
    assert service_of(value) == service


def test_service_is_kept_as_the_day_it_counts_from() -> None:
    day = counted_from(12, None, date(2026, 9, 1))
    assert day == date(2014, 9, 1)
    assert full_years(day, date(2026, 8, 31)) == 11
    assert full_years(day, date(2026, 9, 1)) == 12


@pytest.mark.parametrize(
    ("words", "category"),
    (
        ("высшая, 24.03.2022, приказ № 3", ReadCategory("highest", "2022-03-24")),
        ("высш. 12.2023", ReadCategory("highest", "2023-12-01", is_rough=True)),
        ("высшая до 30.11.2026", ReadCategory("highest", until="2026-11-30")),
        ("I, с 27.03.2020 по 27.03.2025", ReadCategory("first", "2020-03-27", "2025-03-27")),
        ("I", ReadCategory("first")),
        ("1 кат.", ReadCategory("first")),
        ("1КК", ReadCategory("first")),
        ("в.к.", ReadCategory("highest")),
        ("б/к", ReadCategory("none")),
        ("СЗД", ReadCategory("conformity")),
        ("соответствие занимаемой должности", ReadCategory("conformity")),
        ("без категории", ReadCategory("none")),
        ("педагог-методист", ReadCategory("methodist")),
        ("какая-то", None),
    ),
)
def test_category_of(words: str, category: ReadCategory | None) -> None:
    assert category_of(words) == category


def test_education_keeps_words_that_say_more_than_the_level() -> None:
    assert education_of("высшее") == ("higher", "")
    assert education_of("ср. спец.") == ("vocational", "")
    assert education_of("Высшее, ЯГПУ, 2004, учитель физики") == ("higher", "Высшее, ЯГПУ, 2004, учитель физики")


def test_columns_in_any_order_under_titles_with_numbers_of_columns() -> None:
    roster = read(
        [
            ("Сведения о педагогических работниках",),
            (),
            ("МБОУ «СОШ № 5»",),
            ("Kaтeгopия", "Занимаемая должность", "п/п", "Ф.И.О. (полностью)"),
            (1, 2, 3, 4),
            ("высшая", "учитель", 1, PERSON),
            ("", "Итого: 1"),
        ]
    )
    (row,) = roster.rows
    assert (row.data["last_name"], row.data["category"], row.data["place"]) == ("Ильина", "highest", "МБОУ «СОШ № 5»")
    assert [one.why for one in roster.skipped] == ["заголовок", "заголовок", "номера столбцов", "итог"]


def test_heading_of_two_rows_with_merged_cells() -> None:
    merges = [(0, 0, 1, 0, "ФИО"), (0, 1, 1, 1, "Должность"), (0, 2, 0, 3, "Стаж")]
    roster = read([(), ("", "", "общий", "педагогический"), (PERSON, "учитель", 30, 25)], merges=merges)
    (row,) = roster.rows
    assert (row.data["working"], row.data["teaching"]) == ([30, None], [25, None])


def test_name_in_three_columns_under_one_heading() -> None:
    merges = [(0, 0, 0, 2, "Сотрудник"), (0, 3, 1, 3, "Должность")]
    rows = [(), ("Фамилия", "Имя", "Отчество"), ("Ильина", "Анна", "Петровна", "учитель")]
    assert names(read(rows, merges=merges)) == ["Ильина"]


def test_school_stands_in_a_row_above_or_names_the_sheet() -> None:
    heading = ("ФИО", "Должность")
    sections = read(
        [heading, ("СОШ № 1",), (PERSON, "учитель"), ("Детский сад № 2",), ("Орлов Пётр Ильич", "воспитатель")]
    )
    assert [row.data["place"] for row in sections.rows] == ["СОШ № 1", "Детский сад № 2"]
    sheets = {"Гимназия № 3": [heading, (PERSON, "учитель")], "СОШ 4": [heading, ("Орлов Пётр Ильич", "учитель")]}
    assert [row.data["place"] for row in read_roster(workbook_of(sheets), "x.xlsx").rows] == ["Гимназия № 3", "СОШ 4"]


def test_merged_section_that_looks_like_a_name_is_a_section() -> None:
    merges = [(1, 0, 1, 2, "Учителя начальных классов"), (3, 0, 3, 2, "Школа имени Гагарина")]
    roster = read(
        [("ФИО", "Должность", "Стаж"), (), (PERSON, "учитель", 3), (), ("Орлов Пётр Ильич", "учитель", 4)],
        merges=merges,
    )
    assert [(row.data["last_name"], row.data.get("place", "")) for row in roster.rows] == [
        ("Ильина", ""),
        ("Орлов", "Школа имени Гагарина"),
    ]


def test_heading_repeated_on_each_page_is_no_person() -> None:
    heading = ("№", "ФИО", "Должность")
    roster = read([heading, (1, PERSON, "учитель"), heading, (2, "Орлов Пётр Ильич", "учитель")])
    assert names(roster) == ["Ильина", "Орлов"]


def test_record_made_of_words_of_headings_is_a_record() -> None:
    heading = ("Фамилия", "Имя", "Отчество", "ОО", "Должность", "Занятость")
    rows = [("Ильина", "Анна", "Петровна", "Школа № 1", "педагог-психолог", "основное")] * 2
    assert names(read([heading, *rows])) == ["Ильина", "Ильина"]


def test_signature_total_and_vacancy_are_told_apart() -> None:
    roster = read(
        [
            ("ФИО", "Должность"),
            (PERSON, "учитель"),
            ("Вакансия", "учитель химии"),
            ("", "учитель"),
            ("Всего", "2"),
            ("Директор ____________ Орлов П.И.",),
            ("Исполнитель: Орлов П.И., 2-15-16",),
        ]
    )
    refusals = [row.refusal.split(":")[0].split(".")[0] for row in roster.rows]
    assert refusals == ["", "Вакансия", "В строке нет имени"]
    assert [one.why for one in roster.skipped] == ["итог", "подпись", "подпись"]


def test_organisations_are_told_from_staff_by_their_heading() -> None:
    rows = [("№", "Наименование ОО", "Краткое наименование", "Тип"), (1, "МБДОУ детский сад № 5", "ДС 5", "ДОУ")]
    roster = read(rows)
    assert roster.kind is RosterKind.ORGANISATIONS
    assert roster.rows[0].data == {"name": "МБДОУ детский сад № 5", "short_name": "ДС 5", "kind": "kindergarten"}


def test_text_with_semicolons_is_read_too() -> None:
    text = f"ФИО;Должность;ОО\n{PERSON};учитель;СОШ № 1\n"
    assert names(read_roster(text.encode("cp1251"), "список.csv")) == ["Ильина"]


@pytest.mark.parametrize(
    ("content", "code"),
    (
        (b"", "empty_file"),
        (b"PK\x03\x04broken", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"%PDF-1.7", "pdf"),
        (workbook([("Меню", "Цена"), ("Каша", 30)]), "no_list"),
        (workbook([("ФИО", "Должность")]), "empty_list"),
    ),
)
def test_files_that_are_refused(content: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        read_roster(content, "список.xlsx")
    assert refusal.value.code == code


def test_more_rows_than_anybody_has_are_refused() -> None:
    rows = workbook([("ФИО", "Должность"), (PERSON, "учитель")])
    far = _with_far_row(rows)
    with pytest.raises(FileRefused) as refusal:
        read_roster(far, "список.xlsx")
    assert refusal.value.code == "too_many_rows"


def _with_far_row(content: bytes) -> bytes:
    """The last row moved beyond the 200,000th."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b'<row r="2"', b'<row r="200002"').replace(b'r="A2"', b'r="A200002"')
                data = data.replace(b'r="B2"', b'r="B200002"')
            out.writestr(name, data)
    return target.getvalue()
