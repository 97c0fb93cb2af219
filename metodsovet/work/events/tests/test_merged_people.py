"""Two rows of one person who was expected twice at one meeting: what is known more surely stays."""

import pytest

from metodsovet.ground.assignments.actions import acknowledge_assignment
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries.acknowledgements import asked_to_read
from metodsovet.ground.directory.actions import merge_people
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import make_person, user_of
from metodsovet.kernel.invariants import all_invariants, check
from metodsovet.work.events.actions import approve_minutes, begin_meeting, call_meeting, close_meeting
from metodsovet.work.events.models import Attendance, Decision, Meeting, Talk
from metodsovet.work.events.tests.hall import Hall, closed, come, decide, join, make_hall, planned, under_way

pytestmark = pytest.mark.django_db
PLAIN = {"mark": "", "reason": "", "answer": "", "answer_reason": "", "is_guest": False}


def hall_with_double() -> tuple[Hall, Person, Person]:
    """The last member is in the register twice, and both were called."""
    hall = make_hall()
    kept = hall.members[4]
    doubled = make_person("Тихонова Юлия Михайловна", hall.world.school, "учитель математики")
    join(hall.community, doubled)
    hall.members.append(doubled)
    return hall, kept, doubled


def merged(hall: Hall, kept: Person, doubled: Person) -> None:
    merge_people(kept, doubled=doubled, account=user_of(kept), by=user_of(hall.world.methodist))


@pytest.mark.parametrize(
    ("of_kept", "of_doubled", "joined"),
    (
        ({"mark": "absent", "reason": "болеет"}, {"mark": "present"}, {"mark": "present"}),
        ({"mark": "present"}, {"mark": "absent", "reason": "болеет"}, {"mark": "present"}),
        ({}, {"mark": "absent", "reason": "болеет"}, {"mark": "absent", "reason": "болеет"}),
        ({"mark": "absent"}, {"mark": "absent", "reason": "болеет"}, {"mark": "absent", "reason": "болеет"}),
        ({}, {"answer": "not_coming", "answer_reason": "курсы"}, {"answer": "not_coming", "answer_reason": "курсы"}),
        ({"answer": "coming"}, {"answer": "not_coming", "answer_reason": "курсы"}, {"answer": "coming"}),
        ({"is_guest": True}, {}, {}),
    ),
)
def test_double_expected_at_one_meeting_gives_what_is_known_more_surely(
    of_kept: dict[str, object], of_doubled: dict[str, object], joined: dict[str, object]
) -> None:
    hall, kept, doubled = hall_with_double()
    meeting = under_way(hall)
    meeting.attendance.filter(person=kept).update(**of_kept)
    meeting.attendance.filter(person=doubled).update(**of_doubled)

    merged(hall, kept, doubled)

    row = Attendance.objects.get(meeting=meeting, person=kept)
    assert {name: getattr(row, name) for name in PLAIN} == PLAIN | joined


def test_what_a_double_said_and_answers_for_passes_to_the_kept_one() -> None:
    hall, kept, doubled = hall_with_double()
    meeting = under_way(hall)
    come(meeting, *hall.members)
    Talk.objects.create(item=meeting.items.get(), person=doubled, text="предлагает банк задач")
    decide(meeting, doubled)
    close_meeting(meeting, by=hall.by)

    merged(hall, kept, doubled)
    approve_minutes(Meeting.objects.get(pk=meeting.pk), by=hall.by)

    assert [Talk.objects.get().person, Decision.objects.get().responsible] == [kept, kept]
    duty = Assignment.objects.get(kind=Assignment.Kind.EXECUTE)
    assert [part.person for part in duty.parts.all()] == [kept]
    assert check([one for one in all_invariants() if one.name.startswith("events:")]) == []


@pytest.mark.parametrize("is_read_by_double", (True, False))
def test_minutes_that_a_double_has_read_are_read_once(is_read_by_double: bool) -> None:
    hall, kept, doubled = hall_with_double()
    paper = approve_minutes(closed(hall).meeting, by=hall.by)
    reader = doubled if is_read_by_double else kept
    acknowledge_assignment(asked_to_read(paper).get(parts__person=reader), by=user_of(reader))

    merged(hall, kept, doubled)

    assert [one.state for one in asked_to_read(paper).filter(parts__person=kept)] == ["accepted"]
    assert asked_to_read(paper).count() == len(hall.members) - 2


def test_double_who_alone_was_asked_to_read_passes_the_duty_on() -> None:
    hall = make_hall()
    doubled = hall.members[4]
    kept = make_person("Тихонова Юлия Михайловна", hall.world.school, "учитель математики")
    meeting = begin_meeting(call_meeting(planned(hall), by=hall.by), by=hall.by)
    come(meeting, *hall.members)
    paper = approve_minutes(close_meeting(meeting, by=hall.by).meeting, by=hall.by)

    merged(hall, kept, doubled)

    own = asked_to_read(paper).get(parts__person=kept)
    assert (own.state, own.key.rpartition(":")[2]) == ("given", str(kept.pk))
