from metodsovet.work.events.models.agenda import AgendaItem, Talk
from metodsovet.work.events.models.attendance import Attendance
from metodsovet.work.events.models.changes import MeetingChange
from metodsovet.work.events.models.decisions import Decision
from metodsovet.work.events.models.meetings import Meeting, MeetingSeries
from metodsovet.work.events.models.minutes import Minutes

__all__ = [
    "AgendaItem",
    "Attendance",
    "Decision",
    "Meeting",
    "MeetingChange",
    "MeetingSeries",
    "Minutes",
    "Talk",
]
