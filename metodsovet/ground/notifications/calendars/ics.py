"""The text of a calendar: lines of at most 75 octets that end with CRLF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from metodsovet.ground.notifications.calendars.entries import CalendarEntry
from metodsovet.ground.notifications.calendars.zones import zone_lines

LINE_OCTETS = 75
USUAL_DURATION = "PT1H"
"""Plans name the hour at which an event begins and never the one at which it ends."""
REFRESH = "PT6H"
_ESCAPES: dict[int, str | None] = {
    **dict.fromkeys((*range(0x20), 0x7F)),
    ord("\t"): "\t",
    ord("\n"): "\\n",
    **{ord(letter): f"\\{letter}" for letter in "\\;,"},
}


@dataclass(frozen=True, slots=True)
class Calendar:
    """``site`` is what addresses begin with («https://…»); ``stamp`` is when something in it changed last."""

    name: str
    zone: ZoneInfo
    site: str
    stamp: datetime

    @property
    def domain(self) -> str:
        return self.site.partition("://")[2].partition(":")[0]


def write_calendar(calendar: Calendar, entries: Sequence[CalendarEntry]) -> bytes:
    return b"".join(folded(line.encode()) + b"\r\n" for line in _lines(calendar, entries))


def folded(line: bytes) -> bytes:
    """The line cut into pieces, each but the first begun with a space; no letter of UTF-8 is cut."""
    if len(line) <= LINE_OCTETS:
        return line
    pieces, start, room = [], 0, LINE_OCTETS
    while start < len(line):
        end = start + room
        while end < len(line) and line[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(line[start:end])
        start, room = end, LINE_OCTETS - 1
    return b"\r\n ".join(pieces)


def escaped(text: str) -> str:
    """Text as a value: «;», «,», «\\» and ends of lines are escaped, other control characters left out."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPES)


def _lines(calendar: Calendar, entries: Sequence[CalendarEntry]) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Metodsovet//Calendar feed//RU", "CALSCALE:GREGORIAN")
    yield f"X-WR-CALNAME:{escaped(calendar.name)}"
    yield f"X-WR-TIMEZONE:{calendar.zone.key}"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}"
    yield f"X-PUBLISHED-TTL:{REFRESH}"
    timed = [entry.first_day for entry in entries if entry.starts_at]
    if timed:
        yield from zone_lines(calendar.zone, min(timed), max(timed))
    for entry in entries:
        yield from _event_lines(calendar, entry)
    yield "END:VCALENDAR"


def _event_lines(calendar: Calendar, entry: CalendarEntry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.key}@{calendar.domain}"
    yield f"DTSTAMP:{calendar.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{entry.revision}"
    yield from _time_lines(calendar, entry)
    yield f"SUMMARY:{escaped(entry.title)}"
    if entry.place:
        yield f"LOCATION:{escaped(entry.place)}"
    if entry.note:
        yield f"DESCRIPTION:{escaped(entry.note)}"
    yield f"URL:{calendar.site}{entry.address}"
    yield f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _time_lines(calendar: Calendar, entry: CalendarEntry) -> Iterator[str]:
    """A deadline takes whole days and no time of the person; the end of whole days is the day after them."""
    if entry.starts_at is None:
        yield f"DTSTART;VALUE=DATE:{entry.first_day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.last_day + timedelta(days=1):%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    else:
        yield f"DTSTART;TZID={calendar.zone.key}:{entry.first_day:%Y%m%d}T{entry.starts_at:%H%M%S}"
        yield f"DURATION:{USUAL_DURATION}"
