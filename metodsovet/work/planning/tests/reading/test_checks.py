"""Warnings name the rows and never block."""

import json

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.spreadsheets import read_tables
from metodsovet.work.planning.reading import ReadPlan, answer, read_plan, source_rows
from metodsovet.work.planning.tests.reading.files import HEADER, LEFT, YEAR, codes, plan_of, word_file

ACT = ("ПРИКАЗ", "24.11.2024 № 5", "О плане мероприятий на 2024-2026 годы", "ПРИКАЗЫВАЮ:")


def test_read_term_before_the_act_is_warned() -> None:
    plan = plan_of(*ACT, (HEADER, ("1", "Форум", "Февраль, 2024", "Методист"), ("2", "Отчёт", "март", "Методист")))

    assert codes(plan) == [["term_before_act"], []]


def test_read_years_of_the_plan_do_not_precede_the_act() -> None:
    plan = plan_of(*ACT, (HEADER, ("1", "Форум", "2024-2026", "Методист")))

    assert codes(plan) == [[]]


def test_read_same_title_names_both_rows() -> None:
    plan = plan_of(
        (
            HEADER,
            ("1", "Подготовка рекомендаций", "май", "Методист"),
            ("2", "Отчёт", "июнь", "Методист"),
            ("3", "Подготовка  рекомендаций.", "постоянно", "Директор"),
        )
    )

    assert codes(plan) == [["same_title"], [], ["same_title"]]
    assert plan.activities[0].warnings[0].text == "Строки 1 и 3: одно название, разные сроки и ответственные."


def test_read_missing_and_repeated_numbers_are_warned() -> None:
    plan = plan_of(
        (
            HEADER,
            ("1", "Совет", "май", "Методист"),
            ("3", "Форум", "май", "Методист"),
            ("3", "Смотр", "май", "Методист"),
            ("", "Турнир", "май", "Методист"),
        )
    )

    assert codes(plan) == [[], ["number_missing"], ["number_repeated"], ["number_missing"]]


def test_read_numbers_that_begin_anew_in_sections_are_no_repetition() -> None:
    plan = plan_of(
        (
            HEADER,
            ("Раздел 1. Кадры", LEFT, LEFT, LEFT),
            ("1", "Совет", "май", "Методист"),
            ("2", "Форум", "май", "Методист"),
            ("Раздел 2. Сайт", LEFT, LEFT, LEFT),
            ("1", "Лента", "май", "Методист"),
        )
    )

    assert codes(plan) == [[], [], []]


def test_read_what_is_not_understood_stays_as_text() -> None:
    plan = plan_of((HEADER, ("1", "Совет", "щлдывап", "Методист")))

    assert plan.activities[0].term.source == "щлдывап"
    assert codes(plan) == [["not_understood"]]


def test_read_plan_without_responsible_column_is_warned_once() -> None:
    plan = plan_of((("№", "Мероприятие", "Срок"), ("1", "Совет", "май"), ("2", "Форум", "июнь")))

    assert [warning.code for warning in plan.warnings] == ["no_column"]
    assert codes(plan) == [[], []]


def test_read_years_that_are_over_are_warned() -> None:
    plan = plan_of(*ACT, (HEADER, ("1", "Совет", "май", "Методист")), year=SchoolYear(2027))

    assert [warning.code for warning in plan.warnings] == ["years_over"]


def test_answer_has_the_shape_that_programs_rely_on() -> None:
    plan = plan_of(*ACT, (HEADER, ("Раздел 1. Кадры", LEFT, LEFT, LEFT), ("1.", "Совет", "до 15 июня", "Методист")))

    assert answer(plan, YEAR) == {
        "act": {
            "kind": "приказ",
            "number": "5",
            "date": "2024-11-24",
            "title": "О плане мероприятий на 2024-2026 годы",
            "issuer": "",
            "years": [2024, 2026],
        },
        "sections": [{"number": "1", "title": "Кадры"}],
        "activities": [
            {
                "number": "1",
                "section": "1",
                "title": "Совет",
                "term": {
                    "source": "до 15 июня",
                    "kind": "deadline",
                    "recurrence": "",
                    "occurrences": {"2025/26": [{"from": None, "to": "2026-06-15"}]},
                },
                "parties": [{"source": "Методист", "kind": "position", "text": "методист", "scope": "", "person": ""}],
                "result": "",
                "other": {},
                "warnings": [],
            }
        ],
        "warnings": [],
    }


def test_plan_survives_json() -> None:
    plan = plan_of(*ACT, (HEADER, ("Раздел 1. Кадры", LEFT, LEFT, LEFT), ("1.", "Совет", "до 15 июня", "Методист")))

    assert ReadPlan.from_json(json.loads(json.dumps(plan.to_json()))) == plan


def test_source_rows_say_what_each_row_was_taken_for() -> None:
    document = read_tables(
        word_file(
            (
                HEADER,
                ("Раздел 1. Кадры", LEFT, LEFT, LEFT),
                ("1.", "Совет по делам", "в постоянном", "Методист"),
                ("", "наставников", "режиме", ""),
                ("Июнь", LEFT, LEFT, LEFT),
                ("2.", "Отчёт", "", "Методист"),
            )
        ),
        "план.docx",
    )
    plan = read_plan(document, year=YEAR)

    rows = source_rows(document, plan)

    assert [(row.kind.value, row.index) for row in rows] == [
        ("header", None),
        ("section", 0),
        ("activity", 0),
        ("joined", 0),
        ("period", None),
        ("activity", 1),
    ]
    assert [cell.role.value for cell in rows[2].cells if cell.role] == ["number", "title", "term", "parties"]
    assert json.loads(json.dumps(rows[1].to_json()))["cells"][0]["span"] == 4
