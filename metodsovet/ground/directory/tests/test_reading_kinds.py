"""Kinds of lists as different people make them: a secretary, a kindergarten, an export, a tarification list."""

from typing import Any

import pytest

from metodsovet.ground.directory.reading import ReadRoster, ReadRow, read_roster
from metodsovet.ground.directory.tests.lists import workbook, workbook_of

PERSON = "Ильина Анна Петровна"
OTHER = "Орлов Пётр Ильич"


def read(rows: Any, *, named: dict[str, str] | None = None, **more: Any) -> ReadRoster:
    return read_roster(workbook(rows, **more), "список.xlsx", named)


def only(roster: ReadRoster) -> ReadRow:
    (row,) = roster.rows
    return row


def posts(row: ReadRow) -> list[tuple[str, bool | None]]:
    return [(post["words"], post["is_main"]) for post in row.data["posts"]]


def kinds(roster: ReadRoster) -> dict[str, str]:
    return {column.header: column.kind for column in roster.columns}


@pytest.mark.parametrize(
    ("heading", "kind"),
    (
        ("Должность / нагрузка", "должность"),
        ("Должность по штатному расписанию", "должность"),
        ("Должность (основная, по совместительству)", "должность"),
        ("Соответствие занимаемой должности", "категория"),
        ("Кв. кат.", "категория"),
        ("Кат.", "категория"),
        ("Срок действия категории", "категория действует до"),
        ("Категория с какого числа", "дата категории"),
        ("Пед. стаж на 01.09.2026", "педагогический стаж"),
        ("Стаж раб. общий/пед.", "общий и педагогический стаж"),
        ("Уровень образования", "образование"),
        ("Работает в ОО с", "принят с"),
        ("Дата увольнения", "уволен с"),
        ("Преподаваемые учебные предметы, курсы, дисциплины (модули)", "предметы"),
        ("Курсы ПК (последние 3 года)", "не загружается"),
        ("Наименование образовательной программы, в реализации которой участвует работник", "не загружается"),
        ("Паспорт (серия, номер)", "не хранится"),
    ),
)
def test_what_a_heading_says(heading: str, kind: str) -> None:
    values = {"категория": "высшая", "дата категории": "01.09.2024", "категория действует до": "01.09.2027"}
    rows = [("№", "ФИО", "Вид работы", "Категория педагога", heading), (1, PERSON, "", "первая", values.get(kind, ""))]
    assert kinds(read([(*row[:3], *row[4:]) if kind == "категория" else row for row in rows]))[heading] == kind


def test_lower_storey_alone_looks_like_a_heading() -> None:
    """«Сведения о работнике» over the parts of the name, «Стаж» and «Категория» over theirs."""
    merges = [(0, 0, 0, 2, "Сведения о работнике"), (0, 3, 1, 3, "Должность"), (0, 4, 0, 5, "Стаж")]
    merges += [(0, 6, 0, 7, "Категория")]
    rows = [
        (),
        ("Фамилия", "Имя", "Отчество", "", "общий", "педагогический", "какая", "с какого числа"),
        (1, 2, 3, 4, 5, 6, 7, 8),
        ("Ильина", "Анна", "Петровна", "учитель", 20, 19, "высшая", "28.02.2024"),
    ]
    data = only(read(rows, merges=merges)).data
    assert (data["working"], data["teaching"]) == ([20, None], [19, None])
    assert (data["category"], data["category_since"], data.get("since")) == ("highest", "2024-02-28", None)


def test_export_of_a_personnel_program() -> None:
    """The name stands under «Подразделение», parts of the staff have sums of rates, a person several rows."""
    rows = [
        ("Организация:", "", "МБОУ СОШ № 5"),
        (),
        ("", "", "Должность по штатному расписанию", "Вид занятости", "Дата увольнения", "Ставок", "Состояние"),
        (),
        ("", "", "", "", "", "2,00"),
        ("", "", "Учитель", "Внутреннее совместительство", "", "0,50", "Работа"),
        ("", "", "Учитель", "Основное место работы", "31.08.2026", "1,00", "Увольнение"),
        ("", "", "Учитель", "Основное место работы", "", "1,00", "Отпуск по уходу за ребенком"),
    ]
    texts = {2: "Подразделение", 3: "Сотрудник", 4: "Педагогический персонал", 5: PERSON, 6: OTHER, 7: "Ким Ен Су"}
    roster = read(rows, merges=[(row, 0, row, 1, text) for row, text in texts.items()])
    first, gone, away = roster.rows
    assert posts(first) == [("учитель", False)]
    assert (gone.data["is_gone"], gone.data["gone_on"]) == (True, "2026-08-31")
    assert (posts(away), "отпуск" in away.remarks[0]) == ([("учитель", True)], True)
    assert [one.position for one in roster.skipped if one.why == "раздел"] == [5]
    assert all(row.data["place"] == "МБОУ СОШ № 5" for row in roster.rows)


def test_rows_that_only_add_subjects_go_on_with_the_person_above() -> None:
    heading = ("ФИО", "Должность", "Предмет", "Пед. стаж (лет, месяцев)")
    rows = [
        heading,
        (PERSON, "учитель", "русский язык", "24,10"),
        (PERSON, "учитель", "литература", "24,10"),
        ("", "", "родной язык", ""),
        (PERSON, "методист", "", "24,10"),
        (OTHER, "учитель", "физика", ""),
    ]
    roster = read(rows)
    assert [(row.position, row.data.get("subjects")) for row in roster.rows] == [
        (2, ["русский язык", "литература", "родной язык"]),
        (5, None),
        (6, ["физика"]),
    ]
    assert [(one.position, one.why) for one in roster.skipped] == [
        (3, "продолжение строки 2: предметы добавлены к ней"),
        (4, "продолжение строки 2: предметы добавлены к ней"),
    ]


def test_two_tables_side_by_side_lose_nobody() -> None:
    rows = [("№", "ФИО", "Должность", "", "№", "ФИО", "Должность"), (1, PERSON, "учитель", "", 2, OTHER, "директор")]
    roster = read(rows)
    assert [(row.data["last_name"], posts(row)[0][0]) for row in roster.rows] == [
        ("Ильина", "учитель"),
        ("Орлов", "директор"),
    ]


def test_list_without_words_of_headings_is_known_by_its_people() -> None:
    rows = [("Коллега", "Чем занят", "Где"), (PERSON, "учитель физики", "СОШ № 1"), (OTHER, "директор", "СОШ № 1")]
    roster = read(rows)
    assert [posts(row) for row in roster.rows] == [[("учитель физики", None)], [("директор", None)]]
    assert kinds(roster) == {"Коллега": "ФИО", "Чем занят": "должность", "Где": "не загружается"}
    named = read(rows, named={"где": "PLACE"})
    assert {row.data["place"] for row in named.rows} == {"СОШ № 1"}
    assert [(one.header, one.why) for one in named.columns if one.kind == "организация"] == [("Где", "названо вами")]


def test_what_a_heading_forbids_stays_forbidden_whatever_is_said() -> None:
    rows = [("ФИО", "Должность", "СНИЛС", "Табель"), (PERSON, "учитель", "112-233-445 95", "+7 912 345-67-89")]
    roster = read(rows, named={"снилс": "POST", "табель": "SUBJECTS"})
    assert [column.kind for column in roster.columns] == ["ФИО", "должность", "не хранится", "не хранится"]


def test_column_of_days_may_be_called_the_day_of_hiring_though_it_looks_like_births() -> None:
    rows = [("ФИО", "Должность", "Когда"), (PERSON, "учитель", "01.09.2015")]
    assert kinds(read(rows))["Когда"] == "не хранится"
    assert only(read(rows, named={"когда": "SINCE"})).data["since"] == "2015-09-01"


def test_hidden_sheet_is_told_and_not_loaded() -> None:
    heading = ("ФИО", "Должность")
    sheets = {"Список": [heading, (PERSON, "учитель")], "Черновик": [heading, (OTHER, "учитель")]}
    roster = read_roster(workbook_of(sheets, hidden=("Черновик",)), "список.xlsx")
    assert only(roster).data["last_name"] == "Ильина"
    assert [(one.sheet, one.why) for one in roster.skipped] == [("Черновик", "лист скрыт и не загружен, строк: 2")]


def test_sections_say_who_is_part_time_and_who_is_away() -> None:
    rows = [
        ("ФИО", "Должность", "Стаж"),
        (PERSON, "учитель", 5),
        ("Совместители",),
        (OTHER, "учитель", 6),
        ("Декретный отпуск",),
        ("Ким Ен Су", "учитель", 7),
    ]
    main, second, away = read(rows).rows
    assert [posts(main), posts(second), posts(away)] == [
        [("учитель", None)],
        [("учитель", False)],
        [("учитель", None)],
    ]
    assert "отпуск" in " ".join(away.remarks)


def test_name_joined_by_a_formula_without_its_value_gives_way_to_three_columns() -> None:
    rows = [("Фамилия", "Имя", "Отчество", "Ф.И.О.", "Должность"), ("Ильина", "Анна", "Петровна", "", "учитель")]
    assert only(read(rows)).data["first_name"] == "Анна"


def test_post_stands_in_the_heading_of_names() -> None:
    row = only(read([("ФИО учителя", "Ведёт"), (PERSON, "биологию и химию")]))
    assert (posts(row), row.data["subjects"]) == ([("учитель", None)], ["биология", "химия"])
    assert row.remarks == ("Должность взята из шапки.",)


def test_two_columns_of_posts() -> None:
    rows = [("ФИО", "Основная должность", "Должность по совместительству"), (PERSON, "методист", "учитель")]
    assert posts(only(read(rows))) == [("методист", None), ("учитель", False)]


def test_he_and_she_again_is_the_person_above() -> None:
    rows = [("ФИО", "Должность"), (PERSON, "учитель"), ("она же", "методист")]
    assert [(row.data["last_name"], posts(row)[0][0]) for row in read(rows).rows] == [
        ("Ильина", "учитель"),
        ("Ильина", "методист"),
    ]


@pytest.mark.parametrize(
    ("cell", "refusal"),
    (
        ("Зухра", "Вместо имени одно слово «Зухра»: нужны фамилия, имя и отчество."),
        (f"{PERSON}, {OTHER}", f"В ячейке «{PERSON}, {OTHER}» два человека: дайте каждому свою строку."),
        ("-", "Вакансия: строка не о человеке, записывать некого."),
        ("вакансия (Ильина)", "Вакансия: строка не о человеке, записывать некого."),
    ),
)
def test_refusal_says_what_to_mend(cell: str, refusal: str) -> None:
    assert only(read([("ФИО", "Должность"), (cell, "учитель")])).refusal == refusal


def test_letters_typed_as_two_signs_and_accents_are_plain_letters() -> None:
    decomposed = "Горькии\u0306 Сергеи\u0306 Ос\u0301ипович"
    data = only(read([("ФИО", "Должность"), (decomposed, "учитель")])).data
    assert (data["last_name"], data["first_name"], data["patronymic"]) == ("Горький", "Сергей", "Осипович")


def test_common_and_pedagogical_service_in_one_cell() -> None:
    heading = ("ФИО", "Должность", "Стаж общий/педагогический")
    rows = [heading, (PERSON, "учитель", "15/12"), (OTHER, "учитель", "4")]
    both, one = read(rows).rows
    assert (both.data["working"], both.data["teaching"]) == ([15, None], [12, None])
    assert (one.data["teaching"], one.remarks) == ([4, None], ("Стаж «4» один, взят как педагогический.",))


def test_form_of_the_sites_of_schools() -> None:
    """Headings quote whole paragraphs of the order."""
    programme = "Наименование общеобразовательной программы, код и наименование профессии, специальности " * 3
    rows = [
        (
            "ФИО",
            "Занимаемая должность (должности)",
            "Сведения о повышении квалификации (за последние 3 года)",
            "Сведения о продолжительности опыта (лет) работы в профессиональной сфере",
            "Преподаваемые учебные предметы, курсы, дисциплины (модули)",
            programme,
        ),
        (PERSON, "Учитель химии", "2025, 36 ч", "12", "Химия, биология", "ООП ООО"),
    ]
    data = only(read(rows)).data
    assert (data["posts"][0]["words"], data["teaching"]) == ("учитель химии", [12, None])
    assert (data["subjects"], data.get("place")) == (["химия", "биология"], None)


def test_sections_are_posts_where_no_column_tells_them() -> None:
    rows = [
        ("Ф И О", "Стаж"),
        ("Директор",),
        (OTHER, 20),
        ("Учителя начальных классов",),
        (PERSON, 5),
        ("Школа: СОШ № 2",),
        ("Ким Ен Су", 3),
    ]
    director, teacher, untold = read(rows).rows
    assert (posts(director), posts(teacher), posts(untold)) == (
        [("директор", None)],
        [("учитель начальных классов", None)],
        [],
    )
    assert untold.data["place"] == "СОШ № 2"
    assert teacher.remarks == ("Должность взята из раздела «Учителя начальных классов».",)


def test_name_and_post_in_one_cell() -> None:
    rows = [
        ("Педагог, должность", "Школа"),
        (f"{PERSON}, учитель физики", "СОШ № 1"),
        (f"{OTHER} - методист", "СОШ № 1"),
    ]
    assert [(row.data["last_name"], posts(row)[0][0]) for row in read(rows).rows] == [
        ("Ильина", "учитель физики"),
        ("Орлов", "методист"),
    ]


def test_post_with_the_day_of_hiring_in_one_cell() -> None:
    rows = [("ФИО", "Кем и с какого времени работает"), (PERSON, "учителем матем. с 01.09.1999 г.")]
    row = only(read(rows))
    assert (posts(row), row.data["since"]) == ([("учитель математики", None)], "1999-09-01")


def test_name_of_the_director_makes_no_staff_of_a_list_of_organisations() -> None:
    rows = [("№", "Наименование учреждения", "ФИО директора"), (1, "МБОУ СОШ № 15", OTHER), (2, "Гимназия № 1", PERSON)]
    roster = read(rows)
    assert (roster.kind, [row.data["name"] for row in roster.rows]) == (
        "organisations",
        ["МБОУ СОШ № 15", "Гимназия № 1"],
    )


def test_cells_of_categories_of_one_list() -> None:
    rows = [("ФИО", "Должн.", "Кв.кат.", "Дата присв. кат.", "Аттестован до")]
    rows += [(PERSON, "учит. нач.кл.", "высш.", "22.12.2021", "22.12.2026"), (OTHER, "методист", "не атт.", "", "")]
    first, second = read(rows).rows
    assert (first.data["category_since"], first.data["category_until"]) == ("2021-12-22", "2026-12-22")
    assert ("category" in second.data, second.remarks) == (False, ())
