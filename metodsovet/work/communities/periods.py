"""The period of an office as a table of an order words it: «с 01.09.2026 по 31.08.2028», «на 2026/27 учебный год»."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import TermKind, parse_term

_ENDLESS = re.compile(r"бессрочн|постоянн|не ?ограничен|неопредел[её]нн|^[-–—]*$|^нет$")
_YEARS = re.compile(
    r"^(?:на |сроком на |в течение )?(?:(?P<number>\d)|(?P<word>один|одного|два|двух|три|тр[её]х|пять|пяти))"
    r" ?(?:\(\w+\) ?)?(?:(?:учебн\w+|календарн\w+) )?(?:год\w*|лет|г\.?)(?: с (?P<day>.+))?$"
)
_NUMBERS = {"один": 1, "одного": 1, "два": 2, "двух": 2, "три": 3, "трех": 3, "трёх": 3, "пять": 5, "пяти": 5}
_BY = re.compile(r"^по (?=\d)")
_DATED = (TermKind.DATE_RANGE, TermKind.THROUGH_YEAR, TermKind.DEADLINE, TermKind.MONTH, TermKind.YEAR_RANGE)


@dataclass(frozen=True, slots=True)
class Period:
    """``until`` is the last day; None where no end is said."""

    since: date
    until: date | None = None


def period_of(words: str, since: date) -> Period | None:
    """Days not said are those of the whole table; None for words that are not understood or run backwards.

    «2 года» are two years from the first day; of «2026–2028 годы» the first day is that of the table.
    """
    text = " ".join(words.lower().split()).strip(" .;")
    if _ENDLESS.search(text):
        return Period(since)
    if found := _YEARS.match(text):
        begins = _day(found["day"], since) if found["day"] else since
        number = int(found["number"] or 0) or _NUMBERS.get(found["word"] or "", 0)
        return Period(begins, _years_later(begins, number)) if begins and number else None
    term = parse_term(_BY.sub("до ", text), year=SchoolYear.of(since))
    if term.kind not in _DATED or term.parts:
        return None
    begins = term.start if term.start and term.kind != TermKind.YEAR_RANGE else since
    if term.kind == TermKind.THROUGH_YEAR and SchoolYear.of(since).first_day == begins:
        begins = max(begins, since)
    return None if term.end is not None and term.end < begins else Period(begins, term.end)


def _day(words: str, since: date) -> date | None:
    term = parse_term(f"с {words}", year=SchoolYear.of(since))
    return term.start if term.kind == TermKind.DATE_RANGE else None


def _years_later(day: date, number: int) -> date:
    """The last day of so many years that begin on the day."""
    try:
        return day.replace(year=day.year + number) - timedelta(days=1)
    except ValueError:
        return date(day.year + number, 2, 28)
