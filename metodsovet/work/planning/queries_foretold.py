"""A school year whose assignments are not given yet, as the terms of the plan foretell it."""

from dataclasses import replace
from datetime import date

from metodsovet.work.planning.expansion.occurrences import windows_of
from metodsovet.work.planning.expansion.schedules import Schedules, schedules_of
from metodsovet.work.planning.models import Occurrence
from metodsovet.work.planning.queries_plans import ActivityRow, DatedOccurrence, PlanPage, SectionRows, activity_row


def foretold(page: PlanPage, *, day: date) -> PlanPage:
    """The page with days instead of empty lanes; its occurrences are not saved and have no keys. One query."""
    schedules = schedules_of(page.plan.organisation, page.year)
    sections = (
        SectionRows(section.section, tuple(_foretold(row, page, schedules, day) for row in section.rows))
        for section in page.sections
    )
    return replace(page, sections=tuple(sections))


def _foretold(row: ActivityRow, page: PlanPage, schedules: Schedules, day: date) -> ActivityRow:
    if row.occurrences:
        return row
    windows = windows_of(row.activity, page.plan, page.year, schedules)
    dated = [
        DatedOccurrence(
            Occurrence(
                activity=row.activity,
                school_year=page.year.start,
                starts_on=window.start,
                ends_on=window.end,
                is_deadline=window.deadline,
            ),
            {},
            "",
        )
        for window in windows
    ]
    return activity_row(row.activity, dated, day)
