"""Values of cells as the text that stands for them in a Russian plan."""

from datetime import date, datetime, time, timedelta

from metodsovet.kernel.russian import date_short, month_name
from metodsovet.kernel.spreadsheets.excel.styles import DatePart
from metodsovet.kernel.spreadsheets.word.texts import tidy

Value = int | float | str | bool | time | date | datetime | timedelta


def value_text(value: Value, part: DatePart | None = None) -> str:
    """Whole numbers without a point, dates as 15.06.2026, «сентябрь 2025» where the cell shows no day."""
    match value:
        case str():
            return tidy(value)
        case bool():
            return "да" if value else "нет"
        case datetime():
            clock = value.time()
            return _date_text(value.date(), part) + (f" {clock:%H:%M}" if clock != time() else "")
        case date():
            return _date_text(value, part)
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            minutes = int(value.total_seconds()) // 60
            return f"{minutes // 60}:{minutes % 60:02}"
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _date_text(day: date, part: DatePart | None) -> str:
    if part is DatePart.MONTH:
        return f"{month_name(day.month)} {day.year}"
    if part is DatePart.DAY:
        return f"{day.day} {month_name(day.month, 'genitive')}"
    return date_short(day)
