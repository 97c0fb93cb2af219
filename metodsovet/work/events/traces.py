"""What the room of meetings keeps about a person."""

from typing import Any

from django.db.models import Q

from metodsovet.kernel.traces import Clash, KeptIn, declare
from metodsovet.work.events.models import (
    Attendance,
    Decision,
    Meeting,
    MeetingChange,
    Talk,
)

MINUTES = "записано в протоколе, который хранят по закону об архивном деле (125-ФЗ)"
NOT_HELD = ("planned", "called", "cancelled")


def _of_meeting(meeting: Any, what: str) -> KeptIn:
    return KeptIn(f"{meeting.title}, {meeting.community.name}: {what}", meeting.held_on)


def attendance_kept_in(row: Any) -> KeptIn:
    return _of_meeting(row.meeting, "явка")


def talk_kept_in(row: Any) -> KeptIn:
    return _of_meeting(row.item.meeting, "выступление")


def decision_kept_in(row: Any) -> KeptIn:
    return _of_meeting(row.meeting, "решение")


MARKS = (Attendance.Mark.UNKNOWN, Attendance.Mark.ABSENT, Attendance.Mark.PRESENT)
"""From what says least to what says most."""


def join_attendance(doubled: Any, kept: int) -> None:
    """Who came came under either name; a reason and an answer stand over none, a member over a guest."""
    row = Attendance.objects.get(meeting=doubled.meeting_id, person=kept)
    mark = max(row.mark, doubled.mark, key=MARKS.index)
    reasons = [one.reason for one in (row, doubled) if one.mark == mark and one.reason]
    row.mark, row.reason = mark, reasons[0] if reasons else ""
    if not row.answer:
        row.answer, row.answer_reason = doubled.answer, doubled.answer_reason
    row.is_guest = row.is_guest and doubled.is_guest
    doubled.delete()
    row.save(update_fields=["mark", "reason", "answer", "answer_reason", "is_guest"])


declare(
    Attendance,
    "person",
    "Заседания: явка",
    because=MINUTES,
    goes=Q(meeting__state__in=NOT_HELD),
    hidden=("uid",),
    clash=Clash.JOIN,
    join=join_attendance,
    kept_in=attendance_kept_in,
)
declare(Talk, "person", "Заседания: выступления", because=MINUTES, hidden=("uid",), kept_in=talk_kept_in)
declare(
    Decision, "responsible", "Заседания: решения, за которые отвечает", because=MINUTES, hidden=("uid",),
    kept_in=decision_kept_in,
)  # fmt: skip
declare(Meeting, "chair", "Заседания, которые вёл", because=MINUTES)
declare(Meeting, "secretary", "Заседания, где был секретарём", because=MINUTES)
declare(MeetingChange, "made_by", "Записи в ходе заседаний", because=MINUTES, hidden=("key", "told"))
