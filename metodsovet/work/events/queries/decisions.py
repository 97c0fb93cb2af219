"""Decisions and what became of them in the ledger."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.models.assignments import AssignmentQuerySet
from metodsovet.ground.assignments.queries.control import risk_days
from metodsovet.kernel import clock
from metodsovet.work.events.models import Decision, Meeting
from metodsovet.work.events.queries.people import communities_of

LOOKED_BACK = 12
"""Meetings before: what is open since longer is on control anyway."""


@dataclass(frozen=True, slots=True)
class DecisionState:
    """A decision with its assignment, if it has become one; ``standing`` is one of the nine states of the look."""

    decision: Decision
    assignment: Assignment | None
    standing: str

    @property
    def is_open(self) -> bool:
        return self.assignment is not None and self.assignment.is_open


def assignments_of_decisions(decisions: Iterable[int] | QuerySet[Decision]) -> AssignmentQuerySet:
    """By ids or rows; cancelled ones left out, the same duty may have been given again."""
    kind = ContentType.objects.get_for_model(Decision)
    ids: Any = decisions.values("pk") if isinstance(decisions, QuerySet) else list(decisions)
    rows = Assignment.objects.filter(content_type=kind, object_id__in=ids)
    return rows.exclude(state=Assignment.State.CANCELLED)


def states_of(decisions: Sequence[Decision]) -> Mapping[int, DecisionState]:
    """By id of the decision, in two queries."""
    rows = assignments_of_decisions([one.pk for one in decisions])
    given = {row.object_id: row for row in rows}
    risk = risk_days()
    return {one.pk: _state(one, given.get(one.pk), risk) for one in decisions}


def _state(decision: Decision, assignment: Assignment | None, risk: int) -> DecisionState:
    standing = assignment.standing_on(clock.today(), risk) if assignment else "ahead"
    return DecisionState(decision, assignment, standing if decision.is_duty else "not_applicable")


def meetings_to_answer_for(meeting: Meeting) -> list[Meeting]:
    """Earlier meetings of its communities or its series whose decisions are not done, or have been done since they met
    last and nobody has heard of it; the oldest first.
    """
    own = Q(community__in=communities_of(meeting))
    if meeting.series_id is not None:
        own |= Q(series=meeting.series_id)
    held = Meeting.objects.filter(own, state__in=Meeting.HELD, held_on__lte=meeting.held_on).exclude(pk=meeting.pk)
    met = held.order_by("-held_on", "-pk").values_list("held_on", flat=True).first()
    if met is None:
        return []
    earlier = held.filter(state=Meeting.State.APPROVED).order_by("-held_on", "-pk")
    decisions = Decision.objects.filter(meeting__in=list(earlier.values_list("pk", flat=True)[:LOOKED_BACK]))
    given = assignments_of_decisions(decisions)
    since = Q(accepted_on__gte=met) | Q(removed_from_control_at__date__gte=met)
    still = given.filter(Q(pk__in=given.open().values("pk")) | since).values("object_id")
    rows = Meeting.objects.filter(decisions__in=decisions.filter(pk__in=still)).select_related("minutes")
    return list(rows.distinct().order_by("held_on", "pk"))


def decisions_of(meetings: Iterable[int]) -> Mapping[int, list[DecisionState]]:
    """By id of the meeting, with their states; three queries."""
    rows = list(Decision.objects.filter(meeting__in=list(meetings)).select_related("responsible", "item"))
    states = states_of(rows)
    found: dict[int, list[DecisionState]] = {}
    for row in rows:
        found.setdefault(row.meeting_id, []).append(states[row.pk])
    return found
