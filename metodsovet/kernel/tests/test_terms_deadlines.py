from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from metodsovet.kernel.terms import adjust_deadline, deadline_moment

ZONES = [
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
]
DAYS = [date(2026, 8, 31), date(2025, 12, 31), date(2024, 2, 29)]


def is_weekday(day: date) -> bool:
    return day.weekday() < 5


def test_adjust_deadline_moves_a_day_off_as_the_rule_says() -> None:
    saturday = date(2026, 5, 30)

    assert adjust_deadline(saturday, "keep", is_weekday) == saturday
    assert adjust_deadline(saturday, "next", is_weekday) == date(2026, 6, 1)
    assert adjust_deadline(saturday, "previous", is_weekday) == date(2026, 5, 29)


@pytest.mark.parametrize("rule", ("keep", "next", "previous"))
def test_adjust_deadline_keeps_a_working_day(rule: str) -> None:
    assert adjust_deadline(date(2026, 5, 29), rule, is_weekday) == date(2026, 5, 29)  # type: ignore[arg-type]


def test_adjust_deadline_refuses_a_calendar_without_working_days() -> None:
    with pytest.raises(ValueError, match="no working day"):
        adjust_deadline(date(2026, 1, 1), "next", lambda _: False)


@pytest.mark.parametrize("zone_name", ZONES)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_deadline_ends_with_the_local_day(zone_name: str, day: date) -> None:
    zone = ZoneInfo(zone_name)

    moment = deadline_moment(day, zone)

    assert moment.tzinfo is UTC
    assert moment.astimezone(zone).date() == day
    assert (moment + timedelta(microseconds=1)).astimezone(zone).date() == day + timedelta(days=1)


def test_deadline_in_moscow_is_nine_in_the_evening_of_utc() -> None:
    moment = deadline_moment(date(2026, 6, 15), ZoneInfo("Europe/Moscow"))

    assert moment == datetime(2026, 6, 15, 20, 59, 59, 999999, tzinfo=UTC)
