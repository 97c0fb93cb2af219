"""The example is made by the product's own actions, so it is also their longest test."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from metodsovet.demo.building import build
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Evidence
from metodsovet.ground.assignments.queries.control import counts_by_standing
from metodsovet.ground.directory.models import ErasureRequest, Installation, Organisation, Person
from metodsovet.ground.directory.queries_doubles import doubles_seen_by
from metodsovet.ground.directory.tests.world import make_world
from metodsovet.ground.documents.models import Paper
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.models import Office
from metodsovet.work.orders.models import Order
from metodsovet.work.planning.models import Activity, Plan

pytestmark = pytest.mark.django_db
MIDDLE_OF_THE_YEAR = datetime(2027, 1, 20, 9, 0, tzinfo=ZoneInfo("Asia/Yekaterinburg"))


def test_build_makes_the_middle_of_a_school_year() -> None:
    with clock.at(MIDDLE_OF_THE_YEAR):
        build()
        counts = counts_by_standing(Assignment.objects.with_standing(clock.today(), 14))

    assert Installation.objects.get().is_demo
    assert 150 <= Person.objects.count() <= 220
    assert 12 <= Organisation.objects.exclude(kind__in=["municipality", "department"]).count() <= 16
    shown = {standing for standing, number in counts.items() if number}
    assert {"done", "late_done", "waiting", "overdue", "ahead", "on_track"} <= shown
    assert Assignment.objects.filter(state=Assignment.State.RETURNED).exists()
    assert Plan.objects.filter(state=Plan.State.ACCEPTED, community=None).count() == 4
    of_communities = Counter(Plan.objects.exclude(community=None).values_list("state", flat=True))
    assert of_communities == {"accepted": 4, "handed_in": 2, "draft": 2, "archived": 12}
    assert Activity.objects.filter(serves__isnull=False, plan__community=None).count() == 2
    assert Activity.objects.filter(serves__isnull=False, plan__community__isnull=False).count() == 16
    assert Evidence.objects.filter(kind=Evidence.Kind.FILE).exists()
    assert Office.objects.today().count() > 15
    assert ErasureRequest.objects.get().is_open
    assert set(Paper.objects.values_list("series__kind", flat=True)) == {
        "execution_report",
        "methodical_service",
        "certificate",
        "community_passport",
        "community_reference",
        "community_roster",
        "minutes",
        "order",
        "order_execution",
    }
    assert sorted(Order.objects.values_list("state", flat=True)) == ["agreed_on", "draft", *["registered"] * 14]
    assert not Paper.objects.filter(file=None).exists()
    assert Paper.objects.exclude(withdrawn_at=None).count() == 1
    read = Assignment.objects.filter(kind=Assignment.Kind.ACKNOWLEDGE)
    assert 0 < read.filter(state=Assignment.State.ACCEPTED).count() < read.count()
    methodist = User.objects.get(login="methodist")
    assert [double.is_same_place for double in doubles_seen_by(methodist)] == [True]


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
