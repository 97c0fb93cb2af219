"""Meetings of a place, made by the product's own actions."""

from datetime import time, timedelta

from metodsovet.ground.directory.tests.world import LONG_AGO, user_of
from metodsovet.ground.documents.actions import print_paper
from metodsovet.kernel import clock
from metodsovet.work.communities.actions import add_members
from metodsovet.work.communities.models import Community
from metodsovet.work.events.actions import (
    MeetingDraft,
    add_item,
    answer_call,
    approve_minutes,
    begin_meeting,
    call_meeting,
    close_meeting,
    plan_meeting,
)
from metodsovet.work.events.actions.agenda import Speakers
from metodsovet.work.events.models import Attendance, Decision, Meeting
from tests.rights.places import Place


def furnish_meetings(place: Place) -> None:
    """A meeting in every state that some verb begins from; the lead of the place is expected at all of them."""
    community = place.rows["community"]
    assert isinstance(community, Community)
    add_members(community, [place.lead], since=LONG_AGO, by=place.by)
    place.rows["membership"] = community.memberships.get(person=place.lead)
    place.rows["meeting_planned"] = _planned(place, "meeting_planned")
    place.rows["meeting"] = meeting = call_meeting(_planned(place, "meeting"), by=place.by)
    place.rows["agenda_item"], place.rows["agenda_item_second"] = meeting.items.order_by("position")
    answer_call(meeting, answer="not_coming", reason=place.word("meeting"), by=user_of(place.lead))
    under_way = _begun(place, "meeting_under_way")
    place.rows |= {"meeting_under_way": under_way, "agenda_item_of_today": under_way.items.all()[0]}
    place.rows["meeting_closed"] = close_meeting(_begun(place, "meeting_closed"), by=place.by).meeting
    place.rows["meeting_approved"] = approved = _begun(place, "meeting_approved")
    place.rows["decision"] = Decision.objects.create(
        meeting=approved,
        item=approved.items.all()[0],
        text=place.word("decision"),
        responsible=place.lead,
        due_on=clock.today() + timedelta(days=30),
    )
    place.rows["minutes"] = close_meeting(approved, by=place.by)
    place.rows["attendance"] = approved.attendance.get(person=place.lead)
    place.rows["talk"] = approved.items.all()[0].talks.get()
    place.rows["paper_of_minutes"] = print_paper(approve_minutes(approved, by=place.by))


def _planned(place: Place, key: str) -> Meeting:
    community = place.rows["community"]
    assert isinstance(community, Community)
    draft = MeetingDraft(place.word(key), clock.today(), time(14, 30), place=f"{place.word(key)} каб. 1")
    meeting = plan_meeting(community, draft=draft, by=place.by)
    for number in ("первый", "второй"):
        speakers = Speakers(words=f"{place.word(key)} докладчик")
        add_item(meeting, title=f"{place.word(key)} {number}", speakers=speakers, by=place.by)
    return meeting


def _begun(place: Place, key: str) -> Meeting:
    """Everybody has come; one is invited."""
    meeting = begin_meeting(call_meeting(_planned(place, key), by=place.by), by=place.by)
    meeting.attendance.update(mark=Attendance.Mark.PRESENT, reason=place.word(key))
    Attendance.objects.create(meeting=meeting, is_guest=True, guest_name=f"{place.word(key)} гость")
    return meeting
