"""What earlier meetings decided stands in front of the agenda: open, or done since they met last."""

from datetime import timedelta

import pytest

from metodsovet.ground.assignments.actions import accept_report, hand_in_report
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel import clock
from metodsovet.work.events.actions import approve_minutes, begin_meeting, call_meeting, close_meeting
from metodsovet.work.events.models import Meeting
from metodsovet.work.events.queries.decisions import meetings_to_answer_for
from metodsovet.work.events.tests.hall import Hall, closed, come, make_hall, planned

pytestmark = pytest.mark.django_db


def held(hall: Hall) -> Meeting:
    return closed(hall).meeting


def test_a_decision_done_before_the_next_meeting_is_planned_is_heard_of_there_once() -> None:
    hall = make_hall()
    meeting = held(hall)
    approve_minutes(meeting, by=hall.by)
    given = Assignment.objects.get(kind=Assignment.Kind.EXECUTE)
    hand_in_report(given, text="Собрали", by=user_of(hall.secretary))
    accept_report(given, by=hall.by)

    following = planned(hall, clock.today() + timedelta(days=5))

    assert [item.about for item in following.items.all()] == [meeting, None]
    with clock.at(clock.now() + timedelta(days=5)):
        call_meeting(following, by=hall.by)
        come(begin_meeting(following, by=hall.by), *hall.members)
        close_meeting(following, by=hall.by)
        assert meetings_to_answer_for(planned(hall, clock.today() + timedelta(days=4))) == []


def test_what_was_taken_off_control_since_the_last_meeting_is_heard_of_too() -> None:
    hall = make_hall()
    meeting = held(hall)
    approve_minutes(meeting, by=hall.by)
    Assignment.objects.filter(kind=Assignment.Kind.EXECUTE).update(removed_from_control_at=clock.now())

    assert meetings_to_answer_for(planned(hall, clock.today() + timedelta(days=5))) == [meeting]
