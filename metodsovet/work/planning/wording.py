"""How a line of a plan tells its state in a school year: the shape of one of the nine states, and words."""

from datetime import date

from metodsovet.design.states import look_of
from metodsovet.kernel.russian import date_short, date_text, plural
from metodsovet.kernel.terms import TermKind, Window
from metodsovet.work.planning.models import Activity, Occurrence
from metodsovet.work.planning.queries_plans import ActivityRow, DatedOccurrence, day_of

NBSP = "\u00a0"
ENDLESS = (TermKind.CONTINUOUS, TermKind.ON_DEMAND)
StateWords = tuple[str, str]


def line_state(row: ActivityRow, day: date) -> StateWords:
    """«просрочено: 4 дня», «3 ждут приёмки», «риск: 8 дней», or the word of the state."""
    if not row.standing:
        return _without_assignments(row, day)
    return row.standing, _words(row, day) or look_of(row.standing).word


def lane_state(row: ActivityRow, day: date) -> StateWords:
    """The same, shorter, beside the time line: «12 из 14», «с 12 января»."""
    if not row.standing:
        return _without_assignments(row, day)
    if row.standing == "ahead":
        return "ahead", _begins(row, day)
    if row.standing == "on_track" and not row.done and row.next_on:
        return "on_track", f"до {date_short(row.next_on)}"
    if row.standing in ("on_track", "at_risk") and row.total > 1 and row.done:
        until = f", до {row.next_on:%d.%m}" if row.next_on and row.standing == "at_risk" else ""
        return row.standing, f"{row.done} из {row.total}{until}"
    return line_state(row, day)


def month_span(first: date, last: date) -> str:
    """«9–13 ноября», «28 ноября – 4 декабря»: the year is plain from the page around."""
    if first == last:
        return date_text(first, year=False)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–\u2060{date_text(last, year=False)}"
    return f"{date_text(first, year=False)} – {date_text(last, year=False)}"


def occurrence_days(occurrence: Occurrence) -> str:
    """«9–13 ноября 2026 г.», «до 15 июня 2027 г.», «дату назначат»."""
    last = day_of(occurrence)
    if last is None:
        return "дату назначат"
    if occurrence.held_on is None and (occurrence.is_deadline or occurrence.starts_on is None):
        return f"до {date_text(last)}"
    first = last if occurrence.held_on or occurrence.starts_on is None else occurrence.starts_on
    return full_span(first, last)


def window_days(window: Window) -> str:
    """The same of what a term foretells."""
    return occurrence_days(Occurrence(starts_on=window.start, ends_on=window.end, is_deadline=window.deadline))


def full_span(first: date, last: date) -> str:
    """``month_span`` with the year: «9–13 ноября 2026 г.»."""
    if first.year != last.year:
        return f"{date_text(first)} – {date_text(last)}"
    return f"{month_span(first, last)}{NBSP}{last.year}{NBSP}г."


def _words(row: ActivityRow, day: date) -> str:
    number = row.counts.get(row.standing, 0)
    match row.standing:
        case "overdue":
            return f"просрочено: {_days(_lateness(row, day))}"
        case "at_risk" if row.next_on:
            left = (row.next_on - day).days
            return f"риск: {_days(left)}" if left > 0 else "риск: сегодня"
        case "waiting":
            return f"{number} {plural(number, 'ждёт', 'ждут', 'ждут')} приёмки"
        case "returned":
            return f"возвращено {number}"
        case "ahead":
            return _begins(row, day)
        case _:
            return ""


def _without_assignments(row: ActivityRow, day: date) -> StateWords:
    if row.activity.term.kind in ENDLESS:
        return "on_track", "постоянно"
    days = [found for found in (day_of(one.occurrence) for one in row.occurrences) if found is not None]
    if row.occurrences and not days:
        return "ahead", "ждёт даты"
    if days and max(days) < day:
        return "not_applicable", "прошло"
    if days and row.activity.control == Activity.Control.NO_REPORT:
        return "on_track", "без отчёта"
    return ("ahead", _begins(row, day)) if days else ("not_applicable", "не в этом году")


def _begins(row: ActivityRow, day: date) -> str:
    starts = sorted(filter(None, (_start(one) for one in row.occurrences)))
    coming = next((found for found in starts if found >= day), starts[-1] if starts else None)
    if coming is None:
        return look_of("ahead").word
    named = next(one.occurrence for one in row.occurrences if _start(one) == coming)
    if named.held_on is not None:
        return date_text(coming, year=False)
    is_due = named.is_deadline or named.starts_on is None
    return f"до {date_short(coming)}" if is_due else f"с {date_text(coming, year=False)}"


def _start(one: DatedOccurrence) -> date | None:
    occurrence = one.occurrence
    return occurrence.held_on or occurrence.starts_on or occurrence.ends_on


def _lateness(row: ActivityRow, day: date) -> int:
    """Days since the earliest deadline that somebody still owes."""
    owed = [day_of(one.occurrence) for one in row.occurrences if one.counts.get("overdue")]
    first = min((found for found in owed if found is not None), default=day)
    return max((day - first).days, 1)


def _days(number: int) -> str:
    return f"{number}\u00a0{plural(number, 'день', 'дня', 'дней')}"
