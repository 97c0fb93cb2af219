"""Rows that stand for a year, a half-year or a month and date the lines beneath them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from metodsovet.kernel.russian import month_name
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Term, TermKind, parse_term
from metodsovet.work.planning.reading.numbering import section_name

_PERIOD_CHARACTERS = 60
_MONTHS = tuple(month_name(month) for month in range(1, 13))
_STEMS = ("янв", "фев", "мар", "апр", "ма[йея]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек(?!ад)")
_MONTH_WORD = re.compile(r"\b(?:" + "|".join(_STEMS) + r")\w*\.?", re.IGNORECASE)
_ONE_MONTH = re.compile(
    r"^(?:месяц\s*[:–-]?\s*)?(" + "|".join(_MONTHS) + r")\b\s*((?:19|20)\d\d)?\s*(?:г\.?|год[ау]?)?\s*$", re.IGNORECASE
)
_MONTH_AND_TITLE = re.compile(r"^(" + "|".join(_MONTHS) + r")\s*[.:–—(«-]\s*(.{4,})$", re.IGNORECASE | re.DOTALL)
_MONTH_OF_TITLE = re.compile(
    r"\bна\s+(" + "|".join(_MONTHS) + r")(?![-–—,\s]*(?:и\s+)?(?:" + "|".join(_MONTHS) + r"))"
    r"(?:\s+месяц)?(?:\s*((?:19|20)\d\d)(?![-–—/\d]))?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^(?:на\s+|в\s+)?((?:19|20)\d\d)\s*(?:г\.?|год[ау]?)?\s*\.?$", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(
    r"^(?:на\s+|в\s+)?((?:19|20)\d\d)\s*[/–—-]\s*((?:20)?\d\d)\s*(?:уч\w*\.?|у\.)?\s*(?:г\.?|год[ау]?)?\s*\.?$",
    re.IGNORECASE,
)
_NAMES_SCHOOL = re.compile(r"уч\w*\.?|у\.", re.IGNORECASE)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")
_DAYS = re.compile(
    r"^((?:с|до|к|по|не позднее)\s+)?(\d{1,2}(?:\s*(?:[-–—,и]|по|до)\s*\d{1,2})*)"
    r"(?:-?(?:го|е|ого|му))?\s*(?:числа|ч\.)?\.?$"
)
_PART_OF_MONTH = re.compile(
    r"недел|декад|начал|середин|кон(?:ец|ц)|половин|понедельник|вторник|сред[аыуе]|четверг|пятниц|суббот", re.IGNORECASE
)
_ROMAN = re.compile(r"^[IVXІХ]+$")
_WEEKLY = re.compile(
    r"еженедельн|ежедневн|\bпо (?:понедельник|вторник|сред|четверг|пятниц|суббот)"
    r"|кажд\w+ (?:недел|понедел|вторн|сред|четв|пятн|субб)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"\d\.\d{1,2}\.\d{2}(?!\d)")
_WHOLE_MONTH = re.compile(r"^(?:в течение |весь |за )?месяц[а]?\.?$", re.IGNORECASE)
_REPEATS = re.compile(r"ежегодн|ежемесячн|еженедельн|ежедневн|постоянн|кажд|систематич|регулярн", re.IGNORECASE)
_GROUPS = frozenset(
    (
        TermKind.YEAR_RANGE,
        TermKind.MONTH,
        TermKind.YEARLY_MONTHS,
        TermKind.QUARTER,
        TermKind.HALF_YEAR,
        TermKind.TERM,
        TermKind.THROUGH_YEAR,
        TermKind.MONTHLY,
        TermKind.WEEKLY,
        TermKind.CONTINUOUS,
    )
)
_DATED = frozenset(
    (
        TermKind.MONTH,
        TermKind.DATE,
        TermKind.DATE_RANGE,
        TermKind.DEADLINE,
        TermKind.QUARTER,
        TermKind.HALF_YEAR,
    )
)
_AUGUST = 8


@dataclass(frozen=True, slots=True)
class Period:
    """``phrase`` is the narrowest row in force, ``month`` its month when it is one month."""

    year: int | None = None
    school_year: SchoolYear | None = None
    phrase: str = ""
    month: int | None = None
    is_inside_section: bool = False

    def after_section(self) -> "Period":
        """A new section ends months and halves, and years that stood inside the section before."""
        return Period() if self.is_inside_section else Period(self.year, self.school_year)

    @property
    def text(self) -> str:
        """The period as a term, with the year when a row above gave one."""
        if not self.phrase:
            return self._year_text()
        year = self.year_of_month()
        if year is None or _HAS_YEAR.search(self.phrase) or self.month is None:
            return self.phrase
        return f"{self.phrase} {year} г."

    def _year_text(self) -> str:
        if self.school_year is not None:
            return f"{self.school_year.start}/{self.school_year.start + 1} учебный год"
        return f"{self.year} год" if self.year else ""

    def year_of_month(self) -> int | None:
        if self.school_year is not None and self.month is not None:
            return self.school_year.start + (self.month <= _AUGUST)
        return self.year


def read_period(text: str, current: Period, year: SchoolYear, *, in_section: bool) -> Period | None:
    """The period in force after the row, or None when the row is none."""
    text = text.strip(" .:")
    if not text or len(text) > _PERIOD_CHARACTERS:
        return None
    if match := _YEAR.match(text):
        return Period(year=int(match[1]), is_inside_section=in_section)
    if match := _SCHOOL_YEAR.match(text):
        first, last = int(match[1]), int(match[2]) % 100
        if last == (first + 1) % 100 and ("/" in text or _NAMES_SCHOOL.search(text)):
            return Period(school_year=SchoolYear(first), is_inside_section=in_section)
    return _named_period(text, current, year)


def _named_period(text: str, current: Period, year: SchoolYear) -> Period | None:
    if match := _ONE_MONTH.match(text):
        own = int(match[2]) if match[2] else None
        phrase = match[1].lower() + (f" {own} г." if own else "")
        return replace(current, phrase=phrase, month=_MONTHS.index(match[1].lower()) + 1, year=own or current.year)
    name = section_name(text)
    if name.has_word or (name.number and not name.title) or parse_term(text, year=year).kind not in _GROUPS:
        return None
    return replace(current, phrase=_in_sentence(text), month=None)


def _in_sentence(text: str) -> str:
    """Small letters, but for Roman figures."""
    return " ".join(word if _ROMAN.match(word) else word.lower() for word in text.split())


def month_of_section(text: str) -> str:
    """«Сентябрь. Начало года» is a section and dates its lines too."""
    match = _MONTH_AND_TITLE.match(text)
    return match[1] if match else ""


def month_of_title(title: str) -> Period:
    """«План работы на октябрь 2025 года» dates all its lines."""
    match = _MONTH_OF_TITLE.search(title)
    if match is None:
        return Period()
    month = match[1].lower()
    return Period(year=int(match[2]) if match[2] else None, phrase=month, month=_MONTHS.index(month) + 1)


def dated(source: str, period: Period, year: SchoolYear, years: tuple[int, int] | None) -> Term:
    """The cell's term, completed from the rows above it when it is empty or says a day or a week only.

    What says a part of the month above and is not understood with it stays unknown: alone it would mean every month.
    """
    phrases = list(_completed(source.strip(), period, year))
    terms = [parse_term(phrase, year=year, years=years) for phrase in phrases]
    understood = next((term for term in terms if term.kind is not TermKind.UNKNOWN), None)
    if understood is not None:
        return understood
    is_part = bool(phrases) and period.month is not None and not _MONTH_WORD.search(source)
    return terms[0] if is_part else parse_term(source, year=year, years=years)


def _completed(source: str, period: Period, year: SchoolYear) -> Iterator[str]:
    """The term with the period above it, in the wordings that may be understood; nothing when it is whole."""
    if not source:
        yield period.text
    elif period.month is not None and not _MONTH_WORD.search(source):
        yield from _with_month(source, period, year)
    elif not _HAS_YEAR.search(source) and not _SHORT_YEAR.search(source) and not _REPEATS.search(source):
        bound = _year_of_term(source, period, year)
        if bound is not None:
            yield f"{source.rstrip(' .')} {bound} г."


def _with_month(source: str, period: Period, school_year: SchoolYear) -> Iterator[str]:
    number = period.month or 1
    month = month_name(number, "genitive")
    year = period.year_of_month()
    tail = f" {year} г." if year else ""
    bare = source.rstrip(" .")
    if _WHOLE_MONTH.match(source):
        yield period.text
    elif match := _DAYS.match(source):
        yield f"{match[1] or ''}{match[2]} {month}{tail}"
    elif _WEEKLY.search(source):
        yield f"{bare}, {period.text}"
        yield f"{bare} {month}{tail}"
    elif _PART_OF_MONTH.search(source) and not _REPEATS.search(source):
        whole = re.sub(r"\bмесяца\b", month, bare) if re.search(r"\bмесяца\b", bare) else f"{bare} {month}"
        yield whole + tail
        if year is None or date(year, number, 1) in school_year:
            yield whole


def _year_of_term(source: str, period: Period, year: SchoolYear) -> int | None:
    """The calendar year that the row above gives to a dated term without one."""
    term = parse_term(source, year=period.school_year or year)
    if term.kind not in _DATED:
        return None
    if period.school_year is None:
        return period.year
    days = [day for day in (term.start, term.end) if day is not None]
    return days[0].year if len({day.year for day in days}) == 1 else None
