"""Meetings ahead that are in each other's way: all of those one keeps, of one meeting, of one person."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.models import Person
from metodsovet.kernel import clock
from metodsovet.work.communities.queries.picture import kept_communities
from metodsovet.work.communities.views.picture import framed_part
from metodsovet.work.events.models import Meeting
from metodsovet.work.events.queries.clashes import clashes_ahead, demands_of, shown_clashes, shown_meetings
from metodsovet.work.events.queries.people import communities_of
from metodsovet.work.events.tables import clashes_table


@door("events.view_all_clashes")
@require_safe
def show_all_clashes(request: Visitor) -> HttpResponse:
    clashes = clashes_ahead(_kept(request), clock.today())
    context = framed_part("clashes") | {"at_once": sum(one.at_once for one in clashes), "number": len(clashes)}
    rows = shown_clashes(clashes, request.user)
    return clashes_table().open(rows, request.GET).answer(request, "events/clashes/all.html", context)


@door("events.view_clashes", Meeting)
@require_safe
def show_clashes(request: Visitor, meeting: Meeting) -> HttpResponse:
    """In the side panel or on a page: each of its clashes with the people."""
    scope = {*_kept(request), *communities_of(meeting)}
    clashes = [one for one in clashes_ahead(scope, clock.today()) if one.concerns(meeting.pk)]
    context = {"meeting": meeting, "clashes": shown_clashes(clashes, request.user)}
    is_side = "HX-Request" in request.headers
    return render(request, "events/clashes/of_meeting.html" if is_side else "events/clashes/page.html", context)


@door("events.view_demand", Person)
@require_safe
def show_demand(request: Visitor, person: Person) -> HttpResponse:
    """Where somebody is wanted, of the meetings that one keeps."""
    demand = demands_of(_kept(request), [person.pk], clock.today())[person.pk]
    meetings = shown_meetings(demand.meetings).values()
    context = framed_part("load") | {"person": person, "meetings": meetings}
    context["clashes"] = shown_clashes(demand.clashes, request.user)
    is_side = "HX-Request" in request.headers
    return render(request, "events/clashes/of_person.html" if is_side else "events/clashes/person_page.html", context)


def _kept(request: Visitor) -> list[int]:
    return [one.pk for one in kept_communities(request.user)]
