"""A plan of a community that waits is worth looking at for whoever approves it, and for nobody else."""

import pytest

from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel import clock
from metodsovet.surface.workspace.suggestions import suggestions_for
from metodsovet.work.planning.tests.community_town import begun, handed_in, school
from metodsovet.work.planning.tests.town import make_town

pytestmark = pytest.mark.django_db


def test_a_handed_in_plan_is_suggested_to_whoever_approves_it() -> None:
    town = make_town()
    plan = handed_in(school(town))
    title = f"Утвердить план: {plan.title}"

    found = {one.title: one.url for one in suggestions_for(user_of(town.world.deputy), clock.today())}

    assert found[title] == f"/plans/{plan.pk}/approve/"
    for other in (town.school_head, town.world.second_deputy):
        assert title not in {one.title for one in suggestions_for(user_of(other), clock.today())}


def test_a_draft_of_a_community_is_not_suggested_to_be_accepted() -> None:
    town = make_town()
    plan = begun(school(town))

    titles = {one.title for one in suggestions_for(user_of(town.world.deputy), clock.today())}

    assert f"Принять план: {plan.title}" not in titles
