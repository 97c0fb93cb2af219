"""A time zone as calendar programs want it: every change of the offset within the years that are asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """``begins`` is the local time by the old offset."""

    begins: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def zone_lines(zone: ZoneInfo, first: date, last: date) -> Iterator[str]:
    """Lines of VTIMEZONE that tell the offsets of all days between the two."""
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{zone.key}"
    for change in _changes(zone, first, last):
        kind = "DAYLIGHT" if change.is_summer else "STANDARD"
        yield f"BEGIN:{kind}"
        yield f"DTSTART:{change.begins:%Y%m%dT%H%M%S}"
        yield f"TZOFFSETFROM:{_offset_text(change.before)}"
        yield f"TZOFFSETTO:{_offset_text(change.after)}"
        yield f"TZNAME:{change.name}"
        yield f"END:{kind}"
    yield "END:VTIMEZONE"


def _changes(zone: ZoneInfo, first: date, last: date) -> Iterator[Change]:
    """The state at the beginning, then every change."""
    moment = datetime(first.year, 1, 1, tzinfo=ZoneInfo("UTC")) - DAY
    yield _change(zone, moment, moment)
    while moment.date() <= last + DAY:
        following = moment + DAY
        if _offset(zone, moment) != _offset(zone, following):
            before, after = _closest(zone, moment, following)
            yield _change(zone, before, after)
        moment = following


def _closest(zone: ZoneInfo, before: datetime, after: datetime) -> tuple[datetime, datetime]:
    """The seconds before and after the change, found by halving the day."""
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if _offset(zone, middle) == _offset(zone, before):
            before = middle
        else:
            after = middle
    return before, after


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> Change:
    local = after.astimezone(zone)
    begins = (after + _offset(zone, before)).replace(tzinfo=None)
    return Change(begins, _offset(zone, before), _offset(zone, after), local.tzname() or zone.key, bool(local.dst()))


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _offset_text(offset: timedelta) -> str:
    """«+0500»."""
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
