"""Meetings have a history; what their agenda and decisions were before is kept in it."""

from metodsovet.ground.access.history import keep, offer_history
from metodsovet.work.events.models import AgendaItem, Attendance, Decision, Meeting

keep(Meeting)
keep(AgendaItem, owner=Meeting)
keep(Decision, owner=Meeting)
keep(Attendance, owner=Meeting)
offer_history("meeting", Meeting, "events.view_meeting")
