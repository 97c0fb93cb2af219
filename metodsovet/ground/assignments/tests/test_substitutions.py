from functools import partial

import pytest

from metodsovet.ground.assignments.actions import appoint_substitute, end_substitution
from metodsovet.ground.assignments.models import Assignment, Substitution
from metodsovet.ground.assignments.tests.ledger import (
    at_once,
    give_to_deputy,
    in_days,
    notices_of,
    refusal_of,
    today,
)
from metodsovet.ground.directory.tests.world import World, make_world, user_of

pytestmark = pytest.mark.django_db


def appoint(world: World, since: int = 0, until: int | None = 10) -> Substitution:
    return appoint_substitute(
        world.deputy,
        substitute=world.teacher,
        since=in_days(since),
        until=None if until is None else in_days(until),
        reason="отпуск",
        by=user_of(world.head),
    )


def sees(world: World) -> bool:
    return Assignment.objects.visible_to(user_of(world.teacher)).exists()


def test_appoint_substitute_shows_the_duties_between_the_days_only() -> None:
    world = make_world()
    give_to_deputy(world)

    before = sees(world)
    appoint(world)

    assert (before, sees(world)) == (False, True)
    assert "вы замещаете: М.П." in notices_of(world.teacher)[0]


def test_appoint_substitute_of_the_future_shows_nothing_yet() -> None:
    world = make_world()
    give_to_deputy(world)

    appoint(world, since=1)

    assert not sees(world)


def test_end_substitution_takes_the_duties_away_at_once() -> None:
    world = make_world()
    give_to_deputy(world)
    begun_today = appoint(world)

    end_substitution(begun_today, by=user_of(world.head))

    assert not sees(world)
    assert refusal_of(lambda: end_substitution(begun_today, by=user_of(world.head))) == "already_ended"


def test_end_substitution_that_lasted_keeps_its_days() -> None:
    world = make_world()
    substitution = appoint(world, since=-5)

    end_substitution(substitution, by=user_of(world.head))

    assert Substitution.objects.get().until == in_days(-1)


@pytest.mark.parametrize(("since", "until", "code"), ((3, 1, "dates_reversed"), (-9, -2, "already_past")))
def test_appoint_substitute_for_wrong_days_is_refused(since: int, until: int, code: str) -> None:
    world = make_world()

    assert refusal_of(lambda: appoint(world, since, until)) == code
    assert Substitution.objects.count() == 0


def test_appoint_substitute_for_oneself_is_refused() -> None:
    world = make_world()

    code = refusal_of(
        lambda: appoint_substitute(
            world.deputy, substitute=world.deputy, since=today(), until=None, reason="", by=user_of(world.head)
        )
    )

    assert code == "same_person"


@pytest.mark.django_db(transaction=True)
def test_appoint_substitute_pressed_twenty_times_at_once_appoints_once() -> None:
    world = make_world()

    results = at_once([partial(appoint, world)] * 20)

    assert sorted(results) == [""] + ["already_substituted"] * 19
    assert Substitution.objects.count() == 1
