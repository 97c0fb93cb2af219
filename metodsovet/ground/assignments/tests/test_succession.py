from datetime import timedelta

import pytest

from metodsovet.ground.assignments.actions import (
    Succession,
    accept_report,
    free_parts_of_leavers,
    hand_over,
    replace_holders,
)
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.assignments.queries import inbox
from metodsovet.ground.assignments.tasks import free_parts
from metodsovet.ground.assignments.tests.ledger import (
    fresh,
    give,
    give_and_report,
    give_to_deputy,
    notices_of,
    today,
    verbs_done,
)
from metodsovet.ground.directory.models import Person, Position
from metodsovet.ground.directory.tests.world import World, make_person, make_world, user_of

pytestmark = pytest.mark.django_db


def pass_on(assignment: Assignment, *people: Person, holder_key: str = "", key: str = "") -> int:
    (part,) = assignment.parts.filter(until=None)
    return replace_holders([Succession(part.pk, tuple(person.pk for person in people), holder_key, key)])


def seats(assignment: Assignment) -> set[tuple[str, Person | None]]:
    return {(part.role, part.person) for part in assignment.parts.filter(until=None).select_related("person")}


def leave(person: Person) -> None:
    yesterday = today() - timedelta(days=1)
    person.employments.update(until=yesterday)
    person.roles.update(until=yesterday)


def handed_to_teacher(world: World) -> Assignment:
    assignment = give_to_deputy(world)
    hand_over(assignment, to=world.teacher, by=user_of(world.deputy))
    return assignment


def test_replace_holders_follows_the_duty_and_tells_both() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    new = make_person("Новикова Анна Ильинична", world.school, "заместитель директора по ВР", Position.Function.DEPUTY)

    assert pass_on(assignment, new) == 1

    part = assignment.parts.get(until=None)
    assert (part.role, part.person, part.holder_key, part.duty) == ("lead", new, "duty", "заместители директоров")
    assert notices_of(world.deputy)[-1] == "Поручение «Неделя открытых уроков» теперь не у вас"
    assert notices_of(new) == ["К вам перешло поручение «Неделя открытых уроков»"]
    assert verbs_done(assignment) == ["replace_holder"]


def test_replace_holders_by_nobody_leaves_a_gap_told_to_whoever_leads_the_organisation() -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    pass_on(assignment)

    gap = assignment.parts.get(until=None)
    assert (gap.role, gap.person, gap.holder_key) == ("lead", None, "duty")
    assert notices_of(world.head) == ["Назначьте исполнителя: «Неделя открытых уроков»"]


def test_replace_holders_by_several_offers_it_to_all_of_them() -> None:
    world = make_world()
    assignment = give(world)

    pass_on(assignment, world.deputy, world.teacher)

    assert seats(assignment) == {("candidate", world.deputy), ("candidate", world.teacher)}


def test_replace_holders_lets_one_of_several_candidates_just_leave() -> None:
    world = make_world()
    assignment = give(world, candidates=(world.deputy, world.teacher))
    part = assignment.parts.get(person=world.deputy)

    replace_holders([Succession(part.pk, (world.teacher.pk,))])

    assert seats(assignment) == {("candidate", world.teacher)}
    assert not any("перешло" in text for text in notices_of(world.teacher))


def test_replace_holders_leaves_the_finished_and_repeats_harmlessly() -> None:
    world = make_world()
    done, open_one = give_and_report(world), give_to_deputy(world)
    accept_report(done, by=user_of(world.methodist))
    part = open_one.parts.get()

    assert pass_on(done, world.head) == 0
    assert pass_on(open_one, world.deputy) == 0
    assert pass_on(open_one, world.head) == 1
    assert replace_holders([Succession(part.pk, (world.head.pk,))]) == 0
    assert Part.objects.filter(until=None).count() == 2


def test_replace_holders_names_the_seat_and_the_assignment_anew() -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    pass_on(assignment, world.head, holder_key="party:1:person:2", key="test:renamed")

    assert fresh(assignment).key == "test:renamed"
    assert assignment.parts.get(until=None).holder_key == "party:1:person:2"


def test_replace_holders_leaves_a_key_that_is_taken() -> None:
    world = make_world()
    assignment, other = give_to_deputy(world), give_to_deputy(world)

    pass_on(assignment, world.head, key=other.key)

    assert fresh(assignment).key == assignment.key


def test_free_parts_of_leavers_returns_what_was_handed_over_to_the_organisation() -> None:
    world = make_world()
    assignment = handed_to_teacher(world)
    leave(world.teacher)

    assert free_parts_of_leavers(day=today()) == 1

    assert seats(assignment) == {("lead", None)}
    assert notices_of(world.deputy)[-1] == "Назначьте исполнителя: «Неделя открытых уроков»"
    (group,) = inbox(user_of(world.deputy), today()).groups
    assert [duty.kind for duty in group.duties] == ["appoint"]


def test_free_parts_of_leavers_leaves_those_who_work() -> None:
    world = make_world()
    assignment = handed_to_teacher(world)

    assert free_parts_of_leavers(day=today()) == 0
    assert seats(assignment) == {("lead", world.teacher)}


def test_free_parts_of_leavers_leaves_what_follows_a_duty() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    leave(world.deputy)

    assert free_parts_of_leavers(day=today()) == 0
    assert seats(assignment) == {("lead", world.deputy)}


def test_free_parts_of_leavers_counts_the_last_day_as_work() -> None:
    world = make_world()
    assignment = handed_to_teacher(world)
    world.teacher.employments.update(until=today())

    assert free_parts_of_leavers(day=today()) == 0
    assert free_parts_of_leavers(day=today() + timedelta(days=1)) == 1
    assert seats(assignment) == {("lead", None)}


def test_free_parts_is_the_periodic_task_of_the_same() -> None:
    world = make_world()
    assignment = handed_to_teacher(world)
    leave(world.teacher)

    free_parts(timestamp=0)

    assert seats(assignment) == {("lead", None)}
