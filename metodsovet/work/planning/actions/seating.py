"""Helpers of an open assignment, as the plan now says. Who leads is changed only by verbs of the ledger."""

from metodsovet.ground.assignments.actions import AssignmentDraft
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.kernel import clock

HELPERS = (Part.Role.CO_EXECUTOR.value, Part.Role.INFORMED.value)


def seat_helpers(assignment: Assignment, draft: AssignmentDraft) -> None:
    """Co-executors and informed of the draft come, those no longer named leave; handed-over parts stay.

    ``assignment.parts`` are prefetched: those in force.
    """
    current = {(part.role, part.person_id): part for part in assignment.parts.all() if part.role in HELPERS}
    wanted = {(part.role, part.person_id): part for part in draft.parts if part.role in HELPERS}
    for key, part in current.items():
        if key not in wanted and part.holder_key:
            end_part(part)
    today = clock.today()
    new = [
        Part(
            assignment=assignment,
            role=part.role,
            person_id=part.person_id,
            organisation_id=part.organisation_id,
            duty=part.duty,
            holder_key=part.holder_key,
            since=today,
        )
        for key, part in wanted.items()
        if key not in current
    ]
    if new:
        Part.objects.bulk_create(new)


def end_part(part: Part) -> bool:
    part.until = max(clock.today(), part.since)
    part.save(update_fields=["until"])
    return True
