"""Rows that stand for a year, a half-year or a month and date the lines beneath them."""

import re
from dataclasses import dataclass, replace

from metodsovet.kernel.russian import month_name
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Term, TermKind, parse_term
from metodsovet.work.planning.reading.numbering import section_name

_PERIOD_CHARACTERS = 60
_MONTHS = tuple(month_name(month) for month in range(1, 13))
_STEMS = ("янв", "фев", "мар", "апр", "ма[йея]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTH_WORD = re.compile(r"\b(?:" + "|".join(_STEMS) + r")\w*\.?", re.IGNORECASE)
_ONE_MONTH = re.compile(
    r"^(?:месяц\s*[:–-]?\s*)?(" + "|".join(_MONTHS) + r")\b\s*((?:19|20)\d\d)?\s*(?:г\.?|год[ау]?)?\s*$", re.IGNORECASE
)
_MONTH_AND_TITLE = re.compile(r"^(" + "|".join(_MONTHS) + r")\s*[.:–—(«-]\s*(.{4,})$", re.IGNORECASE | re.DOTALL)
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
        year = self._year_of_month()
        if year is None or _HAS_YEAR.search(self.phrase) or self.month is None:
            return self.phrase
        return f"{self.phrase} {year} г."

    def _year_text(self) -> str:
        if self.school_year is not None:
            return f"{self.school_year.start}/{self.school_year.start + 1} учебный год"
        return f"{self.year} год" if self.year else ""

    def _year_of_month(self) -> int | None:
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
    return replace(current, phrase=text[0].lower() + text[1:] if text[1:2].islower() else text.lower(), month=None)


def month_of_section(text: str) -> str:
    """«Сентябрь. Начало года» is a section and dates its lines too."""
    match = _MONTH_AND_TITLE.match(text)
    return match[1] if match else ""


def dated(source: str, period: Period, year: SchoolYear, years: tuple[int, int] | None) -> Term:
    """The cell's term, completed from the rows above it when it is empty or says a day or a week only."""
    plain = parse_term(source, year=year, years=years)
    phrase = _completed(source.strip(), period, plain)
    if not phrase or phrase == source:
        return plain
    completed = parse_term(phrase, year=year, years=years)
    if completed.kind is TermKind.UNKNOWN and source:
        return plain
    return completed


def _completed(source: str, period: Period, plain: Term) -> str:
    if not source:
        return period.text
    year = period._year_of_month() if period.month or period.school_year is None else None
    tail = f" {year} г." if year and not _HAS_YEAR.search(source) else ""
    if period.month is not None and not _MONTH_WORD.search(source):
        month = month_name(period.month, "genitive")
        if _WHOLE_MONTH.match(source):
            return period.text
        if match := _DAYS.match(source):
            return f"{match[1] or ''}{match[2]} {month}{tail}"
        if _PART_OF_MONTH.search(source) and not _REPEATS.search(source):
            return _with_month(source, month) + tail
    if tail and plain.kind in _DATED and not _REPEATS.search(source) and not re.search(r"\.\d{2}$", source):
        return source.rstrip(" .") + tail
    return source


def _with_month(source: str, month: str) -> str:
    if re.search(r"\bмесяца\b", source):
        return re.sub(r"\bмесяца\b", month, source)
    return f"{source.rstrip(' .')} {month}"
