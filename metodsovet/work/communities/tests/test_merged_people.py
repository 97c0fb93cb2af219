from datetime import date

import pytest

from metodsovet.ground.directory.actions.merging import merge_people
from metodsovet.ground.directory.tests.world import make_person, make_world, user_of
from metodsovet.work.communities.models import Membership, Office
from metodsovet.work.communities.tests.kinds import community_at

pytestmark = pytest.mark.django_db
FIRST = date(2025, 9, 1)


def test_merge_people_joins_overlapping_memberships_and_offices() -> None:
    world = make_world()
    community = community_at(world.school)
    by = user_of(world.methodist)
    double = make_person("Бирюкова Нина Степановна", world.school)
    double.user = None
    double.save()
    for person, since, until in (
        (world.teacher, FIRST, date(2025, 12, 31)),
        (double, date(2025, 11, 1), None),
    ):
        Membership.objects.create(community=community, person=person, since=since, until=until)
        Office.objects.create(community=community, kind="secretary", person=person, since=since, until=until)

    merge_people(world.teacher, doubled=double, by=by)

    for rows in (Membership.objects.all(), Office.objects.all()):
        assert list(rows.values_list("person", "since", "until")) == [(world.teacher.pk, FIRST, None)]


def test_merge_people_whose_memberships_do_not_overlap_keeps_both() -> None:
    world = make_world()
    community = community_at(world.school)
    double = make_person("Бирюкова Нина Степановна", world.school)
    double.user = None
    double.save()
    first, last = date(2025, 12, 31), date(2026, 3, 1)
    Membership.objects.create(community=community, person=world.teacher, since=FIRST, until=first)
    Membership.objects.create(community=community, person=double, since=last)

    merge_people(world.teacher, doubled=double, by=user_of(world.methodist))

    periods = list(Membership.objects.order_by("since").values_list("person", "since", "until"))
    assert periods == [(world.teacher.pk, FIRST, first), (world.teacher.pk, last, None)]
