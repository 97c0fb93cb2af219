from functools import partial

import pytest

from metodsovet.ground.assignments.actions import (
    appoint_substitute,
    hand_in_report,
    hand_over,
    take_assignment,
)
from metodsovet.ground.assignments.actions.holders import current_lead
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.tests.ledger import (
    at_once,
    fresh,
    give,
    give_and_report,
    give_to_deputy,
    in_days,
    notices_of,
    refusal_of,
    today,
)
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import make_person, make_world, user_of

pytestmark = pytest.mark.django_db


def lead_of(assignment: Assignment) -> Person | None:
    part = current_lead(assignment)
    return part.person if part else None


def test_take_assignment_makes_the_lead_and_frees_the_others() -> None:
    world = make_world()
    assignment = give(world, candidates=(world.deputy, world.teacher))

    take_assignment(assignment, by=user_of(world.teacher))

    assert lead_of(assignment) == world.teacher
    assert not assignment.parts.filter(role="candidate", until=None).exists()
    assert notices_of(world.deputy)[-1].startswith("Поручение взяли: исполняет Н.С.")


def test_take_assignment_twice_is_taking_once() -> None:
    world = make_world()
    assignment = give(world, candidates=(world.deputy, world.teacher))

    first = take_assignment(assignment, by=user_of(world.teacher))
    second = take_assignment(assignment, by=user_of(world.teacher))

    assert first == second


def test_take_assignment_of_a_stranger_is_refused() -> None:
    world = make_world()
    assignment = give(world, candidates=(world.deputy,))

    assert refusal_of(lambda: take_assignment(assignment, by=user_of(world.second_deputy))) == "not_a_candidate"
    assert lead_of(assignment) is None


@pytest.mark.django_db(transaction=True)
def test_take_assignment_by_twenty_at_once_gives_it_to_one() -> None:
    world = make_world()
    teachers = [make_person(f"Учитель{n} Анна Ивановна", world.school) for n in range(20)]
    assignment = give(world, candidates=tuple(teachers))

    results = at_once([partial(take_assignment, assignment, by=user_of(teacher)) for teacher in teachers])

    assert sorted(results) == [""] + ["already_taken"] * 19
    assert assignment.parts.filter(role="lead", until=None).count() == 1


def test_hand_over_inside_the_organisation() -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    hand_over(assignment, to=world.teacher, by=user_of(world.deputy))

    assert lead_of(assignment) == world.teacher
    assert notices_of(world.teacher) == ["Вам передали поручение «Неделя открытых уроков»"]
    ended = assignment.parts.get(person=world.deputy)
    assert (ended.role, ended.until) == ("lead", today())


def test_hand_over_to_another_organisation_is_refused() -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    code = refusal_of(lambda: hand_over(assignment, to=world.second_deputy, by=user_of(world.deputy)))

    assert code == "works_elsewhere"
    assert lead_of(assignment) == world.deputy


def test_hand_over_fills_a_gap() -> None:
    world = make_world()
    assignment = give(world)

    hand_over(assignment, to=world.teacher, by=user_of(world.head))

    assert lead_of(assignment) == world.teacher
    assert assignment.parts.filter(until=None).count() == 1


def test_hand_over_of_what_is_handed_in_is_refused() -> None:
    world = make_world()
    assignment = give_and_report(world)

    code = refusal_of(lambda: hand_over(assignment, to=world.teacher, by=user_of(world.deputy)))

    assert code == "move_not_allowed"
    assert lead_of(assignment) == world.deputy


def test_substitute_hands_in_and_takes_for_the_absent() -> None:
    world = make_world()
    own = give_to_deputy(world)
    offered = give(world, candidates=(world.deputy,))
    appoint_substitute(
        world.deputy,
        substitute=world.teacher,
        since=today(),
        until=in_days(10),
        reason="отпуск",
        by=user_of(world.head),
    )
    teacher = user_of(world.teacher)

    hand_in_report(own, text="Провели", by=teacher)
    take_assignment(offered, by=teacher)

    assert fresh(own).state == "reported"
    assert lead_of(offered) == world.deputy
