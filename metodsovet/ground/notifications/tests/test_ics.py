"""The text of a calendar, read back by another program's reader."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metodsovet.ground.directory.time_zones import TIME_ZONES
from metodsovet.ground.notifications.calendars.entries import CalendarEntry
from metodsovet.ground.notifications.calendars.ics import LINE_OCTETS, Calendar, folded, write_calendar

DAY = date(2026, 11, 17)
STAMP = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
CALENDAR = Calendar("Методсовет: мои сроки", ZoneInfo("Asia/Yekaterinburg"), "https://metod.example.ru", STAMP)
ZONES = (*(name for name, _ in TIME_ZONES), "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")


def entry(**more: Any) -> CalendarEntry:
    values: dict[str, Any] = {
        "key": "assignment-7",
        "revision": 3,
        "title": "Срок: Неделя уроков",
        "first_day": DAY,
        "last_day": DAY,
        "address": "/assignments/7/",
    }
    return CalendarEntry(**{**values, **more})


def read(body: bytes) -> Any:
    return icalendar.Calendar.from_ical(body)


def event_of(*entries: CalendarEntry, calendar: Calendar = CALENDAR) -> Any:
    return read(write_calendar(calendar, entries)).walk("VEVENT")[0]


def test_a_deadline_takes_a_whole_day() -> None:
    event = event_of(entry(note="план, п. 3.1"))

    assert event["UID"] == "assignment-7@metod.example.ru"
    assert event["SEQUENCE"] == 3
    assert event["SUMMARY"] == "Срок: Неделя уроков"
    assert event["DESCRIPTION"] == "план, п. 3.1"
    assert event["URL"] == "https://metod.example.ru/assignments/7/"
    assert event["STATUS"] == "CONFIRMED"
    assert event["TRANSP"] == "TRANSPARENT"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (DAY, DAY + timedelta(days=1))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event.decoded("DTSTAMP") == STAMP


def test_an_event_has_its_hour_in_the_zone_of_the_installation() -> None:
    event = event_of(entry(key="event-1", starts_at=time(14, 30), place="ЦРО, кабинет 4"))

    assert event["LOCATION"] == "ЦРО, кабинет 4"
    assert event["DTSTART"].params["TZID"] == "Asia/Yekaterinburg"
    assert event.decoded("DTSTART").astimezone(UTC) == datetime(2026, 11, 17, 9, 30, tzinfo=UTC)


def test_what_is_cancelled_says_so() -> None:
    assert event_of(entry(is_cancelled=True))["STATUS"] == "CANCELLED"


@pytest.mark.parametrize("zone", ZONES)
def test_the_calendar_tells_the_offsets_of_its_zone(zone: str) -> None:
    """The zone is built of the calendar alone, and agrees with the real one on every day of two years."""
    calendar = Calendar("К", ZoneInfo(zone), "https://metod.example.ru", STAMP)
    first, last = date(2025, 9, 1), date(2027, 8, 31)
    days = [entry(key=str(day), first_day=day, last_day=day, starts_at=time(12, 0)) for day in (first, last)]
    told = read(write_calendar(calendar, days)).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)

    for number in range(0, (last - first).days, 5):
        noon = datetime.combine(first + timedelta(days=number), time(12, 0))
        assert noon.replace(tzinfo=told).utcoffset() == noon.replace(tzinfo=ZoneInfo(zone)).utcoffset()


def test_a_calendar_of_whole_days_needs_no_zone() -> None:
    assert read(write_calendar(CALENDAR, [entry()])).walk("VTIMEZONE") == []


def test_lines_are_folded_by_octets_and_end_as_the_standard_asks() -> None:
    body = write_calendar(CALENDAR, [entry(title="Неделя открытых уроков " * 10)])

    assert body.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(len(line) for line in body.split(b"\r\n")) <= LINE_OCTETS


@given(st.text(max_size=300))
def test_folding_is_undone_by_joining(text: str) -> None:
    line = "X:" + text.replace("\r", "").replace("\n", "").encode("utf-8", "ignore").decode()

    pieces = folded(line.encode()).split(b"\r\n")

    assert b"".join([pieces[0], *(piece.removeprefix(b" ") for piece in pieces[1:])]).decode() == line
    assert all(len(piece) <= LINE_OCTETS and piece.decode() for piece in pieces)


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n;,\\:"'), min_size=1, max_size=200)


@given(title=WORDS, place=WORDS)
def test_any_words_come_back_as_they_were(title: str, place: str) -> None:
    event = event_of(entry(title=title, place=place), entry(key="other"))

    assert str(event["SUMMARY"]) == title
    assert str(event["LOCATION"]) == place


def test_hostile_words_add_no_lines_of_their_own() -> None:
    body = write_calendar(CALENDAR, [entry(title="Срок\r\nEND:VEVENT\r\nBEGIN:VEVENT\rATTACH:x\x00")])

    assert len(read(body).walk("VEVENT")) == 1
    assert b"\r\nATTACH" not in body
