"""Whoever stands in for a stronger one is as strong: his account is not everybody's to reset."""

import pytest

from metodsovet.ground.assignments.actions import appoint_substitute
from metodsovet.ground.directory.tests.world import make_world, user_of
from metodsovet.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("absent", "may"), (("methodist", False), ("deputy", True)))
def test_lead_does_not_reset_whoever_stands_in_for_a_methodist(absent: str, may: bool) -> None:
    world = make_world()
    appoint_substitute(
        getattr(world, absent),
        substitute=world.teacher,
        since=clock.today(),
        until=None,
        reason="отпуск",
        by=user_of(world.authority_head),
    )

    assert user_of(world.head).has_perm("directory.renew_code", world.teacher) == may
    assert user_of(world.second_methodist).has_perm("directory.renew_code", world.teacher)
