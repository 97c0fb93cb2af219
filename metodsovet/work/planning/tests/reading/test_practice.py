"""Habits of real plans: marks for «the same», months in the title, headers typed by hand, events in a grid."""

import time
from datetime import date

import pytest

from metodsovet.kernel.terms import TermKind
from metodsovet.work.planning.tests.reading.files import (
    HEADER,
    LEFT,
    Rows,
    numbers,
    parties,
    plan_of,
    plan_of_text,
    sections,
    terms,
    titles,
)


def first_days(plan_rows: Rows, *texts: str) -> list[tuple[date | None, date | None]]:
    activities = plan_of(*texts, plan_rows).activities
    return [(activity.term.start, activity.term.end) for activity in activities]


@pytest.mark.parametrize("mark", ("-//-", "—«—", '--"--', "то же", "″", "- II -", "» "))
def test_mark_of_repetition_stands_for_the_cell_above(mark: str) -> None:
    rows = (HEADER, ("1", "Анализ ЕГЭ", "сентябрь", "Методисты"), ("2", "Анализ ОГЭ", mark, mark))

    plan = plan_of(rows)

    assert terms(plan) == ["сентябрь", "сентябрь"]
    assert parties(plan) == [["методисты"], ["методисты"]]


def test_lone_dash_is_no_mark_of_repetition() -> None:
    plan = plan_of((HEADER, ("1", "Анализ ЕГЭ", "сентябрь", "Методисты"), ("2", "Анализ ОГЭ", "октябрь", "-")))

    assert parties(plan)[1] == [""]


def test_month_of_the_title_dates_days_and_empty_cells() -> None:
    rows = (
        ("Дата", "Мероприятие", "Ответственный"),
        ("1", "День пожилого человека", "Педагог-организатор"),
        ("6-10", "Неделя математики", "Учителя математики"),
        ("в течение месяца", "Посещение уроков", "Завуч"),
        ("", "Обход кабинетов", "Завуч"),
    )

    assert first_days(rows, "План работы на октябрь 2025 года") == [
        (date(2025, 10, 1), date(2025, 10, 1)),
        (date(2025, 10, 6), date(2025, 10, 10)),
        (date(2025, 10, 1), date(2025, 10, 31)),
        (date(2025, 10, 1), date(2025, 10, 31)),
    ]


@pytest.mark.parametrize("title", ("План работы на сентябрь – октябрь 2025 года", "План работы на октябрь и ноябрь"))
def test_two_months_of_the_title_date_nothing(title: str) -> None:
    plan = plan_of(title, (("Дата", "Мероприятие", "Ответственный"), ("1", "Линейка", "Завуч"), ("5", "Слёт", "Завуч")))

    assert {activity.term.kind for activity in plan.activities} == {TermKind.UNKNOWN}


def test_month_column_speaks_until_its_next_value() -> None:
    plan = plan_of(
        (
            ("Месяц", "Мероприятие", "Ответственный"),
            ("Сентябрь", "Тарификация", "Завуч"),
            ("", "Линейка", "Завуч"),
            ("Ноябрь", "", ""),
            ("", "Педсовет", "Директор"),
            ("до 5 декабря", "Отчёт", "Директор"),
            ("до 5 декабря", "Справка", "Директор"),
        )
    )

    assert titles(plan) == ["Тарификация", "Линейка", "Педсовет", "Отчёт", "Справка"]
    assert terms(plan) == ["сентябрь", "сентябрь", "ноябрь", "до 5 декабря", "до 5 декабря"]


def test_month_column_is_read_again_after_a_section() -> None:
    plan = plan_of(
        (
            ("Месяц", "Мероприятие", "Ответственный"),
            ("1. Кадры", LEFT, LEFT),
            ("Сентябрь", "Тарификация", "Завуч"),
            ("2. Дети", LEFT, LEFT),
            ("Сентябрь", "Линейка", "Завуч"),
        )
    )

    assert terms(plan) == ["сентябрь", "сентябрь"]


@pytest.mark.parametrize(
    ("what", "when", "who"),
    (
        ("Дела, события, мероприятия", "Ориентировочное время проведения", "Ответственные"),
        ("Наименование контрольной точки", "Плановая дата", "ФИО ответственного лица"),
        ("Проводимая работа", "Время выполнения", "Ответств."),
        ("Мероп-риятия", "Сро-ки", "Ответ-ственные"),
        ("Объект контроля", "Сроки проведения", "Лицо, осуществляющее контроль"),
        ("Вопросы контроля", "Контрольный срок", "Кто контролирует"),
        ("Ключевые меры", "Дедлайн", "Зона ответственности"),
        ("Суть дела", "К какому сроку", "Чья забота"),
        ("Чем займёмся", "Временная отметка", "На ком лежит"),
    ),
)
def test_header_is_known_in_wordings_of_practice(what: str, when: str, who: str) -> None:
    plan = plan_of(
        (
            ("№", what, when, who),
            ("1", "Проведение семинара", "01.09", "Методисты"),
            ("2", "Заседание совета", "май", "Директор"),
            ("3", "Открытие форума", "ноябрь", "Завуч"),
        )
    )

    assert titles(plan) == ["Проведение семинара", "Заседание совета", "Открытие форума"]
    assert terms(plan) == ["01.09", "май", "ноябрь"]
    assert parties(plan) == [["методисты"], ["директор"], ["завуч"]]


def test_beginning_and_end_in_two_columns_are_one_term() -> None:
    rows = (
        ("Мероприятие", "Дата начала", "Дата окончания", "Исполнитель"),
        ("Проведение семинара", "01.10.2025", "10.10.2025", "ИМЦ"),
        ("Заседание совета", "01.11.2025", "", "ИМЦ"),
        ("Открытие форума", "", "15.12.2025", "ИМЦ"),
    )

    plan = plan_of(rows)

    assert [activity.term.kind for activity in plan.activities] == [
        TermKind.DATE_RANGE,
        TermKind.DATE_RANGE,
        TermKind.DEADLINE,
    ]
    assert first_days(rows) == [
        (date(2025, 10, 1), date(2025, 10, 10)),
        (date(2025, 11, 1), None),
        (None, date(2025, 12, 15)),
    ]


def test_table_without_a_header_and_with_short_titles_is_read() -> None:
    plan = plan_of((("1", "Семинар", "октябрь", "Методисты"), ("2", "Форум", "май", "Директор")))

    assert (titles(plan), terms(plan)) == (["Семинар", "Форум"], ["октябрь", "май"])


def test_list_of_people_beside_dates_is_no_plan() -> None:
    people = (("№", "ФИО", "Дата рождения"), ("1", "Сомова Т.П.", "01.02.1980"), ("2", "Кротова Е.П.", "03.04.1985"))

    plan = plan_of((HEADER, ("1", "Форум", "май", "Директор")), "Состав жюри", people)

    assert titles(plan) == ["Форум"]


def test_section_and_aim_over_the_header_inside_the_table() -> None:
    plan = plan_of(
        (
            ("1. Работа с кадрами", LEFT, LEFT, LEFT),
            ("Цель: рост мастерства педагогов", LEFT, LEFT, LEFT),
            HEADER,
            ("1", "Семинар", "октябрь", "Методисты"),
        )
    )

    assert sections(plan) == [("1", "Работа с кадрами")]


def test_title_cut_after_a_word_that_wants_more_is_joined() -> None:
    plan = plan_of(
        (HEADER, ("1", "Конкурс имени", "май", "Методисты"), ("", "Ушинского", "", ""), ("2", "Слёт", "", ""))
    )

    assert titles(plan)[0] == "Конкурс имени Ушинского"


def test_names_of_districts_keep_their_capital() -> None:
    plan = plan_of(
        "АДМИНИСТРАЦИЯ ЗАРЕЧНОГО РАЙОНА",
        "ПОСТАНОВЛЕНИЕ",
        "от 3 октября 2025 г. № 112",
        (HEADER, ("1", "Форум", "май", "Директор")),
    )

    assert plan.act.issuer == "Администрация Заречного района"


def test_grid_of_months_makes_an_activity_of_each_event() -> None:
    plan = plan_of(
        (
            ("Направление", "Сентябрь", "Октябрь", "Ноябрь"),
            ("Гражданское", "Линейка\nУрок мира", "Концерт для учителей", ""),
            ("Спортивное", "Осенний кросс", "", "Турнир по шахматам"),
        )
    )

    assert titles(plan) == ["Линейка", "Урок мира", "Концерт для учителей", "Осенний кросс", "Турнир по шахматам"]
    assert terms(plan) == ["Сентябрь", "Сентябрь", "Октябрь", "Сентябрь", "Ноябрь"]
    assert [activity.section for activity in plan.activities] == ["Гражданское"] * 3 + ["Спортивное"] * 2


def test_indicators_by_years_are_no_plan() -> None:
    indicators = (
        ("№", "Наименование показателя", "Единица", "2025", "2026", "2027"),
        ("1", "Доля педагогов", "%", "50", "60", "70"),
        ("2", "Число наставников", "чел.", "10", "20", "30"),
    )

    plan = plan_of((HEADER, ("1", "Форум", "май", "Директор")), "Целевые показатели", indicators)

    assert titles(plan) == ["Форум"]


def test_continuation_of_an_appendix_is_no_section() -> None:
    plan = plan_of(
        (
            HEADER,
            ("1", "Форум", "май", "Директор"),
            ("Продолжение приложения 1", LEFT, LEFT, LEFT),
            HEADER,
            ("2", "Слёт", "июнь", "Директор"),
        )
    )

    assert (titles(plan), sections(plan)) == (["Форум", "Слёт"], [])


def test_huge_number_and_endless_word_are_read_in_time() -> None:
    started = time.monotonic()

    plan = plan_of_text("\t".join(HEADER) + f"\n{'1' * 90_000}\t{'ф' * 90_000}\tоктябрь\tМетодисты\n")

    assert len(numbers(plan)[0]) == 90_000
    assert time.monotonic() - started < 3
