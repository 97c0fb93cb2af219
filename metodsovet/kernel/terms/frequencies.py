"""Windows of a frequency («ежемесячно», «по вторникам», «раз в четверть») inside stretches of days."""

import calendar
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms.kinds import Window
from metodsovet.kernel.terms.patterns import WEEKDAYS, TermDates, parse_piece, resolve_piece

Stretch = tuple[date, date]

_UNITS_OF_N = {"WEEK": "WEEKLY", "MONTH": "MONTHLY", "QUARTER": "QUARTERLY", "HALFYEAR": "HALFYEARLY", "TERM": "TERMLY"}
_ALL_TERMS = "1,2,3,4,5,6"


def frequency_windows(
    recurrence: str, stretches: Sequence[Stretch], year: SchoolYear, terms: TermDates
) -> Iterator[Window]:
    name, _, detail = recurrence.partition(":")
    if name.startswith("N/"):
        name, detail = _UNITS_OF_N.get(name[2:], "YEARLY"), ""
    if name == "HALFYEARLY" and len(stretches) > 1:
        name = "YEARLY"
    for stretch in stretches:
        if name == "YEARLY":
            yield Window(*stretch)
        elif name == "HALFYEARLY":
            yield from _units("HY", "1,2", stretch, year, terms)
        elif name == "TERMLY":
            yield from _units("T", detail or _ALL_TERMS, stretch, year, terms)
        else:
            yield from _CALENDAR[name](detail, stretch)


def _months(stretch: Stretch) -> Iterator[date]:
    month = stretch[0].replace(day=1)
    while month <= stretch[1]:
        yield month
        month = _next_month(month)


def _next_month(day: date, count: int = 1) -> date:
    total = day.year * 12 + day.month - 1 + count
    return date(total // 12, total % 12 + 1, 1)


def _last_day(month: date) -> date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _monthly(detail: str, stretch: Stretch) -> Iterator[Window]:
    for month in _months(stretch):
        if not detail:
            yield _within(month, _last_day(month), stretch)
            continue
        for select in detail.split(","):
            window = _month_window(select, month)
            if window is None or window.end is None:
                continue
            if "+" in select or stretch[0] <= (window.start or window.end) <= window.end <= stretch[1]:
                yield window


def _month_window(select: str, month: date) -> Window | None:
    if select.startswith("<=+"):
        return Window(None, _numbered_day(_next_month(month), select[3:]), deadline=True)
    if select.startswith("<="):
        return Window(None, _numbered_day(month, select[2:]), deadline=True)
    if select.lstrip("-")[0].isdigit():
        first, _, last = select.partition("..")
        return Window(_numbered_day(month, first), _numbered_day(month, last or first))
    resolved = resolve_piece(parse_piece(f"{month.year}-{month.month:02d}{select}"), SchoolYear(month.year))
    return Window(*resolved) if resolved else None


def _numbered_day(month: date, number: str) -> date:
    last = _last_day(month)
    return last if number == "-1" else month.replace(day=min(int(number), last.day))


def _weekly(detail: str, stretch: Stretch) -> Iterator[Window]:
    if not detail:
        yield from _weeks_together(1, stretch)
        return
    weekdays = {WEEKDAYS.index(name) for name in detail.split(",")}
    for offset in range((stretch[1] - stretch[0]).days + 1):
        day = stretch[0] + timedelta(days=offset)
        if day.weekday() in weekdays:
            yield Window(day, day)


def _weeks_together(count: int, stretch: Stretch) -> Iterator[Window]:
    monday = stretch[0] - timedelta(days=stretch[0].weekday())
    while monday <= stretch[1]:
        following = monday + timedelta(weeks=count)
        yield _within(monday, following - timedelta(days=1), stretch)
        monday = following


def _months_together(count: int, stretch: Stretch) -> Iterator[Window]:
    month = stretch[0].replace(day=1)
    while month <= stretch[1]:
        following = _next_month(month, count)
        yield _within(month, following - timedelta(days=1), stretch)
        month = following


def _quarterly(detail: str, stretch: Stretch) -> Iterator[Window]:
    for month in _months(stretch):
        if not detail and month.month % 3 == 1 and month >= stretch[0]:
            end = _last_day(_next_month(month, 2))
            if end <= stretch[1]:
                yield Window(month, end)
        elif detail.startswith("M") and (month.month - int(detail[1:])) % 3 == 0:
            yield _within(month, _last_day(month), stretch)
        elif detail.startswith("<=+") and month.month % 3 == 1:
            day = _numbered_day(month, detail[3:])
            if stretch[0] <= day <= stretch[1]:
                yield Window(None, day, deadline=True)


def _units(unit: str, numbers: str, stretch: Stretch, year: SchoolYear, terms: TermDates) -> Iterator[Window]:
    for number in numbers.split(","):
        resolved = resolve_piece(parse_piece(f"{unit}{number}"), year, terms)
        if resolved is not None and resolved[0] <= stretch[1] and stretch[0] <= resolved[1]:
            yield _within(*resolved, stretch)


def _within(start: date, end: date, stretch: Stretch) -> Window:
    return Window(max(start, stretch[0]), min(end, stretch[1]))


def _every(detail: str, stretch: Stretch) -> Iterator[Window]:
    """Every few weeks or months; which of several years it is nobody can tell."""
    if detail.endswith("W"):
        yield from _weeks_together(int(detail[:-1]), stretch)
    elif detail.endswith("M"):
        yield from _months_together(int(detail[:-1]), stretch)


_CALENDAR: dict[str, Callable[[str, Stretch], Iterator[Window]]] = {
    "MONTHLY": _monthly,
    "WEEKLY": _weekly,
    "QUARTERLY": _quarterly,
    "EVERY": _every,
}
