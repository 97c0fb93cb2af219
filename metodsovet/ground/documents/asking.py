"""What the address of an issue asks for: days and periods, as every ``compose`` reads them."""

from collections.abc import Mapping
from datetime import date

from metodsovet.kernel import clock
from metodsovet.kernel.offers import Period
from metodsovet.kernel.school_year import SchoolYear


def asked_day(asked: Mapping[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(asked.get(name, ""))
    except ValueError:
        return None


def asked_period(asked: Mapping[str, str]) -> Period:
    """``from`` and ``to`` in either order; by default from the beginning of the school year to today."""
    today = clock.today()
    first = asked_day(asked, "from") or SchoolYear.of(today).first_day
    last = asked_day(asked, "to") or today
    return Period(min(first, last), max(first, last))
