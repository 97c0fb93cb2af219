"""Plans and their directions as headings over the matters of control."""

from collections.abc import Collection, Mapping

from metodsovet.ground.assignments.queries.headings import Heading, heads
from metodsovet.work.planning.models import Occurrence, PlanDeadline

AFTER_PLANS = 2 * 10**7


@heads(Occurrence)
def headings_of_occurrences(ids: Collection[int]) -> Mapping[int, Heading]:
    """«Дорожная карта …: 2. Наставничество»."""
    rows = Occurrence.objects.filter(pk__in=ids).select_related("activity__plan", "activity__section")
    return {row.pk: _heading(row) for row in rows}


@heads(PlanDeadline)
def headings_of_deadlines(ids: Collection[int]) -> Mapping[int, Heading]:
    """«Планы объединений на 2026/27 учебный год»."""
    rows = PlanDeadline.objects.filter(pk__in=ids)
    return {row.pk: Heading((AFTER_PLANS, row.school_year), str(row)) for row in rows}


def _heading(occurrence: Occurrence) -> Heading:
    activity = occurrence.activity
    plan, section = activity.plan, activity.section
    title = f"{plan.title}: {section}" if section else plan.title
    return Heading((plan.pk, section.position if section else 0), title)
