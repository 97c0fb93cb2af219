"""Sections, periods and numbers."""

from metodsovet.work.planning.tests.reading.files import (
    HEADER,
    LEFT,
    UP,
    YEAR,
    by_section,
    codes,
    numbers,
    plan_of,
    sections,
    terms,
    titles,
)


def row(number: str, title: str, term: str = "октябрь", responsible: str = "Методист") -> tuple[str, str, str, str]:
    return (number, title, term, responsible)


def test_read_section_rows_merged_across_the_table() -> None:
    plan = plan_of(
        (
            HEADER,
            ("Раздел 1. Работа с кадрами", LEFT, LEFT, LEFT),
            row("1.1", "Школа молодого учителя"),
            row("1.2", "Клуб наставников"),
            ("Раздел II. Диагностика", LEFT, LEFT, LEFT),
            row("2.1", "Анкетирование педагогов"),
            ("3. . Информационная работа:", LEFT, LEFT, LEFT),
            row("3.1", "Ведение раздела сайта"),
        )
    )

    assert sections(plan) == [("1", "Работа с кадрами"), ("II", "Диагностика"), ("3", "Информационная работа")]
    assert by_section(plan) == [("1", 2), ("II", 1), ("3", 1)]
    assert [warning.code for warning in plan.warnings] == ["section_number"]
    assert codes(plan) == [[], [], [], []]


def test_read_section_rows_that_are_not_merged() -> None:
    plan = plan_of(
        (
            HEADER,
            ("I", "Организационная деятельность", "", ""),
            row("1", "Утверждение планов"),
            ("", "Аналитическая деятельность", "", ""),
            row("2", "Анализ итогов года"),
            row("3", "Турнир юных физиков"),
        )
    )

    assert sections(plan) == [
        ("I", "Организационная деятельность"),
        ("", "Аналитическая деятельность"),
    ]
    assert by_section(plan) == [("I", 1), ("Аналитическая деятельность", 2)]


def test_read_bold_section_rows() -> None:
    plan = plan_of(
        (
            HEADER,
            ("", "**Работа с одарёнными**", "", ""),
            row("1", "Турнир юных физиков"),
            ("**2**", "**Работа с наставниками**", "", ""),
            row("1", "Клуб наставников"),
        )
    )

    assert sections(plan) == [("", "Работа с одарёнными"), ("2", "Работа с наставниками")]
    assert by_section(plan) == [("Работа с одарёнными", 1), ("2", 1)]


def test_read_numbered_section_row_is_told_by_the_numbers_under_it() -> None:
    plan = plan_of(
        (
            HEADER,
            ("1", "Методическое сопровождение", "", ""),
            row("1.1", "Семинары"),
            row("1.2", "Консультации"),
            ("2", "Аналитика", "", ""),
            row("2.1", "Отчёт"),
        )
    )

    assert sections(plan) == [("1", "Методическое сопровождение"), ("2", "Аналитика")]
    assert numbers(plan) == ["1.1", "1.2", "2.1"]


def test_read_row_with_number_and_title_only_is_an_activity_with_empty_cells() -> None:
    plan = plan_of((HEADER, row("1", "Семинары"), ("2", "Консультации для наставников", "", ""), row("3", "Отчёт")))

    assert titles(plan) == ["Семинары", "Консультации для наставников", "Отчёт"]
    assert codes(plan) == [[], ["empty_cell", "empty_cell"], []]


def test_read_section_column_with_vertical_merges() -> None:
    plan = plan_of(
        (
            ("Направление", "Мероприятия", "Сроки", "Ответственные"),
            ("1. Кадры", "Школа молодого учителя", "сентябрь", "Методист"),
            (UP, "Клуб наставников", "октябрь", "Методист"),
            ("2. Диагностика", "Анкетирование", "май", "Методист"),
        )
    )

    assert sections(plan) == [("1", "Кадры"), ("2", "Диагностика")]
    assert by_section(plan) == [("1", 2), ("2", 1)]
    assert titles(plan) == ["Школа молодого учителя", "Клуб наставников", "Анкетирование"]


def test_read_sections_printed_over_their_tables() -> None:
    plan = plan_of(
        "**План работы ресурсного центра на 2025/2026 учебный год**",
        "1. Организационные мероприятия",
        (HEADER, row("1", "Совещание"), row("2", "Приказ о площадках")),
        "2. Методические мероприятия",
        (HEADER, row("1", "Семинар"), row("2", "Вебинар")),
    )

    assert sections(plan) == [("1", "Организационные мероприятия"), ("2", "Методические мероприятия")]
    assert by_section(plan) == [("1", 2), ("2", 2)]
    assert codes(plan) == [[], [], [], []]


def test_read_month_rows_give_terms_to_rows_beneath() -> None:
    plan = plan_of(
        (
            HEADER,
            ("СЕНТЯБРЬ", LEFT, LEFT, LEFT),
            row("1", "Планёрка", ""),
            row("2", "Сбор планов", "до 5 числа"),
            row("3", "Неделя безопасности", "1 неделя"),
            row("4", "Мониторинг", "15-20"),
            ("Октябрь", LEFT, LEFT, LEFT),
            row("5", "День учителя", "5 октября"),
            row("6", "Обновление сайта", "еженедельно"),
            row("7", "Совет", "в течение месяца"),
        )
    )

    assert sections(plan) == []
    spans = [(str(activity.term.start), str(activity.term.end)) for activity in plan.activities]
    assert spans[0] == ("2025-09-01", "2025-09-30")
    assert spans[1] == ("None", "2025-09-05")
    assert spans[3] == ("2025-09-15", "2025-09-20")
    assert spans[4] == ("2025-10-05", "2025-10-05")
    assert plan.activities[2].term.kind == "date_range"
    assert plan.activities[5].term.kind == "weekly"
    assert spans[6] == ("2025-10-01", "2025-10-31")
    assert plan.activities[1].raw["term"] == "до 5 числа"


def test_read_year_and_half_year_rows() -> None:
    plan = plan_of(
        (
            HEADER,
            ("2025 год", LEFT, LEFT, LEFT),
            row("1", "Создание совета", "декабрь"),
            ("2026 год", LEFT, LEFT, LEFT),
            row("2", "Форум наставников", "март"),
            row("3", "Отчёт", ""),
            ("II полугодие", LEFT, LEFT, LEFT),
            row("4", "Конкурс пар", ""),
        )
    )

    spans = [(str(activity.term.start), str(activity.term.end)) for activity in plan.activities]
    assert spans[0] == ("2025-12-01", "2025-12-31")
    assert spans[1] == ("2026-03-01", "2026-03-31")
    assert spans[2] == ("2026-01-01", "2026-12-31")
    assert plan.activities[3].term.kind == "half_year"


def test_read_school_year_rows_put_spring_into_the_second_calendar_year() -> None:
    plan = plan_of(
        (
            HEADER,
            ("2026/2027 учебный год", LEFT, LEFT, LEFT),
            ("Апрель", LEFT, LEFT, LEFT),
            row("1", "Фестиваль уроков", ""),
        )
    )

    assert str(plan.activities[0].term.start) == "2027-04-01"


def test_read_month_column_completes_days() -> None:
    plan = plan_of(
        (
            ("Месяц", "Число", "Мероприятие", "Ответственный"),
            ("Ноябрь", "12", "Семинар физиков", "Методист"),
            (UP, "19", "Семинар химиков", "Методист"),
            ("Декабрь", "3", "Семинар биологов", "Методист"),
        )
    )

    assert [str(activity.term.start) for activity in plan.activities] == ["2025-11-12", "2025-11-19", "2025-12-03"]


def test_read_vertical_merges_of_term_and_parties_hold_for_every_row() -> None:
    plan = plan_of((HEADER, row("1", "Семинар"), ("2", "Вебинар", UP, UP), ("3", "Мастер-класс", UP, "Директор")))

    assert terms(plan) == ["октябрь", "октябрь", "октябрь"]
    assert [activity.parties[0].text for activity in plan.activities] == ["методист", "методист", "директор"]


def test_read_title_merged_over_two_rows_is_one_activity() -> None:
    plan = plan_of((HEADER, row("1", "Единый методический день", "октябрь"), (UP, UP, "апрель", UP), row("2", "Отчёт")))

    assert titles(plan) == ["Единый методический день", "Отчёт"]
    assert len(plan.activities[0].term.occurrences(YEAR)) == 2
    assert codes(plan)[0] == ["joined_row"]


def test_read_numbers_typed_before_titles_without_a_column() -> None:
    plan = plan_of(
        (
            ("Мероприятия", "Сроки", "Ответственные"),
            ("1. Семинар для завучей", "октябрь", "Методист"),
            ("2) Круглый стол", "ноябрь", "Методист"),
            ("3. Отчёт за год", "июнь", "Методист"),
        )
    )

    assert numbers(plan) == ["1", "2", "3"]
    assert titles(plan) == ["Семинар для завучей", "Круглый стол", "Отчёт за год"]


def test_read_subsections_are_sections_of_their_own() -> None:
    plan = plan_of(
        (
            HEADER,
            ("1. Кадры", LEFT, LEFT, LEFT),
            ("1.1. Молодые педагоги", LEFT, LEFT, LEFT),
            row("1", "Школа молодого учителя"),
            ("1.2. Наставники", LEFT, LEFT, LEFT),
            row("2", "Клуб наставников"),
        )
    )

    assert sections(plan) == [("1", "Кадры"), ("1.1", "Молодые педагоги"), ("1.2", "Наставники")]
    assert by_section(plan) == [("1.1", 1), ("1.2", 1)]


def test_read_month_rows_complete_parts_of_the_month_and_nothing_else() -> None:
    plan = plan_of(
        (
            HEADER,
            ("ОКТЯБРЬ 2025 Г.", LEFT, LEFT, LEFT),
            row("1", "Семинар", "последняя пятница"),
            row("2", "Консультации", "по средам"),
            row("3", "Декада наставника", "I декада"),
            row("4", "Заявки", "до 5 ноября"),
            row("5", "Сайт", "по плану"),
        )
    )

    found = [[str(w.end) for w in activity.term.occurrences(YEAR)] for activity in plan.activities]
    assert found[0] == ["2025-10-31"]
    assert found[1] == ["2025-10-01", "2025-10-08", "2025-10-15", "2025-10-22", "2025-10-29"]
    assert found[2] == ["2025-10-10"]
    assert found[3] == ["2025-11-05"]
    assert found[4] == []


def test_read_number_merged_over_rows_is_no_repetition() -> None:
    plan = plan_of(
        (
            ("№", "Направления деятельности", "Содержание", "Сроки", "Исполнители"),
            ("1", "Аналитика", "Анализ работ", "сентябрь", "Методист"),
            (UP, UP, "Анализ экзаменов", "август", "Методист"),
            ("2", "Сайт", "Лента", "май", "Методист"),
        )
    )

    assert codes(plan) == [[], [], []]
    assert by_section(plan) == [("Аналитика", 2), ("Сайт", 1)]


def test_read_month_with_a_title_is_a_section_that_ends_with_it() -> None:
    plan = plan_of(
        (
            HEADER,
            ("Сентябрь. Начало года", LEFT, LEFT, LEFT),
            row("1", "Совет", ""),
            ("IV квартал", LEFT, LEFT, LEFT),
            row("2", "Форум", ""),
        )
    )

    assert by_section(plan) == [("Сентябрь. Начало года", 1), ("", 1)]
    assert terms(plan) == ["сентябрь", "IV квартал"]
