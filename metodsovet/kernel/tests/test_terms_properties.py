import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Term, TermKind, Window, parse_term

YEARS = st.integers(2000, 2060).map(SchoolYear)
MONTHS = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)
OF_MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
OTHER_WORDS = (
    "ежегодно ежемесячно еженедельно постоянно раз раза в во с до по к на не и далее год года месяц неделя",
    "квартал полугодие четверть декада первая вторая последняя третий каждый среда пятницам вторник числа 1 2 3 10 25",
    "2025 2026 2025/26 05.09 01.10.2025 I II III - – , ; ( ) . : ? учебного конца начало течение срок графику",
    "плану согласно мере необходимости итогам ВПР после дней проведения работы позднее реже",
)
WORDS = (*MONTHS, *OF_MONTHS, *" ".join(OTHER_WORDS).split())
PHRASES = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)

yearless = st.one_of(
    st.sampled_from(MONTHS),
    st.tuples(st.integers(1, 28), st.sampled_from(OF_MONTHS)).map(lambda day: f"{day[0]} {day[1]}"),
    st.tuples(st.sampled_from(["до", "не позднее", "к"]), st.integers(1, 28), st.sampled_from(OF_MONTHS)).map(
        lambda parts: " ".join(map(str, parts))
    ),
    st.tuples(st.sampled_from(MONTHS[8:] + MONTHS[:7]), st.sampled_from(MONTHS[8:] + MONTHS[:7])).map(" – ".join),
    st.sampled_from(
        ["ежемесячно", "еженедельно", "раз в квартал", "каждый четверг", "2-я неделя октября", "2 раза в год"]
    ),
)


def meaning(term: Term, year: SchoolYear) -> tuple[object, ...]:
    return term.kind, term.recurrence, term.start, term.end, term.occurrences(year)


@given(st.text(max_size=2000), YEARS)
def test_parse_term_never_raises_on_any_text(text: str, year: SchoolYear) -> None:
    assert parse_term(text, year=year).source == text


@settings(max_examples=400)
@given(PHRASES, YEARS, YEARS)
def test_parse_term_of_shuffled_words_prints_and_occurs_consistently(
    text: str, year: SchoolYear, other: SchoolYear
) -> None:
    term = parse_term(text, year=year)

    assert Term.from_json(term.to_json()) == term
    if term.kind is not TermKind.UNKNOWN:
        again = parse_term(term.text(), year=year)
        assert meaning(again, other) == meaning(term, other)


@given(yearless, YEARS, YEARS)
def test_occurrences_of_a_yearless_term_lie_in_the_school_year(
    phrase: str, read_for: SchoolYear, year: SchoolYear
) -> None:
    term = parse_term(phrase, year=read_for)

    assert term.kind is not TermKind.UNKNOWN or "–" in phrase or "сентября" in phrase
    for window in term.occurrences(year):
        assert window.start is None or window.start in year
        assert window.end is not None
        assert window.end in year


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.integers(0, 400))
def test_dates_written_out_are_read_back(start: date, length: int) -> None:
    end = start + timedelta(days=length)

    term = parse_term(f"с {start:%d.%m.%Y} по {end:%d.%m.%Y}", year=SchoolYear.of(start))

    assert (term.start, term.end) == (start, end)
    first = term.occurrences(SchoolYear.of(start))[0]
    assert first == Window(start, min(end, SchoolYear.of(start).last_day))


@pytest.mark.parametrize(
    "text",
    (
        "1" * 2000,
        "1, " * 660,
        "сентябрь, " * 200,
        "сентябрь - " * 180,
        "по графику " * 180,
        "(" * 2000,
        "с " * 1000,
        "а б в г д " * 200,
        "по плану, " * 99,
        "до 1 числа месяца, следующего за " * 60,
        "ежемесячно (" * 83,
        "в течение " * 99,
        "не реже чем раз в " * 55,
        "2025-2026, " * 90,
        "итоги - май, " * 75,
    ),
    ids=lambda text: text[:12],
)
def test_parse_term_is_quick_on_long_texts(text: str) -> None:
    started = time.perf_counter()

    parse_term(text, year=SchoolYear(2025))
    parse_term(text[:990], year=SchoolYear(2025))

    assert time.perf_counter() - started < 1
