from functools import partial

import pytest

from metodsovet.ground.assignments.actions import (
    accept_report,
    ask_extension,
    grant_extension,
    hand_in_report,
    refuse_extension,
)
from metodsovet.ground.assignments.models import Extension
from metodsovet.ground.assignments.tests.ledger import (
    at_once,
    fresh,
    give_to_deputy,
    in_days,
    notices_of,
    refusal_of,
)
from metodsovet.ground.directory.tests.world import make_world, user_of

pytestmark = pytest.mark.django_db


def test_ask_extension_tells_those_who_decide_and_keeps_the_deadline() -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    ask_extension(assignment, until=in_days(10), reason="карантин", by=user_of(world.deputy))

    assert Extension.objects.get().state == "asked"
    assert fresh(assignment).due_on == in_days(5)
    assert len(notices_of(world.methodist)) == len(notices_of(world.authority_head)) == 1


@pytest.mark.parametrize(
    ("days", "reason", "code"), ((10, " ", "no_reason"), (5, "карантин", "not_later"), (-1, "карантин", "not_later"))
)
def test_ask_extension_without_sense_is_refused(days: int, reason: str, code: str) -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    refused = refusal_of(
        lambda: ask_extension(assignment, until=in_days(days), reason=reason, by=user_of(world.deputy))
    )

    assert refused == code
    assert Extension.objects.count() == 0


def test_ask_extension_of_what_has_no_deadline_is_refused() -> None:
    world = make_world()
    assignment = give_to_deputy(world, due_on=None)

    code = refusal_of(lambda: ask_extension(assignment, until=in_days(3), reason="так", by=user_of(world.deputy)))

    assert code == "no_deadline"


@pytest.mark.django_db(transaction=True)
def test_ask_extension_pressed_twenty_times_at_once_asks_once() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    deputy = user_of(world.deputy)

    results = at_once([partial(ask_extension, assignment, until=in_days(10), reason="карантин", by=deputy)] * 20)

    assert sorted(results) == [""] + ["already_asked"] * 19
    assert Extension.objects.count() == 1


def test_grant_extension_moves_the_deadline_and_keeps_the_first() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    extension = ask_extension(assignment, until=in_days(10), reason="карантин", by=user_of(world.deputy))

    grant_extension(extension, until=in_days(8), by=user_of(world.methodist))

    assignment = fresh(assignment)
    assert (assignment.due_on, assignment.first_due_on) == (in_days(8), in_days(5))
    assert Extension.objects.get().state == "granted"
    assert "Срок продлён" in notices_of(world.deputy)[-1]


def test_grant_extension_of_oneself_is_refused() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    extension = ask_extension(assignment, until=in_days(10), reason="карантин", by=user_of(world.deputy))

    assert refusal_of(lambda: grant_extension(extension, by=user_of(world.deputy))) == "own_request"
    assert fresh(assignment).due_on == in_days(5)


def test_refuse_extension_answers_with_a_reason() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    extension = ask_extension(assignment, until=in_days(10), reason="карантин", by=user_of(world.deputy))
    methodist = user_of(world.methodist)

    assert refusal_of(lambda: refuse_extension(extension, answer="", by=methodist)) == "no_reason"
    refuse_extension(extension, answer="Срок установлен приказом", by=methodist)

    assert Extension.objects.get().state == "refused"
    assert refusal_of(lambda: grant_extension(extension, by=methodist)) == "already_decided"
    assert fresh(assignment).due_on == in_days(5)


def test_acceptance_answers_the_request_that_was_left() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    ask_extension(assignment, until=in_days(10), reason="карантин", by=user_of(world.deputy))
    hand_in_report(assignment, text="Успели", by=user_of(world.deputy))

    accept_report(assignment, by=user_of(world.methodist))

    assert (Extension.objects.get().state, Extension.objects.get().answer) == ("refused", "Отчёт принят.")
