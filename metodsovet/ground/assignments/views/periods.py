"""A period of the address: the school year, its halves, or any two days."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from metodsovet.kernel import clock
from metodsovet.kernel.offers import Period
from metodsovet.kernel.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    label: str
    period: Period
    is_chosen: bool


def asked_day(request: HttpRequest, name: str) -> date | None:
    """A day from the address or the form; nonsense counts as nothing asked."""
    try:
        return date.fromisoformat(request.POST.get(name) or request.GET.get(name, ""))
    except ValueError:
        return None


def asked_period(request: HttpRequest, otherwise: Period) -> Period:
    """``?from=2026-09-01&to=2026-12-31``, in either order."""
    first = asked_day(request, "from") or otherwise.first_day
    last = asked_day(request, "to") or otherwise.last_day
    return Period(min(first, last), max(first, last))


def whole_year(day: date) -> Period:
    year = SchoolYear.of(day)
    return Period(year.first_day, year.last_day)


def year_so_far(year: SchoolYear) -> Period:
    return Period(year.first_day, min(max(clock.today(), year.first_day), year.last_day))


def named_periods(year: SchoolYear, chosen: Period) -> list[NamedPeriod]:
    end = year.start + 1
    periods = (
        ("С начала года", year_so_far(year)),
        ("Первое полугодие", Period(year.first_day, date(year.start, 12, 31))),
        ("Второе полугодие", Period(date(end, 1, 1), date(end, 5, 31))),
        ("Весь учебный год", Period(year.first_day, year.last_day)),
    )
    return [NamedPeriod(label, period, period == chosen) for label, period in periods]
