"""What every action begins with: the meeting as it is now, held until the end of the transaction."""

from metodsovet.kernel.errors import DomainError
from metodsovet.work.events.models import Meeting

PREPARED = (Meeting.State.PLANNED, Meeting.State.CALLED)


def held(meeting: Meeting, version: int | None = None) -> Meeting:
    """The locked row; DomainError ``edited_by_other`` when it is not the version that was seen."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related(
        "community__organisation", "community__kind", "occurrence__activity__plan", "series"
    )
    row = rows.get(pk=meeting.pk)
    if version is not None and version != row.version:
        raise DomainError(
            "edited_by_other", "Пока страница была открыта, заседание изменили. Посмотрите, что стало, и решите снова."
        )
    return row


def moved(meeting: Meeting, verb: str, *fields: str) -> Meeting:
    """Make the move named by the verb and save it with the other changed fields."""
    meeting.state = Meeting.workflow.check(verb, meeting.state)
    meeting.version += 1
    meeting.save(update_fields=["state", "version", *fields])
    return meeting


def require_prepared(meeting: Meeting) -> None:
    """DomainError ``move_not_allowed`` unless the agenda may still be changed on its page."""
    if meeting.state not in PREPARED:
        raise DomainError(
            "move_not_allowed",
            f"Повестку меняют до начала, а заседание уже — «{meeting.get_state_display()}». Обновите страницу.",
        )
