"""Requests that lose their subject when the assignment ends."""

from collections.abc import Collection

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Extension
from metodsovet.kernel import clock


def close_requests(assignment: Assignment, answer: str, *, by: User | None) -> None:
    """Refuse the extension that is still asked, saying what ended the assignment."""
    close_requests_of([assignment.pk], answer, by=by)


def close_requests_of(assignments: Collection[int], answer: str, *, by: User | None) -> None:
    Extension.objects.filter(assignment__in=assignments, state=Extension.State.ASKED).update(
        state=Extension.State.REFUSED, answer=answer, decided_by=by, decided_at=clock.now()
    )
