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


declare(
    Attendance,
    "person",
    "Заседания: явка",
    because=MINUTES,
    goes=Q(meeting__state__in=NOT_HELD),
    hidden=("uid",),
    clash=Clash.DROP,
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
