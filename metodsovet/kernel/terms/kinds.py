from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TermKind(StrEnum):
    CONTINUOUS = "continuous"
    THROUGH_YEAR = "through_year"
    YEARLY_MONTHS = "yearly_months"
    MONTH = "month"
    DATE = "date"
    DATE_RANGE = "date_range"
    DEADLINE = "deadline"
    YEAR_RANGE = "year_range"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    TERM = "term"
    MONTHLY = "monthly"
    WEEKLY = "weekly"
    N_TIMES_A_YEAR = "n_times_a_year"
    BY_SCHEDULE = "by_schedule"
    BY_PLAN = "by_plan"
    RELATIVE = "relative"
    ON_DEMAND = "on_demand"
    MIXED = "mixed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Window:
    """When it is to be done: a day (start is end), a window, or a deadline (no start: by ``end`` inclusive)."""

    start: date | None
    end: date | None
    deadline: bool = False
