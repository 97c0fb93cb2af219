"""Dates, spaced letters and bodies as acts print them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metodsovet.kernel.russian import (
    Grammar,
    date_short,
    date_text,
    nominative_of,
    number_words,
    read_date,
    short_date,
    unspaced,
    with_words,
    written_dates,
)

DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


@given(DAYS)
def test_printed_date_is_read_back(day: date) -> None:
    assert read_date(f"от {date_text(day)} № 5") == read_date(f"№ 5 от {date_short(day)}") == day


@given(st.dates(date(1961, 1, 1), date(2059, 12, 31)))
def test_date_with_two_figures_of_the_year_is_read_back(day: date) -> None:
    found = short_date(f"от {day:%d.%m.%y}г")

    assert found is not None
    assert found.day == day


def test_dates_of_a_text_in_order_without_impossible_ones() -> None:
    text = "от 31.06.2025, с 1 мая 2025 г. и « 04 » 06 2020г."

    assert [found.day for found in written_dates(text)] == [date(2025, 5, 1), date(2020, 6, 4)]


@pytest.mark.parametrize("text", ("версия 10.25.3.1", "счёт 2:1", "№ 12.2025"))
def test_no_short_date_where_none_stands(text: str) -> None:
    assert short_date(text) is None


@pytest.mark.parametrize(
    ("printed", "read"),
    (
        ("П Р И К А З", "ПРИКАЗ"),
        ("п р и к а з ы в а ю:", "приказываю:"),
        ("Р А С П О Р Я Ж Е Н И Е № 5", "РАСПОРЯЖЕНИЕ № 5"),
        ("О Б У Т В Е Р Ж Д Е Н И И П Л А Н А", "ОБ УТВЕРЖДЕНИИ ПЛАНА"),
        ("И. В. Соколова", "И. В. Соколова"),
        ("А Б В Г", "А Б В Г"),
        ("и в 5 а к", "и в 5 а к"),
    ),
)
def test_letters_set_apart_are_put_together(printed: str, read: str) -> None:
    assert unspaced(printed) == read


@pytest.mark.parametrize(
    ("phrase", "case", "named"),
    (
        ("Луговской городской Думы", "gent", "Луговская городская Дума"),
        ("Министерства образования края", "gent", "Министерство образования края"),
        ("федеральным законом", "ablt", "федеральный закон"),
        ("дорожную карту по наставничеству", "accs", "дорожная карта по наставничеству"),
        ("Положение о конкурсе", "accs", "Положение о конкурсе"),
        ("руководителей объединений", "accs", "руководителей объединений"),
        ("МБУ «Методический центр»", "gent", "МБУ «Методический центр»"),
        ("", "gent", ""),
    ),
)
def test_nominative_of_a_phrase(phrase: str, case: str, named: str) -> None:
    assert nominative_of(phrase, case) == named


@pytest.mark.parametrize(
    ("number", "gender", "words"),
    (
        (0, Grammar.MASCULINE, "ноль"),
        (1, Grammar.NEUTER, "одно"),
        (2, Grammar.NEUTER, "два"),
        (2, Grammar.FEMININE, "две"),
        (11, Grammar.NEUTER, "одиннадцать"),
        (21, Grammar.NEUTER, "двадцать одно"),
        (40, Grammar.MASCULINE, "сорок"),
        (112, Grammar.FEMININE, "сто двенадцать"),
        (301, Grammar.FEMININE, "триста одна"),
        (1000, Grammar.MASCULINE, "одна тысяча"),
        (2021, Grammar.MASCULINE, "две тысячи двадцать один"),
        (5100, Grammar.MASCULINE, "пять тысяч сто"),
    ),
)
def test_number_is_told_in_words(number: int, gender: Grammar, words: str) -> None:
    assert number_words(number, gender) == words
    assert with_words(number, gender) == f"{number}\u00a0({words})"


@given(st.integers(0, 999_999), st.sampled_from(Grammar))
def test_every_number_has_words_of_its_own(number: int, gender: Grammar) -> None:
    assert number_words(number, gender) != number_words((number + 1) % 1_000_000, gender)
    assert "  " not in number_words(number, gender)


def test_number_beyond_a_million_is_not_told_in_words() -> None:
    with pytest.raises(ValueError, match="not counted"):
        number_words(1_000_000)
