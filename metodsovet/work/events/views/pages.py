from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.history import history_beside
from metodsovet.kernel.numbers import ids_from
from metodsovet.work.events.models import Meeting
from metodsovet.work.events.queries.shown import shown_meeting
from metodsovet.work.events.tables import meetings_table


@door("events.view_meeting")
@require_safe
def show_meetings(request: Visitor) -> HttpResponse:
    """``?member=5`` those at which the person was expected."""
    rows = Meeting.objects.visible_to(request.user).select_related("community", "minutes")
    members = ids_from(request.GET.getlist("member"))
    if members:
        rows = rows.filter(attendance__person__in=members, attendance__is_guest=False).distinct()
    return meetings_table(request.user).open(rows, request.GET).answer(request, "events/meetings.html", {})


@door("events.view_meeting", Meeting)
@require_safe
def show_meeting(request: Visitor, meeting: Meeting) -> HttpResponse:
    page = shown_meeting(meeting, request.user)
    context = {"page": page, "meeting": page.meeting, "history": history_beside(meeting, request.user)}
    return render(request, "events/meeting.html", context)
