"""Manners of lists that were written blind, as offices of schools make them: nothing of a row is lost silently."""

import io
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from metodsovet.ground.directory.reading import Data, ReadRoster, ReadRow, RosterKind, read_roster
from metodsovet.ground.directory.tests.lists import workbook, workbook_of

NAME, OTHER = "Ильина Анна Петровна", "Котов Пётр Ильич"
HEADING = ("ФИО", "Должность", "Предмет", "Категория")


def read(*rows: Any) -> ReadRoster:
    return read_roster(workbook(rows), "список.xlsx")


def only(*cells: Any, heading: tuple[str, ...] = HEADING) -> ReadRow:
    (row,) = read(heading, cells).rows
    return row


def posts_in(data: Data) -> list[tuple[str, bool | None]]:
    return [(post["words"], post["is_main"]) for post in data["posts"]]


def test_a_heading_of_two_storeys_repeated_on_the_next_page_is_no_person() -> None:
    upper, lower = ("№", "Сведения о работнике", "", "Аттестация", ""), ("", "Ф.И.О.", "Должность", "Категория", "Дата")
    merges = [(0, 1, 0, 2, upper[1]), (0, 3, 0, 4, upper[3]), (3, 1, 3, 2, upper[1]), (3, 3, 3, 4, upper[3])]
    rows = (upper, lower, (1, NAME, "учитель", "высшая", "01.02.2024"))
    pages = (*rows, upper, lower, (2, OTHER, "учитель", "высшая", "15.03.2024"))

    answer = read_roster(workbook(pages, merges=merges), "список.xlsx")

    assert [row.data["last_name"] for row in answer.rows] == ["Ильина", "Котов"]
    assert [row.data["category_since"] for row in answer.rows] == ["2024-02-01", "2024-03-15"]
    assert [row.position for row in answer.skipped if row.why == "шапка повторяется"] == [4, 5]


def test_a_post_without_a_name_is_of_the_person_above_if_of_anybody() -> None:
    rows = read(HEADING, (NAME, "директор", "", ""), ("", "учитель", "история", ""), (OTHER, "учитель", "", "")).rows

    assert [(row.data["last_name"], posts_in(row.data)) for row in rows] == [
        ("Ильина", [("директор", None)]),
        ("Ильина", [("учитель", False)]),
        ("Котов", [("учитель", None)]),
    ]
    assert (rows[1].data["subjects"], rows[1].data["unnamed_under"]) == (["история"], 2)


def test_a_post_without_a_name_under_a_vacancy_is_of_nobody() -> None:
    rows = read(HEADING, (NAME, "директор", "", ""), ("вакансия", "учитель", "", ""), ("", "логопед", "", "")).rows

    assert rows[2].refusal.startswith("В строке нет имени")


def test_a_name_with_its_post_on_the_next_line_of_the_cell() -> None:
    row = only("Ильина Анна Петровна\nучитель физики", "", "физика", "")

    assert (row.refusal, row.data["first_name"], posts_in(row.data)) == ("", "Анна", [("учитель физики", None)])


@pytest.mark.parametrize("tail", (" (внеш. совм.)", ", совм.", " совместитель", " (внутреннее совместительство)"))
def test_a_second_post_told_beside_the_name(tail: str) -> None:
    row = only(f"{OTHER}{tail}", "учитель", "физика", "")

    assert (row.data["patronymic"], posts_in(row.data)) == ("Ильич", [("учитель", False)])


@pytest.mark.parametrize(
    "tail", (" д/о", " (декрет)", " - декрет", " декретный отпуск", ", отпуск по уходу за ребёнком")
)
def test_a_leave_told_beside_the_name(tail: str) -> None:
    row = only(f"{NAME}{tail}", "учитель", "физика", "")

    assert (row.refusal, row.data["patronymic"]) == ("", "Петровна")
    assert any("отпуск по уходу" in remark for remark in row.remarks)


def test_a_short_name_of_the_school_says_where_a_person_works() -> None:
    data = only("СОШ № 5", NAME, "учитель", heading=("Сокращённое наименование ОО", "ФИО", "Должность")).data

    assert data["place"] == "СОШ № 5"


def test_sheets_are_named_by_schools_and_by_what_became_of_people() -> None:
    rows = (HEADING, (NAME, "учитель", "", ""))
    answer = read_roster(workbook_of({"дс Рябинка": rows, "Уволенные": rows}), "список.xlsx")

    assert answer.rows[0].data["place"] == "дс Рябинка"
    assert ("is_gone" in answer.rows[0].data, answer.rows[1].data.get("is_gone")) == (False, True)


def test_shortened_headings_of_two_storeys() -> None:
    upper = ("Работник", "", "Квалификация", "", "Обр-е", "Прим.")
    lower = ("ФИО", "должность", "категория", "действует до", "", "")
    merges = [(0, 0, 0, 1, upper[0]), (0, 2, 0, 3, upper[2])]
    row = (NAME, "учитель", "высшая", "24.03.2027", "высшее", "внешний совместитель")
    data = read_roster(workbook((upper, lower, row), merges=merges), "список.xlsx").rows[0].data

    assert (data["category"], data["category_until"], data["education_level"]) == ("highest", "2027-03-24", "higher")
    assert posts_in(data) == [("учитель", False)]


def test_the_term_of_a_category_under_a_shortened_heading() -> None:
    heading = ("ФИО", "Должность", "Катег.", "Срок действия кат.")

    assert only(NAME, "учитель", "1", "01.09.29г.", heading=heading).data["category_until"] == "2029-09-01"


def test_what_stands_under_the_signature_is_no_subject() -> None:
    answer = read(
        HEADING, (NAME, "учитель", "химия", ""), ("Директор", "", "А. А. Перов", ""), ("", "", "(подпись)", "")
    )

    assert [row.data.get("subjects") for row in answer.rows] == [["химия"]]
    assert [row.why for row in answer.skipped] == ["подпись", "подпись"]


def test_a_namesake_of_whom_the_file_says_more_is_not_taken_for_one_more_subject() -> None:
    heading = ("ФИО", "Должность", "Предмет", "Примечание")
    rows = read(heading, (NAME, "учитель", "химия", ""), (NAME, "учитель", "физика", "полная тёзка")).rows

    assert [row.data["subjects"] for row in rows] == [["химия"], ["физика"]]


def test_a_dash_is_no_patronymic() -> None:
    data = only("Жукова", "Нинель", "—", "тьютор", heading=("Фамилия", "Имя", "Отчество", "Должность")).data

    assert "patronymic" not in data


@pytest.mark.parametrize(
    ("said", "kind"),
    (("1к", "first"), ("1 к.", "first"), ("I кв.к.", "first"), ("в/к", "highest"), ("в.к.", "highest"), ("н/а", None)),
)
def test_shortened_categories(said: str, kind: str | None) -> None:
    row = only(NAME, "учитель", "", said)

    assert (row.data.get("category"), row.remarks) == (kind, ())


@pytest.mark.parametrize(
    ("said", "subjects"),
    (
        ("ист., общ-во", ["история", "обществознание"]),
        ("муз., хор", ["музыка", "хор"]),
        ("нем.яз./фр.яз.", ["немецкий язык", "французский язык"]),
        ("рус.яз. и лит-ра", ["русский язык", "литература"]),
        ("ОДНКНР", ["основы духовно-нравственной культуры народов России"]),
        ("нач. классы 2«Б»", ["начальные классы"]),
        ("инф-ка, физ., геогр., астр.", ["информатика", "физика", "география", "астрономия"]),
    ),
)
def test_shortened_subjects(said: str, subjects: list[str]) -> None:
    assert only(NAME, "учитель", said, "").data["subjects"] == subjects


@pytest.mark.parametrize(
    ("said", "post"),
    (
        ("воспит.", "воспитатель"),
        ("восп-ль", "воспитатель"),
        ("уч-ль", "учитель"),
        ("учит. иностр. яз.", "учитель иностранного языка"),
        ("пед.-психолог", "педагог-психолог"),
        ("учитель физ.культуры", "учитель физической культуры"),
    ),
)
def test_shortened_posts(said: str, post: str) -> None:
    assert [words for words, _ in posts_in(only(NAME, said, "", "").data)] == [post]


@pytest.mark.parametrize(
    ("note", "gone_on", "remarks"),
    (
        ("уволена 31.08.2026", "2026-08-31", ()),
        ("принята 10.09.2026", None, ("Примечание «принята 10.09.2026» не загружено.",)),
        ("внешний совместитель", None, ()),
        ("осн.", None, ()),
    ),
)
def test_a_note_is_understood_or_told(note: str, gone_on: str | None, remarks: tuple[str, ...]) -> None:
    row = only(NAME, "учитель", note, heading=("ФИО", "Должность", "Примечание"))

    assert (row.data.get("gone_on"), row.remarks) == (gone_on, remarks)


def test_a_day_of_a_category_that_is_not_named_is_told() -> None:
    row = only(
        NAME, "учитель", "", "15.03.2024", heading=("ФИО", "Должность", "Категория", "Дата присвоения категории")
    )

    assert row.remarks == ("Дата категории «15.03.2024» без самой категории: не загружена.",)


def test_a_comment_of_a_cell_is_told_with_its_place() -> None:
    book = Workbook()
    sheet = book["Sheet"]
    for cells in (HEADING, (NAME, "учитель", "химия", "")):
        sheet.append(cells)
    sheet["B2"].comment = Comment("уволить с 1 октября", "Кадры")
    buffer = io.BytesIO()
    book.save(buffer)

    (row,) = read_roster(buffer.getvalue(), "список.xlsx").rows

    assert row.remarks == ("К ячейке B2 в файле есть примечание, оно не прочитано: загляните в файл.",)


def test_hidden_columns_are_read_and_told_by_their_letters() -> None:
    book = Workbook()
    sheet = book["Sheet"]
    for cells in (
        ("ФИО", "Должность", "Кабинет", "Категория", "СНИЛС"),
        (NAME, "учитель", "12", "высшая", "112-233-445 95"),
    ):
        sheet.append(cells)
    for letter in ("C", "D", "E"):
        sheet.column_dimensions[letter].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)

    answer = read_roster(buffer.getvalue(), "список.xlsx")

    assert [(one.header, one.hidden) for one in answer.columns if one.hidden] == [
        ("Кабинет", "C"),
        ("Категория", "D"),
        ("СНИЛС", "E"),
    ]
    assert answer.rows[0].data["category"] == "highest"
    assert ReadRoster.from_json(answer.to_json()) == answer


@pytest.mark.parametrize("encoding", ("utf-8", "cp1251"))
def test_a_list_of_one_person_sent_as_text(encoding: str) -> None:
    content = f"ФИО;Должность\n{NAME};учитель\n".encode(encoding)

    answer = read_roster(content, "список.csv")

    assert (answer.kind, [row.data["last_name"] for row in answer.rows]) == (RosterKind.STAFF, ["Ильина"])
