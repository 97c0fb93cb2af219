"""The meeting mode: small changes by keys, conflicts, quorum, closing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections

from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.models import Membership, Office
from metodsovet.work.communities.tests.kinds import community_at
from metodsovet.work.events.actions import begin_meeting, call_meeting, close_meeting, record_changes
from metodsovet.work.events.models import Attendance, Decision, Meeting, MeetingChange, Minutes
from metodsovet.work.events.queries.quorum import quorum_from, quorum_of
from metodsovet.work.events.tests.hall import (
    Hall,
    appoint,
    change,
    closed,
    come,
    decide,
    join,
    make_hall,
    planned,
    record,
    under_way,
)

pytestmark = pytest.mark.django_db
APPLIED = ("applied", "")


def refused_close(meeting: Meeting, hall: Hall) -> str:
    with pytest.raises(DomainError) as refusal:
        close_meeting(meeting, by=hall.by)
    return refusal.value.code


def test_begin_meeting_takes_officers_of_the_day_and_answers_twice_the_same() -> None:
    hall = make_hall()
    meeting = call_meeting(planned(hall), by=hall.by)

    begun = [begin_meeting(meeting, by=hall.by) for _ in range(2)]

    assert [(one.state, one.chair, one.secretary) for one in begun] == [("under_way", hall.head, hall.secretary)] * 2
    assert begun[0].begun_at == begun[1].begun_at


def test_begin_meeting_before_its_day_or_without_agenda_is_refused() -> None:
    hall = make_hall()
    early = call_meeting(planned(hall, clock.today() + timedelta(days=1)), by=hall.by)
    empty = planned(hall)
    empty.items.all().delete()

    codes = []
    for meeting in (early, empty):
        with pytest.raises(DomainError) as refusal:
            begin_meeting(meeting, by=hall.by)
        codes.append(refusal.value.code)

    assert codes == ["not_yet", "empty_agenda"]


def test_begin_meeting_does_not_expect_whoever_left_yesterday_nor_miss_whoever_joined() -> None:
    hall = make_hall()
    meeting = call_meeting(planned(hall), by=hall.by)
    left = hall.members[1]
    Membership.objects.filter(person=left).update(until=clock.today() - timedelta(days=1))
    Membership.objects.create(community=hall.community, person=hall.world.deputy, since=clock.today())

    begin_meeting(meeting, by=hall.by)

    people = set(meeting.attendance.values_list("person", flat=True))
    assert left.pk not in people
    assert hall.world.deputy.pk in people


def test_record_changes_writes_fields_and_answers_a_repeated_key_without_doing_it_again() -> None:
    hall = make_hall()
    meeting = under_way(hall)
    item = meeting.items.get()
    heard = change("set", "item", item.uid, name="heard", value="Итоги по девяти школам", base="")

    first, second = record(hall, meeting, heard), record(hall, meeting, heard)

    item.refresh_from_db()
    assert first == second == [APPLIED]
    assert item.heard == "Итоги по девяти школам"
    assert MeetingChange.objects.count() == 1


def test_record_changes_keeps_the_order_in_which_rows_were_made_offline() -> None:
    hall = make_hall()
    meeting = under_way(hall)
    item, decision, talk, guest = meeting.items.get(), uuid4(), uuid4(), uuid4()
    due_on = (clock.today() + timedelta(days=9)).isoformat()

    outcomes = record(
        hall,
        meeting,
        change("add", "decision", decision, values={"item": str(item.uid)}),
        change("set", "decision", decision, name="text", value="Собрать банк", base=""),
        change("set", "decision", decision, name="responsible", value=str(hall.members[2].pk), base=""),
        change("set", "decision", decision, name="due_on", value=due_on, base=""),
        change("set", "decision", decision, name="votes_for", value="3", base=""),
        change("add", "talk", talk, values={"item": str(item.uid)}),
        change("set", "talk", talk, name="person", value=str(hall.members[1].pk), base=""),
        change("add", "attendance", guest, values={"guest_name": "Иванов П.С., психолог"}),
        change("add", "item", uuid4(), values={}),
    )

    assert outcomes == [APPLIED] * 9
    row = Decision.objects.get()
    written = (row.text, row.responsible, str(row.due_on), row.votes_for)
    assert written == ("Собрать банк", hall.members[2], due_on, 3)
    assert [talk.person for talk in item.talks.all()] == [hall.members[1]]
    assert meeting.attendance.get(is_guest=True).mark == "present"
    assert [one.position for one in meeting.items.all()] == [1, 2]


def test_record_changes_gives_the_second_editor_of_a_field_both_versions() -> None:
    hall = make_hall()
    meeting = under_way(hall)
    uid = meeting.items.get().uid
    record(hall, meeting, change("set", "item", uid, name="heard", value="Первый", base="", key="one"))

    second = record(hall, meeting, change("set", "item", uid, name="heard", value="Второй", base="", key="two"))
    again = record(hall, meeting, change("set", "item", uid, name="heard", value="Второй", base="Первый", key="three"))

    assert second == [("conflict", "Первый")]
    assert again == [APPLIED]
    assert meeting.items.get().heard == "Второй"


def test_record_changes_refuses_what_is_wrong_and_goes_on() -> None:
    hall = make_hall()
    meeting = under_way(hall)
    other = under_way(hall)
    decision = decide(meeting)
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    foreign = other.items.get().uid
    old = decision.due_on.isoformat() if decision.due_on else ""

    outcomes = record(
        hall,
        meeting,
        change("set", "decision", decision.uid, name="due_on", value=yesterday, base=old),
        change("set", "decision", decision.uid, name="responsible", value=str(hall.world.foreign_deputy.pk), base=""),
        change("set", "decision", decision.uid, name="votes_for", value="-3", base=""),
        change("set", "decision", decision.uid, name="meeting", value="1", base=""),
        change("set", "item", foreign, name="heard", value="чужое", base=""),
        change("remove", "attendance", meeting.attendance.all()[0].uid),
        change("set", "decision", decision.uid, name="text", value="Верное", base=decision.text),
    )

    assert [outcome for outcome, _ in outcomes] == ["refused"] * 6 + ["applied"]
    decision.refresh_from_db()
    assert (decision.text, decision.responsible, decision.votes_for) == ("Верное", None, None)
    assert other.items.get().heard == ""
    assert meeting.attendance.count() == len(hall.members)


def test_record_changes_after_closing_are_refused_but_answered_when_known() -> None:
    hall = make_hall()
    meeting = under_way(hall)
    known = change("set", "item", meeting.items.get().uid, name="heard", value="Да", base="")
    record(hall, meeting, known)
    come(meeting, *hall.members)
    close_meeting(meeting, by=hall.by)

    assert record(hall, meeting, known) == [APPLIED]
    with pytest.raises(DomainError) as refusal:
        record_changes(meeting, [change("add", "item", uuid4())], by=hall.by)
    assert refusal.value.code == "not_under_way"


@pytest.mark.parametrize(
    ("present", "expected", "text"),
    (
        (17, 24, "17 из 24, кворум есть"),
        (12, 24, "12 из 24, до кворума 1"),
        (13, 25, "13 из 25, кворум есть"),
        (0, 1, "0 из 1, до кворума 1"),
    ),
)
def test_quorum_is_more_than_half(present: int, expected: int, text: str) -> None:
    marks = ["present"] * present + [""] * (expected - present)

    assert quorum_from(marks, 50).text == text


def test_close_meeting_twice_answers_the_same_minutes_and_marks_the_rest_absent() -> None:
    hall = make_hall()
    meeting = under_way(hall)
    come(meeting, *hall.members[:4])

    first, second = close_meeting(meeting, by=hall.by), close_meeting(meeting, by=hall.by)

    assert (first, first.number) == (second, 1)
    assert meeting.attendance.get(person=hall.members[4]).mark == Attendance.Mark.ABSENT
    assert quorum_of(meeting).text == "4 из 5, кворум есть"


def test_close_meeting_numbers_inside_the_community_and_the_year() -> None:
    hall = make_hall()
    other = make_hall_beside(hall)

    numbers = [closed(hall).number, closed(hall).number, closed(other).number]

    assert numbers == [1, 2, 1]


def make_hall_beside(hall: Hall) -> Hall:
    """The same people in another community."""
    beside = community_at(hall.world.school, "Совет")
    for person in hall.members:
        join(beside, person)
    appoint(beside, hall.head, Office.Kind.HEAD)
    return replace(hall, community=beside)


def no_person(decision: Decision) -> None:
    decision.responsible = None


def no_term(decision: Decision) -> None:
    decision.due_on = None


def no_text(decision: Decision) -> None:
    decision.text = " "


def past(decision: Decision) -> None:
    decision.due_on = decision.meeting.held_on - timedelta(days=1)


def too_many(decision: Decision) -> None:
    decision.votes_for = 6


@pytest.mark.parametrize(
    ("spoil", "code"),
    (
        (no_person, "no_responsible"),
        (no_term, "no_term"),
        (no_text, "empty_decision"),
        (past, "term_is_past"),
        (too_many, "too_many_votes"),
    ),
)
def test_close_meeting_with_an_unfinished_decision_is_refused(spoil: Callable[[Decision], None], code: str) -> None:
    hall = make_hall()
    meeting = under_way(hall)
    come(meeting, *hall.members)
    decision = decide(meeting, hall.members[2])
    spoil(decision)
    decision.save()

    assert refused_close(meeting, hall) == code
    assert not Minutes.objects.exists()


def test_close_meeting_without_quorum_takes_no_decisions() -> None:
    hall = make_hall()
    meeting = under_way(hall)

    assert refused_close(meeting, hall) == "nobody_came"
    come(meeting, *hall.members[:2])
    decision = decide(meeting, hall.members[2])
    assert refused_close(meeting, hall) == "no_quorum"
    decision.delete()
    assert close_meeting(meeting, by=hall.by).number == 1


def test_one_person_in_two_offices_is_counted_once() -> None:
    hall = make_hall()
    Office.objects.filter(kind="secretary").delete()
    appoint(hall.community, hall.head, Office.Kind.SECRETARY)

    meeting = under_way(hall)

    assert (meeting.chair, meeting.secretary) == (hall.head, hall.head)
    assert meeting.attendance.filter(person=hall.head).count() == 1


@pytest.mark.django_db(transaction=True)
def test_meetings_closed_at_once_leave_no_gap_in_the_numbers() -> None:
    hall = make_hall()
    meetings = [under_way(hall) for _ in range(4)]
    for meeting in meetings:
        come(meeting, *hall.members)
    by = user_of(hall.head)

    def close(meeting: Meeting) -> int:
        try:
            return close_meeting(meeting, by=by).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(close, [*meetings, meetings[0]]))

    assert sorted(set(numbers)) == [1, 2, 3, 4]
    assert numbers[0] == numbers[4]
