"""What every action begins with: the row as it is now, held until the end of the transaction."""

from collections.abc import Collection

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel.errors import DomainError


def held(assignment: Assignment, version: int | None = None) -> Assignment:
    """The locked row; DomainError ``removed_from_control``, or ``edited_by_other`` when it is not what was seen."""
    row = held_anyhow(assignment, version)
    if row.removed_from_control_at is not None:
        raise DomainError("removed_from_control", "Поручение снято с контроля: делать по нему ничего не нужно.")
    return row


def held_anyhow(assignment: Assignment, version: int | None = None) -> Assignment:
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("organisation", "issuer")
    row = rows.get(pk=assignment.pk)
    if version is not None and version != row.version:
        raise DomainError(
            "edited_by_other", "Пока страница была открыта, поручение изменили. Посмотрите, что стало, и решите снова."
        )
    return row


def locked_open(ids: Collection[int]) -> list[Assignment]:
    """Those of them that are open, locked in the one order in which everybody locks many: by id."""
    return list(Assignment.objects.open().filter(pk__in=ids).order_by("pk").select_for_update(of=("self",)))


def require_work_in_progress(assignment: Assignment) -> None:
    """DomainError ``move_not_allowed`` unless the executor still works: neither handed in nor closed."""
    if assignment.state not in (Assignment.State.GIVEN, Assignment.State.RETURNED):
        raise DomainError(
            "move_not_allowed",
            f"Сейчас этого сделать нельзя: состояние — «{assignment.get_state_display()}». Обновите страницу.",
        )


def moved(assignment: Assignment, verb: str, *fields: str) -> Assignment:
    """Make the move named by the verb and save it with the other changed fields."""
    assignment.state = Assignment.workflow.check(verb, assignment.state)
    return saved(assignment, "state", *fields)


def saved(assignment: Assignment, *fields: str) -> Assignment:
    assignment.version += 1
    assignment.save(update_fields=[*fields, "version"])
    return assignment


def person_id_of(user: User | None) -> int | None:
    return getattr(getattr(user, "person", None), "pk", None)
