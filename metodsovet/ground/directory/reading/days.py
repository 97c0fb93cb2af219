"""Days and lengths of service out of whatever stands in a cell."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from metodsovet.kernel.russian import month_name
from metodsovet.kernel.spreadsheets.excel.values import Value

_MONTHS = {month_name(month)[:3]: month for month in range(1, 13)} | {"мая": 5, "май": 5}
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s?[./,-]\s?(\d{1,2})\s?[./,-]\s?(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_WORDY = re.compile(r"(?:(\d{1,2})\s+)?([а-яё]{3,8})\.?\s+(\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"(?<![\d.])(\d{1,2})[./](\d{4})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SERIAL = re.compile(r"[2-5]\d{4}(?:[.,]0)?")
_SERVICE = re.compile(
    r"(?:(\d{1,2})(?:[.,](\d{1,2}))?\s*(?:лет|л\b|г\b|год\w*|г\.|л\.)?)?[\s,;и]*(?:(\d{1,2})\s*м(?:ес\w*)?\.?)?(?:[\s,;и]*\d{1,2}\s*д\w*\.?)?",
    re.IGNORECASE,
)
_YEARS_AND_MONTHS = re.compile(r"(\d{1,2})\s*(?:[-–—]\s*(\d{1,2})|[.,](\d\d))")
_BEGINNER = re.compile(
    r"менее (?:1 )?года|до (?:1 )?года|(?:мол\w*|нач\w*)\.? (?:спец\w*|педагог|учитель)\.?|без стажа|б/с"
)
_EPOCH = date(1899, 12, 30)
_EARLIEST_YEAR, _LATEST_YEAR = 1930, 2100
_PIVOT = 40  # of two-digit years
LONGEST_SERVICE = 75
MONTHS = 12
SEPTEMBER = 9


def day_of(value: Value) -> date | None:
    """The first day that the cell names; a month begins on its first day, a bare year with its September."""
    if isinstance(value, datetime):
        return _sensible(value.date())
    if isinstance(value, date):
        return _sensible(value)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    return _day_of_text(str(int(value)) if isinstance(value, int | float) else value)


@lru_cache(maxsize=65536)
def _day_of_text(text: str) -> date | None:
    text = text.strip()
    if _SERIAL.fullmatch(text):
        return _EPOCH + timedelta(days=int(text[:5]))
    if found := _ISO.search(text):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY.search(text):
        return _made(_whole_year(found[3]), int(found[2]), int(found[1]))
    if (found := _WORDY.search(text)) and (month := _MONTHS.get(found[2][:3].lower())):
        return _made(int(found[3]), month, int(found[1] or 1))
    if found := _MONTH.search(text):
        return _made(int(found[2]), int(found[1]), 1)
    if found := _YEAR.search(text):
        return _made(int(found[1]), SEPTEMBER, 1)
    return None


def service_of(value: Value) -> str | list[int | None] | None:
    """[years, months or None], or the ISO day from which it counts; None when not understood."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LONGEST_SERVICE:
        whole = int(value)
        return [whole, None if value == whole else round((value - whole) * MONTHS)]
    if isinstance(value, str):
        text = value.strip().lower().removeprefix("более ").strip()
        if _BEGINNER.fullmatch(text):
            return [0, None]
        if (both := _YEARS_AND_MONTHS.fullmatch(text)) and int(both[2] or both[3]) < MONTHS:
            return [int(both[1]), int(both[2] or both[3])]  # «24,10» and «11-02» are years with months
        found = _SERVICE.fullmatch(text)
        if found and (found[1] or found[3]) and int(found[1] or 0) <= LONGEST_SERVICE:
            return _service(found)
    day = day_of(value)
    return day.isoformat() if day else None


def _service(found: re.Match[str]) -> list[int | None]:
    months = int(found[3]) if found[3] else None
    if found[2] and months is None:
        tenths = int(found[2]) / 10 ** len(found[2])
        months = round(tenths * MONTHS)
    return [int(found[1] or 0), months]


def counted_from(years: int, months: int | None, day: date) -> date:
    """The day from which a service that lasts so long on ``day`` is counted."""
    whole = day.year * MONTHS + day.month - 1 - years * MONTHS - (months or 0)
    year, month = divmod(whole, MONTHS)
    return date(year, month + 1, min(day.day, 28))


def full_years(since: date, day: date) -> int:
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


def _whole_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year < _PIVOT else 1900)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return _sensible(date(year, month, day))
    except ValueError:
        return None


def _sensible(day: date) -> date | None:
    return day if _EARLIEST_YEAR <= day.year <= _LATEST_YEAR else None
