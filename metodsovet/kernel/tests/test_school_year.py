from datetime import date

import pytest

from metodsovet.kernel.school_year import SchoolYear


def test_school_year_runs_from_september_to_august() -> None:
    year = SchoolYear(2025)

    assert (year.first_day, year.last_day) == (date(2025, 9, 1), date(2026, 8, 31))
    assert date(2025, 8, 31) not in year
    assert date(2025, 9, 1) in year
    assert date(2026, 8, 31) in year
    assert date(2026, 9, 1) not in year


def test_school_years_follow_each_other() -> None:
    assert SchoolYear(2025).next == SchoolYear(2026)
    assert SchoolYear(2025).previous == SchoolYear(2024)
    assert SchoolYear(2024) < SchoolYear(2025)


@pytest.mark.parametrize(
    ("day", "start"),
    ((date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2024, 2, 29), 2023), (date(2025, 12, 31), 2025)),
)
def test_school_year_of_a_day_contains_it(day: date, start: int) -> None:
    year = SchoolYear.of(day)

    assert year == SchoolYear(start)
    assert day in year


@pytest.mark.parametrize("text", ("2025/26", "2025/2026", "2025-2026", "2025–2026", " 2025 ", "2025 / 26"))
def test_parse_reads_every_spelling(text: str) -> None:
    assert SchoolYear.parse(text) == SchoolYear(2025)


@pytest.mark.parametrize("text", ("", "25/26", "2025/27", "2025/2025", "год", "2025/26/27", "1025", "٢٠٢٥"))
def test_parse_refuses_what_is_no_school_year(text: str) -> None:
    with pytest.raises(ValueError, match="not a school year"):
        SchoolYear.parse(text)


def test_school_year_prints_itself() -> None:
    assert str(SchoolYear(2025)) == "2025/26"
    assert str(SchoolYear(1999)) == "1999/00"
    assert SchoolYear(2025).text() == "2025/26 учебный год"
