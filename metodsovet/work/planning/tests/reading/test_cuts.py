"""Rows cut by a page break, and rows that only look so."""

import pytest

from metodsovet.work.planning.tests.reading.files import (
    HEADER,
    codes,
    numbers,
    parties,
    plan_of,
    plan_of_text,
    terms,
    titles,
)

BEFORE = ("1.", "Анализ открытых уроков года", "Июнь, ежегодно", "Методисты")
AFTER = ("3.", "Смотр методических кабинетов", "Май", "Директор")


def test_read_cut_row_joins_every_cell() -> None:
    plan = plan_of(
        (
            HEADER,
            BEFORE,
            ("2.", "Обсуждение итогов работы попечительс-", "Февраль,", "Методисты отдела"),
            ("", "кого совета и совета наставников", "ежегодно", "сопровождения, руководители ОО"),
            AFTER,
        )
    )

    assert titles(plan)[1] == "Обсуждение итогов работы попечительского совета и совета наставников"
    assert terms(plan) == ["Июнь, ежегодно", "Февраль, ежегодно", "Май"]
    assert plan.activities[1].parties[0].source.startswith("Методисты отдела сопровождения")
    assert codes(plan) == [[], ["joined_row"], []]
    assert plan.activities[1].warnings[0].text == "Строка 2 разорвана: соединены три ячейки."
    assert plan.activities[1].place.rows == (3, 4)


def test_read_row_cut_in_one_cell_only() -> None:
    plan = plan_of(
        (
            HEADER,
            BEFORE,
            ("2.", "Круглый стол", "Октябрь", "Методисты отдела,"),
            ("", "", "", "руководители ШМО"),
            AFTER,
        )
    )

    assert numbers(plan) == ["1", "2", "3"]
    assert parties(plan)[1][1] == "руководители ШМО"


def test_read_row_cut_under_a_repeated_header() -> None:
    plan = plan_of(
        (
            HEADER,
            ("1.", "Сбор сведений о кадрах и", "В постоянном", "Методист"),
            HEADER,
            ("", "наставниках", "режиме", ""),
            AFTER,
        )
    )

    assert titles(plan) == ["Сбор сведений о кадрах и наставниках", "Смотр методических кабинетов"]
    assert terms(plan)[0] == "В постоянном режиме"


def test_read_row_cut_between_two_tables() -> None:
    plan = plan_of(
        (HEADER, BEFORE, ("2.", "Сбор сведений о кадрах и", "В постоянном", "Методист")),
        "",
        (("", "наставниках", "режиме", ""), AFTER),
    )

    assert titles(plan)[1] == "Сбор сведений о кадрах и наставниках"
    assert terms(plan)[1] == "В постоянном режиме"
    assert numbers(plan) == ["1", "2", "3"]


def test_read_row_cut_in_three_pieces() -> None:
    plan = plan_of(
        (
            HEADER,
            ("1.", "Разработка положения о", "До", "Методист"),
            ("", "конкурсе молодых", "20", ""),
            ("", "педагогов округа", "декабря", ""),
            AFTER,
        )
    )

    assert titles(plan)[0] == "Разработка положения о конкурсе молодых педагогов округа"
    assert terms(plan)[0] == "До 20 декабря"


@pytest.mark.parametrize(
    "second",
    (
        ("", "Клуб наставников", "март", "Директор"),
        ("", "клуб наставников", "март", "Директор"),
        ("", "– клуб наставников", "март", "Директор"),
        ("", "Клуб наставников", "", "Директор"),
    ),
)
def test_read_whole_row_without_number_stays_an_activity(second: tuple[str, ...]) -> None:
    plan = plan_of((HEADER, BEFORE, second, AFTER))

    assert len(plan.activities) == 3
    assert "number_missing" in codes(plan)[1]


def test_read_small_letters_say_nothing_where_all_titles_begin_with_them() -> None:
    plan = plan_of(
        (
            ("Мероприятия", "Сроки", "Ответственные"),
            ("проведение семинаров", "март", "Методист"),
            ("сбор отчётов", "", "Методист"),
            ("выпуск сборника", "май", "Методист"),
        )
    )

    assert titles(plan) == ["проведение семинаров", "сбор отчётов", "выпуск сборника"]


def test_read_pasted_text_with_cells_broken_over_lines() -> None:
    plan = plan_of_text(
        "План работы на 2025/2026 учебный год\n\n"
        "№\tМероприятия\tСроки\tОтветственные\n"
        "1.\tЕдиный методический\nдень округа\tОктябрь,\nежегодно\tМетодисты,\nруководители ШМО\n"
        "2.\tНеделя наставничества\tФевраль\tДиректор\n"
        "\n\tи школа молодого педагога\t\tцентра\n"
    )

    assert titles(plan) == ["Единый методический день округа", "Неделя наставничества и школа молодого педагога"]
    assert terms(plan) == ["Октябрь, ежегодно", "Февраль"]
    assert parties(plan)[0] == ["методисты", "руководители ШМО"]


def test_read_clipboard_of_a_spreadsheet_with_quoted_cells() -> None:
    plan = plan_of_text(
        'Мероприятие\tСрок\tОтветственный\n"Фестиваль ""Открытый\nурок"""\tапрель\t"Методист,\nдиректор"\n'
        "Отчёт\tиюнь\tМетодист\n"
    )

    assert titles(plan) == ['Фестиваль "Открытый урок"', "Отчёт"]
    assert parties(plan)[0] == ["методист", "директор"]


def test_read_row_cut_before_a_capital_is_told_by_its_term() -> None:
    plan = plan_of(
        (
            HEADER,
            ("1.", "Заседание совета городского округа", "В течение", "Методисты"),
            ("", "Луговск по наставничеству", "года", "центра"),
            AFTER,
        )
    )

    assert titles(plan)[0] == "Заседание совета городского округа Луговск по наставничеству"
    assert terms(plan)[0] == "В течение года"
