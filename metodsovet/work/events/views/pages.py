from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.history import history_beside
from metodsovet.ground.documents.queries import has_numbers
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import ids_from
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.views.frames import framed
from metodsovet.work.events.community_slots import TAB, may_plan
from metodsovet.work.events.models import Meeting
from metodsovet.work.events.papers.kinds import MINUTES
from metodsovet.work.events.queries.shown import shown_meeting
from metodsovet.work.events.tables import meetings_table


@door("events.view_meeting")
@require_safe
def show_meetings(request: Visitor) -> HttpResponse:
    """``?member=5`` those at which the person was expected; ``?community=3`` alone is a tab of the community."""
    rows = Meeting.objects.visible_to(request.user).select_related("community", "minutes")
    members = ids_from(request.GET.getlist("member"))
    if members:
        rows = rows.filter(attendance__person__in=members, attendance__is_guest=False).distinct()
    table, community = meetings_table(request.user), None if members else _community(request)
    if community is None:
        return table.open(rows, request.GET).answer(request, "events/meetings.html", {})
    opened = table.open(rows.of_community(community), request.GET)
    plans = may_plan(request.user, community)
    context = framed(request, community, TAB) | {
        "may_plan": plans,
        "may_number": plans and not has_numbers(MINUTES, community.organisation, clock.today(), scope=community),
    }
    return opened.answer(request, "events/community_meetings.html", context)


@door("events.view_meeting", Meeting)
@require_safe
def show_meeting(request: Visitor, meeting: Meeting) -> HttpResponse:
    page = shown_meeting(meeting, request.user)
    context = {"page": page, "meeting": page.meeting, "history": history_beside(meeting, request.user)}
    return render(request, "events/meeting.html", context)


def _community(request: Visitor) -> Community | None:
    """The one community that is asked about, where the visitor sees it."""
    asked = ids_from(request.GET.getlist("community"))
    if len(asked) != 1:
        return None
    rows = Community.objects.visible_to(request.user).select_related("organisation", "kind", "parent", "subject")
    return rows.filter(pk__in=asked).first()
