"""A deadline ends with the local day of the installation, in each zone of Russia and at the edges of years."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from metodsovet.ground.assignments.actions import give_assignments
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.tests.ledger import a_draft
from metodsovet.ground.directory.middleware import InstallationMiddleware
from metodsovet.ground.directory.models import Installation
from metodsovet.ground.directory.tests.world import make_world
from metodsovet.ground.directory.time_zones import TIME_ZONES, on_local_days
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear

pytestmark = pytest.mark.django_db
DAYS = (date(2026, 8, 31), date(2026, 12, 31), date(2028, 2, 29))
SECOND = timedelta(seconds=1)


def seen_at(moment: datetime, row: Assignment) -> tuple[date, str, str]:
    """Today, the standing of the row in memory and in SQL, as a page at that moment sees them."""
    seen: list[tuple[date, str, str]] = []

    def look(request: HttpRequest) -> HttpResponse:
        today = clock.today()
        in_sql = vars(Assignment.objects.with_standing(today, 14).get(pk=row.pk))["standing"]
        seen.append((today, row.standing_on(today, 14), in_sql))
        return HttpResponse()

    with clock.at(moment):
        InstallationMiddleware(look)(RequestFactory().get("/"))
    return seen[0]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("zone", [name for name, _ in TIME_ZONES])
def test_a_deadline_ends_with_the_local_day(zone: str, day: date) -> None:
    world = make_world()
    Installation.objects.update(time_zone=zone)
    give_assignments([a_draft(world, lead=world.deputy, starts_on=None, due_on=day)], by=None)
    row = Assignment.objects.get()
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)

    before, after = seen_at(midnight - SECOND, row), seen_at(midnight + SECOND, row)

    assert before == (day, "at_risk", "at_risk")
    assert after == (day + timedelta(days=1), "overdue", "overdue")


@pytest.mark.parametrize("zone", [name for name, _ in TIME_ZONES])
def test_a_school_year_and_the_work_of_the_clock_turn_with_the_local_day(zone: str) -> None:
    make_world()
    Installation.objects.update(time_zone=zone)
    midnight = datetime(2026, 9, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    year_of_today = on_local_days(lambda: SchoolYear.of(clock.today()).start)

    years = []
    for moment in (midnight - SECOND, midnight + SECOND):
        with clock.at(moment):
            years.append(year_of_today())

    assert years == [2025, 2026]


def test_the_zones_are_the_eleven_of_russia() -> None:
    moment = datetime(2026, 12, 31, tzinfo=UTC)

    hours = [moment.astimezone(ZoneInfo(name)).utcoffset() for name, _ in TIME_ZONES]

    assert hours == [timedelta(hours=hour) for hour in range(2, 13)]
