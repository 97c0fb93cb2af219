"""An office makes a person stronger: his account is not everybody's to reset."""

import pytest

from metodsovet.ground.directory.tests.world import LONG_AGO, make_world, user_of
from metodsovet.work.communities.actions import add_community, appoint_officer
from metodsovet.work.communities.models import CommunityKind
from metodsovet.work.communities.tests.kinds import kind_at

pytestmark = pytest.mark.django_db
Kind = CommunityKind.Code


@pytest.mark.parametrize(
    ("kind", "place", "may"), ((Kind.CITY_ASSOCIATION, "town", False), (Kind.SCHOOL_ASSOCIATION, "school", True))
)
def test_lead_resets_the_head_of_an_association_of_the_own_school_only(kind: str, place: str, may: bool) -> None:
    world = make_world()
    by = user_of(world.methodist)
    community = add_community(
        getattr(world, place), kind=kind_at(getattr(world, place), kind), name="Объединение математиков", by=by
    )
    appoint_officer(community, person=world.teacher, since=LONG_AGO, by=by)

    assert user_of(world.head).has_perm("directory.renew_code", world.teacher) == may
    assert user_of(world.methodist).has_perm("directory.renew_code", world.teacher)
