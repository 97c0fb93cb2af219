from datetime import UTC, datetime

import pytest

from metodsovet.ground.directory.models import Installation
from metodsovet.ground.directory.tests.world import make_world
from metodsovet.ground.directory.time_zones import on_local_days
from metodsovet.kernel import clock

pytestmark = pytest.mark.django_db
EVENING_IN_MOSCOW = datetime(2026, 3, 1, 18, tzinfo=UTC)


@on_local_days
def seen_day() -> int:
    return clock.today().day


@pytest.mark.parametrize(("time_zone", "day"), (("Europe/Moscow", 1), ("Asia/Kamchatka", 2)))
def test_work_without_a_request_goes_by_the_days_of_the_installation(time_zone: str, day: int) -> None:
    make_world()
    Installation.objects.update(time_zone=time_zone)

    with clock.at(EVENING_IN_MOSCOW):
        assert seen_day() == day
