"""Days off of Russia as rows of the calendar: a forecast that people correct by the yearly decree."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from holidays import country_holidays

from metodsovet.ground.directory.models import CalendarDay

# Source: ТК РФ, ст. 112; переносы — постановление Правительства на каждый год.
SOURCE = "ст. 112 ТК РФ; переносы сверьте с постановлением Правительства на этот год"
_MOVED_FROM = re.compile(r"перенесено с (\d{2}\.\d{2}\.\d{4})")
SATURDAY = 5


def usual_holidays(first_year: int, last_year: int) -> list[CalendarDay]:
    """Unsaved rows: holidays, days they were moved to, and weekends that work instead."""
    names = country_holidays("RU", years=range(first_year, last_year + 1), language="ru")
    rows = [CalendarDay(day=day, is_working=False, name=name, source=SOURCE) for day, name in sorted(names.items())]
    rows += [
        CalendarDay(day=day, is_working=True, name="Рабочий день вместо выходного", source=SOURCE)
        for day in _given_away(names.values())
        if day not in names
    ]
    return rows


def _given_away(names: Iterable[str]) -> Iterator[date]:
    for name in names:
        moved = _MOVED_FROM.search(name)
        if moved:
            day = datetime.strptime(moved[1], "%d.%m.%Y").date()  # noqa: DTZ007 a day has no zone
            if day.weekday() >= SATURDAY:
                yield day
