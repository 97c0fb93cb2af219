"""The region at a three-hundredth of its size: the same code, a handful of places."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from metodsovet.demo.region.building import build_region
from metodsovet.demo.region.places import Size
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Extension
from metodsovet.ground.directory.models import Employment, Installation, Organisation, Person, RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.tests.world import make_world
from metodsovet.kernel import clock, invariants
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.models import Plan

pytestmark = pytest.mark.django_db
MIDDLE_OF_THE_YEAR = datetime(2027, 1, 20, 9, 0, tzinfo=ZoneInfo("Asia/Yekaterinburg"))
SMALL = Size(municipalities=2, organisations=6, people=200)


def test_build_region_makes_a_consistent_region() -> None:
    with clock.at(MIDDLE_OF_THE_YEAR):
        build_region(size=SMALL)
        seen = Person.objects.visible_to(User.objects.get(login="methodist"))
        of_region = Person.objects.visible_to(User.objects.get(login="region"))
        people = of_region.count()
        of_town = seen.count()
        working = Employment.objects.today().values("person").distinct().count()
        leads = RoleAssignment.objects.today().filter(role=Role.METHODICAL_LEAD).count()
        findings = invariants.check()

    kinds = list(Organisation.objects.exclude(kind=Organisation.Kind.DEPARTMENT).values_list("kind", flat=True))
    assert Installation.objects.get().root.kind == Organisation.Kind.REGION
    assert (kinds.count("municipality"), len(kinds)) == (2, 1 + 2 + 2 + 2 * 6)
    assert people == Person.objects.count() == SMALL.people + 1  # and the first person of the installation
    assert 80 <= of_town <= 120
    assert 180 <= working <= 200
    assert leads == 2 * 4
    assert set(Assignment.objects.values_list("state", flat=True)) == set(Assignment.State)
    assert Extension.objects.filter(state=Extension.State.ASKED).exists()
    assert Plan.objects.filter(state=Plan.State.ACCEPTED).count() == 3
    assert findings == []


def test_build_region_where_somebody_works_is_refused_and_saves_nothing() -> None:
    make_world()
    people = Person.objects.count()

    with pytest.raises(DomainError) as refusal:
        build_region(size=SMALL)

    assert refusal.value.code == "already_begun"
    assert Person.objects.count() == people
