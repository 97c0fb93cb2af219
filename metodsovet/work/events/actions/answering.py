"""What those who are called answer."""

from django.db import transaction

from metodsovet.ground.access.models import User
from metodsovet.kernel.errors import DomainError
from metodsovet.work.events.models import Attendance, Meeting
from metodsovet.work.events.queries.people import members_on

Answer = Attendance.Answer


@transaction.atomic
def answer_call(meeting: Meeting, *, answer: str, by: User, reason: str = "") -> Attendance:
    """«Приду» or «не смогу» with the reason; one may change his mind until the meeting begins.

    DomainError ``not_called`` when one is not expected or the meeting is not ahead, ``not_member`` of who has left
    since the call, ``no_reason``.
    """
    person = getattr(by, "person", None)
    rows = Attendance.objects.select_for_update(of=("self",)).filter(meeting=meeting, person=person)
    row = rows.select_related("meeting").first()
    if row is None or row.meeting.state != Meeting.State.CALLED:
        raise DomainError("not_called", "Ответить можно, пока заседание созвано и не началось.")
    if not row.is_guest and row.person_id not in members_on(row.meeting, row.meeting.held_on):
        raise DomainError("not_member", "Вы больше не в составе объединения: на этом заседании вас не ждут.")
    reason = " ".join(reason.split())
    if answer == Answer.NOT_COMING and not reason:
        raise DomainError("no_reason", "Напишите коротко, почему не сможете: это войдёт в протокол.")
    row.answer = Answer(answer)
    row.answer_reason = reason[:300] if answer == Answer.NOT_COMING else ""
    row.save(update_fields=["answer", "answer_reason"])
    return row
