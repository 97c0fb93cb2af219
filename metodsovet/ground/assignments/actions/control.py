"""What belongs to the person who controls the order."""

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.locking import held, held_anyhow, moved, saved
from metodsovet.ground.assignments.actions.requests import close_requests
from metodsovet.ground.assignments.actions.telling import accepters_of, executors_of, tell
from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError, require_words

REMOVABLE = (*Assignment.OPEN, Assignment.State.ACCEPTED)


@transaction.atomic
def remove_from_control(assignment: Assignment, *, reason: str, by: User) -> Assignment:
    """After this nothing is asked. DomainError ``no_reason``, ``removed_from_control``, ``move_not_allowed``."""
    reason = require_words(reason, "no_reason", "Напишите, на каком основании поручение снимается с контроля.")
    assignment = held(assignment)
    if assignment.state not in REMOVABLE:
        raise DomainError("move_not_allowed", "Поручение уже закрыто: снимать с контроля нечего.")
    assignment.removed_from_control_at = clock.now()
    assignment.removal_reason = reason[:500]
    saved(assignment, "removed_from_control_at", "removal_reason")
    close_requests(assignment, "Поручение снято с контроля.", by=by)
    record_action("remove_from_control", assignment, f"Снято с контроля: {reason}", by=by)
    _tell_both(assignment, f"Снято с контроля: «{assignment.title[:250]}». {reason}", by)
    return assignment


@transaction.atomic
def put_back_on_control(assignment: Assignment, *, by: User) -> Assignment:
    """Undo a removal; everything goes on from where it stood. DomainError ``is_on_control``."""
    assignment = held_anyhow(assignment)
    if assignment.removed_from_control_at is None:
        raise DomainError("is_on_control", "Поручение и так на контроле.")
    assignment.removed_from_control_at, assignment.removal_reason = None, ""
    saved(assignment, "removed_from_control_at", "removal_reason")
    record_action("put_back_on_control", assignment, "Снова на контроле", by=by)
    _tell_both(assignment, f"Снова на контроле: «{assignment.title[:300]}»", by)
    return assignment


@transaction.atomic
def cancel_assignment(assignment: Assignment, *, reason: str, by: User | None) -> Assignment:
    """DomainError ``no_reason``, ``move_not_allowed`` when it is finished already."""
    reason = require_words(reason, "no_reason", "Напишите, почему поручение отменяется.")
    assignment = moved(held(assignment), "cancel_assignment")
    close_requests(assignment, "Поручение отменено.", by=by)
    record_action("cancel_assignment", assignment, f"Отменено: {reason}", by=by)
    text = f"Поручение отменено: «{assignment.title[:250]}». {reason}"
    tell(assignment, executors_of(assignment), key=_key(assignment), text=text, by=by)
    return assignment


def _tell_both(assignment: Assignment, text: str, by: User) -> None:
    tell(assignment, executors_of(assignment) + accepters_of(assignment), key=_key(assignment), text=text, by=by)


def _key(assignment: Assignment) -> str:
    return f"assignment:{assignment.pk}:{assignment.version}"
