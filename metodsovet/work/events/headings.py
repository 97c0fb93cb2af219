"""Decisions of a community as a heading over the matters of control."""

from collections.abc import Collection, Mapping

from metodsovet.ground.assignments.queries.headings import Heading, heads
from metodsovet.work.events.models import Decision

AFTER_PLANS = 10**7


@heads(Decision)
def headings_of_decisions(ids: Collection[int]) -> Mapping[int, Heading]:
    """«Решения: ГМО учителей математики»."""
    rows = Decision.objects.filter(pk__in=ids).select_related("meeting__community")
    return {
        row.pk: Heading((AFTER_PLANS, row.meeting.community_id), f"Решения: {row.meeting.community.name}")
        for row in rows
    }
