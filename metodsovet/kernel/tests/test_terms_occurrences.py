from datetime import date

import pytest

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Window, parse_term

YEAR = SchoolYear(2025)
TERM_DATES = (
    (date(2025, 9, 1), date(2025, 10, 26)),
    (date(2025, 11, 5), date(2025, 12, 30)),
    (date(2026, 1, 12), date(2026, 3, 27)),
    (date(2026, 4, 6), date(2026, 5, 26)),
)


def windows(phrase: str, year: SchoolYear = YEAR) -> list[tuple[str, str]]:
    found = parse_term(phrase, year=YEAR).occurrences(year)
    return [(str(window.start or ""), str(window.end or "")) for window in found]


def test_yearless_months_occur_in_every_school_year() -> None:
    assert windows("июль–август") == [("2026-07-01", "2026-08-31")]
    assert windows("июль–август", SchoolYear(2030)) == [("2031-07-01", "2031-08-31")]


def test_explicit_years_bind() -> None:
    assert windows("Февраль, 2021") == []
    assert windows("Февраль, 2021", SchoolYear(2020)) == [("2021-02-01", "2021-02-28")]


def test_range_of_calendar_years_is_cut_to_the_school_year() -> None:
    assert windows("2021–2024", SchoolYear(2020)) == [("2021-01-01", "2021-08-31")]
    assert windows("2021–2024", SchoolYear(2022)) == [("2022-09-01", "2023-08-31")]
    assert windows("2021–2024", SchoolYear(2024)) == [("2024-09-01", "2024-12-31")]
    assert windows("2021–2024", SchoolYear(2025)) == []


def test_school_years_are_whole() -> None:
    assert windows("2021–2024 учебные годы", SchoolYear(2020)) == []
    assert windows("2021–2024 учебные годы", SchoolYear(2021)) == [("2021-09-01", "2022-08-31")]
    assert windows("2021–2024 учебные годы", SchoolYear(2024)) == []


def test_deadline_includes_its_day_and_has_no_start() -> None:
    assert parse_term("до 15 июня", year=YEAR).occurrences(YEAR) == (Window(None, date(2026, 6, 15), deadline=True),)


def test_august_before_the_list_is_kept_in_its_plan() -> None:
    assert windows("август, декабрь") == [("2025-08-01", "2025-08-31"), ("2025-12-01", "2025-12-31")]
    assert windows("август") == [("2026-08-01", "2026-08-31")]


def test_monthly_runs_through_the_teaching_year() -> None:
    months = windows("ежемесячно")

    assert len(months) == 9
    assert months[0] == ("2025-09-01", "2025-09-30")
    assert months[-1] == ("2026-05-01", "2026-05-31")


def test_monthly_keeps_the_bounds_of_the_phrase() -> None:
    assert [start[:7] for start, _ in windows("ежемесячно, октябрь–декабрь")] == ["2025-10", "2025-11", "2025-12"]
    assert len(windows("ежемесячно, июнь–август")) == 3


def test_monthly_in_calendar_years_does_not_leave_them() -> None:
    assert windows("ежемесячно, 2026 год", SchoolYear(2027)) == []
    assert [end for _, end in windows("ежемесячно, 2026 год", SchoolYear(2026))] == [
        "2026-09-30",
        "2026-10-31",
        "2026-11-30",
        "2026-12-31",
    ]


def test_third_wednesday_of_each_month() -> None:
    days = windows("третья среда месяца")

    assert [start for start, _ in days[:3]] == ["2025-09-17", "2025-10-15", "2025-11-19"]


def test_deadline_of_the_next_month_follows_each_month() -> None:
    days = [end for _, end in windows("ежемесячно, до 5 числа следующего месяца")]

    assert days[0] == "2025-10-05"
    assert days[-1] == "2026-06-05"


def test_weekdays_are_taken_in_order() -> None:
    days = windows("по вторникам и четвергам")

    assert [start for start, _ in days[:4]] == ["2025-09-02", "2025-09-04", "2025-09-09", "2025-09-11"]
    assert days[-1] == ("2026-05-28", "2026-05-28")


def test_first_week_is_cut_when_the_year_begins_on_tuesday() -> None:
    assert windows("еженедельно", SchoolYear(2026))[0] == ("2026-09-01", "2026-09-06")


def test_quarters_inside_the_school_year_are_whole() -> None:
    assert windows("раз в квартал") == [
        ("2025-10-01", "2025-12-31"),
        ("2026-01-01", "2026-03-31"),
        ("2026-04-01", "2026-06-30"),
    ]


def test_halves_are_those_of_the_school() -> None:
    assert windows("по полугодиям") == [("2025-09-01", "2025-12-31"), ("2026-01-01", "2026-05-31")]


def test_school_terms_need_their_dates() -> None:
    term = parse_term("раз в четверть", year=YEAR)
    second = parse_term("II четверть", year=YEAR)

    assert term.occurrences(YEAR) == ()
    assert term.occurrences(YEAR, terms=TERM_DATES) == tuple(Window(*dates) for dates in TERM_DATES)
    assert second.occurrences(YEAR, terms=TERM_DATES) == (Window(*TERM_DATES[1]),)


def test_schedule_gives_its_dates_once_it_is_known() -> None:
    term = parse_term("По графику проведения ВПР (ежегодно)", year=YEAR)
    window = Window(date(2026, 3, 10), date(2026, 4, 30))

    assert term.reference == "график проведения ВПР"
    assert term.occurrences(YEAR) == ()
    assert term.occurrences(YEAR, schedules={"график проведения ВПР": window}) == (window,)
    assert term.occurrences(YEAR.next, schedules={"график проведения ВПР": window}) == ()


def test_mixture_gives_all_its_occurrences_in_order() -> None:
    assert windows("в течение года, итоги – май") == [("2025-09-01", "2026-08-31"), ("2026-05-01", "2026-05-31")]


@pytest.mark.parametrize(
    "phrase", ("постоянно", "по мере необходимости", "по плану", "в трёхдневный срок", "раз в 3 года")
)
def test_what_has_no_dates_has_no_occurrences(phrase: str) -> None:
    assert windows(phrase) == []


def test_leap_day_of_a_common_year_is_the_last_of_february() -> None:
    assert windows("до 29 февраля", SchoolYear(2025)) == [("", "2026-02-28")]
    assert windows("до 29 февраля", SchoolYear(2027)) == [("", "2028-02-29")]


def test_plan_of_one_calendar_year_gives_its_year_to_the_phrase() -> None:
    plan = (2026, 2026)

    assert parse_term("февраль", year=YEAR, years=plan).start == date(2026, 2, 1)
    assert parse_term("октябрь", year=YEAR, years=plan).start == date(2026, 10, 1)
    assert parse_term("III квартал", year=YEAR, years=plan).end == date(2026, 9, 30)
    assert parse_term("декабрь–январь", year=YEAR, years=plan).end == date(2027, 1, 31)
    whole = parse_term("в течение года", year=YEAR, years=plan)
    assert (whole.start, whole.end) == (date(2026, 1, 1), date(2026, 12, 31))


def test_period_of_the_plan_takes_the_years_of_its_title() -> None:
    term = parse_term("в период реализации дорожной карты", year=YEAR, years=(2021, 2024))

    assert (term.start, term.end) == (date(2021, 1, 1), date(2024, 12, 31))
    assert term.occurrences(YEAR) == ()
    assert term.occurrences(SchoolYear(2023)) == (Window(date(2023, 9, 1), date(2024, 8, 31)),)


@pytest.mark.parametrize(
    ("phrase", "offset", "reference"),
    (
        ("в течение 10 дней после проведения семинара", "P10D", "проведение семинара"),
        ("за 2 недели до начала конкурса", "-P2W", "начало конкурса"),
        ("в трёхдневный срок", "P3D", ""),
        ("в течение 5 рабочих дней со дня поступления", "P5BD", "поступление"),
        ("не позднее чем за 3 дня до заседания", "-P3D", "заседание"),
        ("в течение 24 часов после заседания", "PT24H", "заседание"),
        ("по итогам олимпиады", "", "олимпиада"),
    ),
)
def test_relative_term_says_how_far_and_from_what(phrase: str, offset: str, reference: str) -> None:
    term = parse_term(phrase, year=YEAR)

    assert (term.offset, term.reference) == (offset, reference)
