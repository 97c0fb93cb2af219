"""What the words of an order «О внесении изменений» do to the text of the earlier one."""

import pytest

from metodsovet.work.orders.papers.amending import (
    Amendment,
    Notes,
    amended_annexes,
    amended_lines,
    amendments_in,
    refilled,
)
from metodsovet.work.orders.papers.orders import PointLine

NOTE, ADDED, DROPPED = "(в редакции приказа)", "(введён приказом)", "Утратил силу (приказ)."
NOTES = Notes(NOTE, ADDED, DROPPED)
LINES = (
    PointLine("1.", "Утвердить состав совета.", 1),
    PointLine("2.", "Руководителям:", 1),
    PointLine("2.1.", "представить\u00a0планы до 15 сентября;", 2),
    PointLine("2.2.", "обеспечить:", 2),
    PointLine("–", "участие;", 2),
    PointLine("3.", "Контроль оставляю за собой.", 1, is_kept=True),
)
TABLE = {
    "columns": [],
    "is_wide": False,
    "rows": [["Школы"], ["1", "ГМО", "Захарова И.Л."], ["2", "ШМО", "Захарова И.Л."]],
    "paragraphs": ["По школам"],
}


def said(*texts: str) -> list[str]:
    lines = amended_lines(LINES, amendments_in(texts, NOTES))
    return [f"{line.mark} {line.text}".replace("\u00a0", " ").strip() for line in lines]


PLAIN = said()


@pytest.mark.parametrize(
    ("text", "found"),
    (
        (
            "пункт 2.1 изложить в следующей редакции: «представить планы «школы» до 1 октября»;",
            Amendment(NOTE, "2.1", new="представить планы «школы» до 1 октября"),
        ),
        (
            "Внести в приказ № 5 изменение, изложив пункт 3. в следующей редакции: «3. Контроль возложить».",
            Amendment(NOTE, "3", new="Контроль возложить"),
        ),
        (
            "дополнить пунктом 2.3 следующего содержания: «сообщить итоги.».",
            Amendment(ADDED, "2.3", new="сообщить итоги.", is_added=True),
        ),
        ("пункт 2.2 исключить", Amendment(DROPPED, "2.2")),
        (
            "в пункте 2.1 слова «15 сентября» заменить словами «1 октября»;",
            Amendment(NOTE, "2.1", old="15 сентября", new="1 октября"),
        ),
        (
            "в приложении № 2 в строке 3 слова «Захарова И.Л.» заменить словами «Белова В.И.»",
            Amendment(NOTE, annex=2, row=3, old="Захарова И.Л.", new="Белова В.И."),
        ),
        (
            "в строке 3 приложения слова «ГМО» заменить словами «РМО».",
            Amendment(NOTE, row=3, old="ГМО", new="РМО"),
        ),
    ),
)
def test_amendments_are_read_from_the_usual_formulas(text: str, found: Amendment) -> None:
    assert list(amendments_in([text], NOTES)) == [found]


def test_two_replacements_in_one_point_are_two() -> None:
    text = "в пункте 2.1 слова «планы» заменить словами «отчёты»; в пункте 3 слово «Контроль» заменить словом «Надзор»."

    assert [(one.number, one.old, one.new) for one in amendments_in([text], NOTES)] == [
        ("2.1", "планы", "отчёты"),
        ("3", "Контроль", "Надзор"),
    ]


def test_new_words_of_a_point_stand_with_its_mark_and_a_note() -> None:
    assert said("пункт 2.1 изложить в следующей редакции: «представить планы до 1 октября»") == [
        *PLAIN[:2],
        "2.1. Представить планы до 1 октября;",
        NOTE,
        *PLAIN[3:],
    ]


@pytest.mark.parametrize(
    ("new", "printed"),
    (
        ("представить планы до 1 октября 2026 г.", "2.1. Представить планы до 1 октября 2026 г.;"),
        ("представить планы.", "2.1. Представить планы;"),
        ("представить:", "2.1. Представить:"),
    ),
)
def test_new_words_end_as_the_former_did(new: str, printed: str) -> None:
    assert said(f"пункт 2.1 изложить в следующей редакции: «{new}»")[2] == printed


def test_point_that_is_said_anew_goes_with_all_below_it() -> None:
    assert said("пункт 2 изложить в следующей редакции: «Руководителям представить планы.»") == [
        PLAIN[0],
        "2. Руководителям представить планы.",
        NOTE,
        PLAIN[5],
    ]


def test_replaced_words_are_found_however_they_are_spaced() -> None:
    changed = said("в пункте 2 слова «представить планы» заменить словами «сдать планы»")

    assert changed == [*PLAIN[:2], "2.1. сдать планы до 15 сентября;", NOTE, *PLAIN[3:]]


def test_dropped_point_says_so_and_its_lines_go() -> None:
    assert said("пункт 2.2 исключить") == [*PLAIN[:3], f"2.2. {DROPPED}", PLAIN[5]]


def test_added_point_stands_after_the_one_before_it() -> None:
    changed = said("дополнить пунктом 2.3 следующего содержания: «сообщить итоги»")

    assert changed == [*PLAIN[:5], "2.3. Сообщить итоги.", ADDED, PLAIN[5]]


@pytest.mark.parametrize(
    "text",
    (
        "пункт 7 изложить в следующей редакции: «Иначе»",
        "дополнить пунктом 9 следующего содержания: «Ещё»",
        "в пункте 2.1 слова «чего нет» заменить словами «есть»",
        "Изменить пункт 2.1 как следует.",
    ),
)
def test_what_is_not_found_or_not_said_by_a_formula_changes_nothing(text: str) -> None:
    assert said(text) == PLAIN


def test_row_of_an_appendix_is_changed_and_the_others_are_not() -> None:
    words = "в приложении № 1 в строке 2 слова «Захарова И.Л.» заменить словами «Белова В.И.»"

    (annex,) = amended_annexes([TABLE], amendments_in([words], NOTES))

    assert annex["rows"] == [["Школы"], ["1", "ГМО", "Захарова И.Л."], ["2", "ШМО", "Белова В.И."]]
    assert annex["paragraphs"] == [NOTE, "По школам"]


def test_table_of_the_register_says_who_changed_it_only_where_its_rows_are_others() -> None:
    words = list(amendments_in(["в приложении № 1 слова «Захарова И.Л.» заменить словами «Белова В.И.»"], NOTES))
    now = {**TABLE, "rows": [["1", "ГМО", "Белова В.И."]]}

    assert refilled(now, TABLE, 1, words)["paragraphs"] == [NOTE, "По школам"]
    assert refilled(TABLE, TABLE, 1, words) == TABLE
    assert refilled(now, TABLE, 2, words) == now
