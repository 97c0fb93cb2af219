"""The example is made by the product's own actions, so it is also their longest test."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from metodsovet.demo.building import build
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Installation, Person
from metodsovet.ground.directory.tests.world import make_world
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db


def test_build_where_somebody_works_is_refused_and_saves_nothing() -> None:
    world = make_world()
    people = Person.objects.count()

    with pytest.raises(DomainError) as refusal:
        build()

    assert refusal.value.code == "already_begun"
    assert Installation.objects.get() == world.installation
    assert Person.objects.count() == people


@pytest.mark.deep
@pytest.mark.parametrize("day", ((2026, 9, 1), (2026, 12, 31), (2027, 6, 15), (2027, 8, 31), (2028, 2, 29)))
def test_build_works_on_any_day_of_the_year(day: tuple[int, int, int]) -> None:
    with clock.at(datetime(*day, 10, 0, tzinfo=ZoneInfo("Asia/Yekaterinburg"))):
        build()

    assert Assignment.objects.filter(state=Assignment.State.ACCEPTED).exists()
