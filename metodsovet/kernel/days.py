"""Days of other years."""

from datetime import date


def years_after(day: date, years: int) -> date:
    """The same day of another year, an earlier one too; of 29 February the 28th where the year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
