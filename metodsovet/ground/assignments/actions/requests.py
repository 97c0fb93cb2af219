"""Requests that lose their subject when the assignment ends."""

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Extension
from metodsovet.kernel import clock


def close_requests(assignment: Assignment, answer: str, *, by: User | None) -> None:
    """Refuse the extension that is still asked, saying what ended the assignment."""
    assignment.extensions.filter(state=Extension.State.ASKED).update(
        state=Extension.State.REFUSED, answer=answer, decided_by=by, decided_at=clock.now()
    )
