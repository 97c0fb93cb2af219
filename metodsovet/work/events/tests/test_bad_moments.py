"""Two presses at one instant, and a member who left yesterday while the meeting was already called."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections

from metodsovet.ground.access.models import ActionRecord
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.ground.documents.models import Paper
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.models import Membership
from metodsovet.work.events.actions import answer_call, approve_minutes, begin_meeting, call_meeting, close_meeting
from metodsovet.work.events.models import Attendance, Decision, Meeting, Minutes
from metodsovet.work.events.queries.quorum import quorum_of
from metodsovet.work.events.tests.hall import Hall, change, closed, come, decide, make_hall, planned, record, under_way

GONE = "Этой строки больше нет: её убрали на другом устройстве."


def at_one_instant(act: Callable[[], object], times: int = 6) -> list[object]:
    barrier = Barrier(times)

    def one(_: int) -> object:
        try:
            barrier.wait()
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def leave(hall: Hall, person: Person) -> None:
    Membership.objects.filter(community=hall.community, person=person).update(until=clock.today() - timedelta(days=1))


@pytest.mark.django_db(transaction=True)
def test_one_meeting_closed_at_one_instant_has_one_number() -> None:
    hall = make_hall()
    meeting = under_way(hall)
    come(meeting, *hall.members)
    decide(meeting, hall.secretary)

    numbers = at_one_instant(lambda: close_meeting(meeting, by=user_of(hall.head)).number)

    assert numbers == [1] * 6
    assert Minutes.objects.count() == 1
    assert ActionRecord.objects.filter(verb="close_meeting").count() == 1


@pytest.mark.django_db(transaction=True)
def test_minutes_approved_at_one_instant_are_one_paper_and_give_each_duty_once() -> None:
    hall = make_hall()
    meeting = closed(hall).meeting

    papers = at_one_instant(lambda: approve_minutes(meeting, by=user_of(hall.head)).pk)

    assert len(set(papers)) == 1
    assert Paper.objects.count() == 1
    given = Assignment.objects.filter(key__startswith="decision:")
    assert given.count() == Decision.objects.count() == 1


@pytest.mark.django_db
def test_whoever_left_yesterday_does_not_answer_the_call() -> None:
    hall = make_hall()
    left = hall.members[1]
    meeting = call_meeting(planned(hall, clock.today() + timedelta(days=5)), by=hall.by)
    leave(hall, left)

    with pytest.raises(DomainError) as refusal:
        answer_call(meeting, answer="coming", by=user_of(left))

    assert refusal.value.code == "not_member"
    assert Attendance.objects.get(meeting=meeting, person=left).answer == ""


@pytest.mark.django_db
def test_whoever_left_yesterday_neither_comes_nor_counts_nor_answers_for_a_decision() -> None:
    """The tablet had the page before he left: its changes are refused, those of others are taken."""
    hall = make_hall()
    left, stays = hall.members[1], hall.members[3]
    meeting = call_meeting(planned(hall), by=hall.by)
    rows = {row.person_id: row.uid for row in meeting.attendance.all()}
    leave(hall, left)
    meeting = begin_meeting(meeting, by=hall.by)
    decision = decide(meeting, hall.secretary)

    outcomes = record(
        hall,
        meeting,
        change("set", "attendance", rows[left.pk], name="mark", value="present"),
        change("set", "attendance", rows[stays.pk], name="mark", value="present"),
        change("set", "decision", decision.uid, name="responsible", value=str(left.pk), base=str(hall.secretary.pk)),
    )

    assert [outcome for outcome, _ in outcomes] == ["refused", "applied", "refused"]
    assert outcomes[0][1] == GONE
    quorum = quorum_of(meeting)
    assert (quorum.present, quorum.expected) == (1, len(hall.members) - 1)
    decision.refresh_from_db()
    assert decision.responsible == hall.secretary


@pytest.mark.django_db
def test_votes_of_whoever_left_do_not_fit_into_the_count() -> None:
    hall = make_hall()
    meeting = call_meeting(planned(hall), by=hall.by)
    leave(hall, hall.members[1])
    meeting = begin_meeting(meeting, by=hall.by)
    come(meeting, *hall.members)
    Decision.objects.filter(pk=decide(meeting, hall.secretary).pk).update(votes_for=len(hall.members))

    with pytest.raises(DomainError) as refusal:
        close_meeting(Meeting.objects.get(pk=meeting.pk), by=hall.by)

    assert refusal.value.code == "too_many_votes"
