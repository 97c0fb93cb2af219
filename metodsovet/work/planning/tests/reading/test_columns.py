"""Columns in any order and in the wordings of practice."""

import docx
import pytest

from metodsovet.kernel.spreadsheets import FileRefused
from metodsovet.work.planning.tests.reading.files import (
    HEADER,
    LEFT,
    UP,
    YEAR,
    numbers,
    parties,
    plan_of,
    plan_of_bytes,
    plan_of_text,
    saved,
    terms,
    titles,
    write_table,
)

ROW = {
    "number": "1.",
    "title": "Семинар «Оценивание на уроке» для учителей",
    "term": "октябрь",
    "parties": "Методист",
    "result": "Справка",
}


@pytest.mark.parametrize(
    ("number", "title", "term", "responsible"),
    (
        ("№", "Мероприятие", "Срок", "Ответственный"),
        ("№ п/п", "Наименование мероприятия", "Сроки проведения", "Ответственные исполнители"),
        ("№пп", "Содержание деятельности", "Дата", "Исполнители"),
        ("№ п\\п", "Содержание работы", "Срок исполнения", "Кто проводит"),
        ("N п/п", "Виды деятельности", "Период", "Ф.И.О. ответственного"),
        ("№№", "Направление деятельности", "Сроки реализации", "Исполнитель"),
        ("п/п", "Что делаем", "Когда", "Кто отвечает"),
        ("№", "Основные мероприятия", "Месяц", "Ответственные лица"),
        ("№", "Меро-\nприятия", "Сроки испол-\nнения", "Ответ-\nственные"),
        ("№", "МЕРОПРИЯТИЯ", "СРОКИ", "OTBETCTBEHHЫЕ"),
        ("№", "Тема заседания", "Дата проведения", "Ответственный"),
        ("№", "Планируемые мероприятия", "Время проведения", "Ответственные за выполнение"),
        ("№", "Формы и содержание работы", "Сроки", "Ответственный"),
    ),
)
def test_read_columns_recognises_wordings_of_practice(number: str, title: str, term: str, responsible: str) -> None:
    plan = plan_of(
        (
            (number, title, term, responsible),
            (ROW["number"], ROW["title"], ROW["term"], ROW["parties"]),
            ("2.", "Круглый стол для наставников", "март", "Директор"),
        )
    )

    assert numbers(plan) == ["1", "2"]
    assert titles(plan)[0] == ROW["title"]
    assert terms(plan) == ["октябрь", "март"]
    assert parties(plan) == [["методист"], ["директор"]]


def test_read_columns_in_any_order_keeps_unknown_ones_under_their_headers() -> None:
    plan = plan_of(
        (
            ("Ответственные", "Место", "Сроки", "Ожидаемый результат", "№", "Категория участников", "Мероприятия"),
            ("Методист", "Школа 4", "май", "Справка", "1", "Учителя химии", "Анализ открытых уроков"),
        )
    )

    activity = plan.activities[0]
    assert (activity.number, activity.title, activity.term.source) == ("1", "Анализ открытых уроков", "май")
    assert activity.result == "Справка"
    assert activity.other == {"Место": "Школа 4", "Категория участников": "Учителя химии"}


@pytest.mark.parametrize("header", ("Результат", "Выход", "Вид документа", "Форма отчета", "Ожидаемые результаты"))
def test_read_columns_takes_result_from_its_wordings(header: str) -> None:
    plan = plan_of((("Мероприятия", "Сроки", header), ("Смотр методических кабинетов", "апрель", "Приказ")))

    assert plan.activities[0].result == "Приказ"


def test_read_columns_keeps_mark_of_execution_and_form_of_report_apart() -> None:
    plan = plan_of(
        (
            ("№", "Мероприятие", "Срок", "Результат", "Форма отчёта", "Отметка о выполнении"),
            ("1", "Анкетирование учителей", "сентябрь", "База данных", "Справка", "вып."),
        )
    )

    assert plan.activities[0].result == "База данных"
    assert plan.activities[0].other == {"Форма отчёта": "Справка", "Отметка о выполнении": "вып."}


def test_read_header_in_two_rows_joins_beginning_and_end() -> None:
    plan = plan_of(
        (
            ("№", "Мероприятия", "Сроки", LEFT, "Ответственные"),
            (UP, UP, "начало", "окончание", UP),
            ("1", "Реализация программы наставничества", "01.10.2025", "30.04.2026", "Куратор"),
        )
    )

    assert len(plan.activities) == 1
    term = plan.activities[0].term
    assert (str(term.start), str(term.end)) == ("2025-10-01", "2026-04-30")


def test_read_header_in_two_rows_keeps_the_fact_beside_the_planned_term() -> None:
    plan = plan_of(
        (
            ("№", "Мероприятия", "Сроки", LEFT, "Ответственные"),
            (UP, UP, "план", "факт", UP),
            ("1", "Выставка пособий", "ноябрь", "12.11", "Методист"),
        )
    )

    assert terms(plan) == ["ноябрь"]
    assert plan.activities[0].other == {"Сроки: факт": "12.11"}


def test_read_header_not_in_the_first_row_and_repeated_on_pages() -> None:
    plan = plan_of(
        (
            ("План методической работы школы", LEFT, LEFT, LEFT),
            ("", "", "", ""),
            HEADER,
            ("1", "2", "3", "4"),
            ("1", "Методический совет", "август", "Завуч"),
            HEADER,
            ("2", "Неделя молодого педагога", "февраль", "Наставники"),
        )
    )

    assert titles(plan) == ["Методический совет", "Неделя молодого педагога"]


def test_read_three_columns_without_number() -> None:
    plan = plan_of((("Дата", "Мероприятие", "Ответственный"), ("15.10.2025", "Семинар для завучей", "Методист")))

    assert (titles(plan), terms(plan), numbers(plan)) == (["Семинар для завучей"], ["15.10.2025"], [""])


def test_read_time_beside_date_is_kept_as_the_hour() -> None:
    plan = plan_of(
        (
            ("Дата", "Время", "Мероприятие", "Место проведения", "Ответственный"),
            ("15.10.2025", "14.00", "Семинар для завучей", "ИМЦ", "Методист"),
        )
    )

    assert terms(plan) == ["15.10.2025"]
    assert plan.activities[0].other == {"Время": "14.00", "Место проведения": "ИМЦ"}


def test_read_table_without_header_goes_on_with_the_columns_before() -> None:
    plan = plan_of(
        (HEADER, ("1", "Методический совет", "август", "Завуч")),
        "",
        (("2", "Педагогические чтения", "январь", "Методист"), ("3", "Неделя наук", "март", "Учителя")),
    )

    assert numbers(plan) == ["1", "2", "3"]
    assert terms(plan) == ["август", "январь", "март"]


def test_read_table_without_any_header_is_guessed_by_content() -> None:
    plan = plan_of(
        (
            ("1", "Подготовка к муниципальному этапу олимпиады", "октябрь", "Методист"),
            ("2", "Проведение педагогических чтений в округе", "январь", "Директор"),
            ("3", "Анализ работы объединений за учебный год", "июнь", "Руководители ШМО"),
        )
    )

    assert numbers(plan) == ["1", "2", "3"]
    assert terms(plan) == ["октябрь", "январь", "июнь"]
    assert parties(plan)[0] == ["методист"]


def test_read_header_with_unknown_words_is_completed_by_content() -> None:
    plan = plan_of(
        (
            ("№", "Мероприятия", "Рамки", "Люди"),
            ("1", "Смотр кабинетов", "ноябрь", "Методист"),
            ("2", "Турнир знатоков", "декабрь", "Директор"),
        )
    )

    assert terms(plan) == ["ноябрь", "декабрь"]
    assert parties(plan) == [["методист"], ["директор"]]


def test_read_passes_over_tables_that_are_no_plan() -> None:
    plan = plan_of(
        (("СОГЛАСОВАНО\nПредседатель профкома", "УТВЕРЖДАЮ\nДиректор школы\n«29» августа 2025 г."),),
        "Состав объединения",
        (("№", "Ф.И.О.", "Должность", "Категория"), ("1", "Лаврова Инна Петровна", "учитель", "высшая")),
        (HEADER, ("1", "Методический совет", "август", "Завуч")),
        (("Директор", "", "Т.Н. Савельева"),),
    )

    assert titles(plan) == ["Методический совет"]


def test_read_file_without_plan_table_is_refused_by_name() -> None:
    with pytest.raises(FileRefused) as refusal:
        plan_of((("Ф.И.О.", "Телефон"), ("Лаврова И.П.", "2-15-16"), ("Орлов П.Е.", "2-15-17")))

    assert refusal.value.code == "no_plan_table"
    assert "план.docx" in refusal.value.text


def test_read_table_with_header_only_is_refused() -> None:
    with pytest.raises(FileRefused) as refusal:
        plan_of((HEADER, ("", "", "", "")))

    assert refusal.value.code == "empty_table"


def test_read_markdown_text() -> None:
    plan = plan_of_text(
        "# План на 2025/26 учебный год\n\n"
        "| № | Мероприятие | Срок | Ответственный |\n|---|:---|---|---|\n"
        "| 1 | Мастер-класс<br>для наставников | ноябрь | Методист |\n"
        "| 2 | Фестиваль уроков | апрель | Директор |\n"
    )

    assert titles(plan) == ["Мастер-класс для наставников", "Фестиваль уроков"]
    assert plan.act.years == (2025, 2026)


def test_read_months_ticked_in_columns() -> None:
    plan = plan_of(
        (
            ("№", "Мероприятие", "Сроки", LEFT, LEFT, "Ответственный"),
            (UP, UP, "сент.", "окт.", "нояб.", UP),
            ("1", "Совет", "+", "", "+", "Методист"),
            ("2", "Форум", "", "15", "", "Методист"),
        )
    )

    assert [str(window.start) for window in plan.activities[0].term.occurrences(YEAR)] == ["2025-09-01", "2025-11-01"]
    assert str(plan.activities[1].term.start) == "2025-10-15"


def test_read_years_over_figures_are_no_terms() -> None:
    plan = plan_of(
        (("№", "Наименование", "Ответственный", "2025", "2026"), ("1", "Ремонт кабинетов", "Директор", "1200", "1300"))
    )

    assert terms(plan) == [""]
    assert plan.activities[0].other == {"2025": "1200", "2026": "1300"}


def test_read_rows_of_a_misaligned_grid_in_their_order() -> None:
    plan = plan_of(
        (
            ("№", "Мероприятия", LEFT, "Сроки", "Ответственные"),
            ("1", "Совет", "май", LEFT, "Методист"),
            ("2", "Форум", "июнь", LEFT, "Директор"),
        )
    )

    assert (titles(plan), terms(plan)) == (["Совет", "Форум"], ["май", "июнь"])


def test_read_table_nested_in_a_layout_table() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "План работы на 2025/2026 учебный год"
    write_table(cell.add_table(2, 4), (HEADER, ("1", "Совет", "май", "Методист")))

    plan = plan_of_bytes(saved(document), "план.docx")

    assert titles(plan) == ["Совет"]
    assert plan.act.years == (2025, 2026)


def test_read_automatic_numbers_of_the_number_column() -> None:
    document = docx.Document()
    table = document.add_table(3, 4)
    write_table(table, (HEADER, ("", "Совет", "май", "Методист"), ("", "Форум", "июнь", "Методист")))
    for row in table.rows[1:]:
        row.cells[0].paragraphs[0].style = document.styles["List Number"]

    assert numbers(plan_of_bytes(saved(document), "план.docx")) == ["1", "2"]
