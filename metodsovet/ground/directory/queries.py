"""Questions across the directory."""

from collections.abc import Callable
from datetime import date

from metodsovet.ground.directory.models import CalendarDay, Installation

SATURDAY = 5


def current_installation() -> Installation | None:
    return Installation.objects.select_related("root").first()


def working_days(first: date, last: date) -> Callable[[date], bool]:
    """A test «is a working day» for days between the two: the usual week corrected by the calendar, in one query."""
    special = dict(CalendarDay.objects.filter(day__range=(first, last)).values_list("day", "is_working"))

    def is_working(day: date) -> bool:
        return special.get(day, day.weekday() < SATURDAY)

    return is_working
