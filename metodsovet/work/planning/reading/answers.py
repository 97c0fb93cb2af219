"""The answer of the command line: the JSON that other programs rely on, and a summary for people."""

from collections.abc import Iterator
from typing import Any

from metodsovet.kernel.russian import date_short, plural
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Window
from metodsovet.work.planning.reading.result import ReadActivity, ReadPlan

_TITLE_CHARACTERS = 60


def answer(plan: ReadPlan, year: SchoolYear) -> dict[str, Any]:
    return {
        "act": plan.act.to_json(),
        "sections": [section.to_json() for section in plan.sections],
        "activities": [_activity(activity, year) for activity in plan.activities],
        "warnings": [warning.to_json() for warning in plan.warnings],
    }


def _activity(activity: ReadActivity, year: SchoolYear) -> dict[str, Any]:
    term = activity.term
    return {
        "number": activity.number,
        "section": activity.section,
        "title": activity.title,
        "term": {
            "source": term.source,
            "kind": term.kind.value,
            "recurrence": term.recurrence,
            "occurrences": {str(year): [_window(window) for window in term.occurrences(year)]},
        },
        "parties": [
            {
                "source": party.source,
                "kind": party.kind.value,
                "text": party.text,
                "scope": party.scope,
                "person": party.person,
            }
            for party in activity.parties
        ],
        "result": activity.result,
        "other": dict(activity.other),
        "warnings": [warning.to_json() for warning in activity.warnings],
    }


def _window(window: Window) -> dict[str, str | None]:
    """A deadline has no beginning."""
    return {
        "from": window.start.isoformat() if window.start else None,
        "to": window.end.isoformat() if window.end else None,
    }


def summary(plan: ReadPlan, year: SchoolYear) -> str:
    return "\n".join(_summary_lines(plan, year))


def _summary_lines(plan: ReadPlan, year: SchoolYear) -> Iterator[str]:
    act = plan.act
    head = " ".join(
        part
        for part in (
            act.kind.capitalize() or "Акт не указан",
            f"№ {act.number}" if act.number else "",
            f"от {date_short(act.date)}" if act.date else "",
        )
        if part
    )
    yield f"{head}. {act.issuer}".rstrip(" .") + "."
    if plan.title:
        yield plan.title
    sections, rows = len(plan.sections), len(plan.activities)
    yield (
        f"{sections} {plural(sections, 'раздел', 'раздела', 'разделов')}, "
        f"{rows} {plural(rows, 'мероприятие', 'мероприятия', 'мероприятий')}. {year.text()}."
    )
    key = None
    for activity in plan.activities:
        if activity.section != key:
            key = activity.section
            yield from _section_lines(plan, key)
        yield from _activity_lines(activity, year)
    yield from _warning_lines(plan)


def _section_lines(plan: ReadPlan, key: str) -> Iterator[str]:
    section = next((section for section in plan.sections if key in (section.number, section.title)), None)
    if section is not None:
        yield ""
        yield f"{section.number}. {section.title}" if section.number else section.title


def _activity_lines(activity: ReadActivity, year: SchoolYear) -> Iterator[str]:
    title = activity.title
    if len(title) > _TITLE_CHARACTERS:
        title = title[: _TITLE_CHARACTERS - 1].rstrip() + "…"
    windows = "; ".join(_window_text(window) for window in activity.term.occurrences(year)[:3])
    term = activity.term.text() or "срока нет"
    parties = "; ".join(party.print() for party in activity.parties) or "ответственных нет"
    yield f"{activity.number or '–':>5}  {title:<{_TITLE_CHARACTERS}}  {term}{f' ({windows})' if windows else ''}"
    yield f"{'':>5}  {parties}"


def _window_text(window: Window) -> str:
    if window.start is None or window.end is None or window.start == window.end:
        day = window.end or window.start
        return f"{'до ' if window.start is None else ''}{date_short(day)}" if day else ""
    return f"{date_short(window.start)}–{date_short(window.end)}"


def _warning_lines(plan: ReadPlan) -> Iterator[str]:
    warnings = [*plan.warnings, *(warning for activity in plan.activities for warning in activity.warnings)]
    texts = list(dict.fromkeys(warning.text for warning in warnings))
    if texts:
        yield ""
        yield f"Предупреждения: {len(texts)}"
        yield from (f"  {text}" for text in texts)
