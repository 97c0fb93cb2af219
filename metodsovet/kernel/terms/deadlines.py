from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

NonworkingRule = Literal["keep", "next", "previous"]

_LONGEST_HOLIDAY_DAYS = 366


def adjust_deadline(day: date, rule: NonworkingRule, is_working: Callable[[date], bool]) -> date:
    """Move a deadline off a non-working day. Source of «next»: ГК РФ, ст. 193.

    ValueError when the calendar has no working day within a year.
    """
    if rule == "keep":
        return day
    step = timedelta(days=1 if rule == "next" else -1)
    for _ in range(_LONGEST_HOLIDAY_DAYS):
        if is_working(day):
            return day
        day += step
    raise ValueError("the calendar has no working day within a year")


def deadline_moment(day: date, zone: ZoneInfo) -> datetime:
    """The last instant (to a microsecond) of the local day, in UTC."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    return midnight.astimezone(UTC) - timedelta(microseconds=1)
