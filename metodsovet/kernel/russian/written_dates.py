"""Dates as acts print them: «28 августа 2025 г.», «« 04 » 06 2020г.», 12.01.2026."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_DATE = re.compile(
    r"[«\"“]?\s*(?<!\d)(?P<day>\d{1,2})\s*[»\"”]?\s*"
    r"(?:[./]\s*(?P<figure>\d{1,2})\s*[./]?|(?P<bare>(?:0[1-9]|1[0-2]))(?=\s)|(?P<word>[а-яё]{2,9}))\s*"
    r"(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)

_SHORT = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d\d)(?![\d]|\.\d)")
_LAST_CENTURY = 60


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """``start`` and ``end`` bound it in the text."""

    day: date
    start: int
    end: int


def written_dates(text: str) -> Iterator[WrittenDate]:
    """Whole dates of the text, in figures or words, in order; impossible ones are passed by."""
    for match in _DATE.finditer(text):
        try:
            yield WrittenDate(date(int(match["year"]), _month(match), int(match["day"])), match.start(), match.end())
        except ValueError:
            continue


def short_date(text: str) -> WrittenDate | None:
    """The first «02.10.25»: only where a date must stand, for a version or a score looks the same."""
    for match in _SHORT.finditer(text):
        year = int(match["year"])
        try:
            day = date(year + (1900 if year > _LAST_CENTURY else 2000), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        return WrittenDate(day, match.start(), match.end())
    return None


def read_date(text: str) -> date | None:
    """The first whole date of the text."""
    return next((found.day for found in written_dates(text)), None)


def _month(match: re.Match[str]) -> int:
    if match["figure"] or match["bare"]:
        return int(match["figure"] or match["bare"])
    word = match["word"].lower()
    stem = next((index for index, stem in enumerate(_MONTHS, 1) if word.startswith(stem) and stem != "ма"), 0)
    return stem or (5 if word in ("мая", "май") else 0)
