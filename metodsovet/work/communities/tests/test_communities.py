from datetime import date, timedelta

import pytest

from metodsovet.ground.access.models import ActionRecord
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.ground.documents.models import Act
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.actions import (
    add_community,
    appoint_officer,
    close_community,
    end_office,
    rename_community,
    reopen_community,
)
from metodsovet.work.communities.models import Community, CommunityKind, Office
from metodsovet.work.communities.queries import communities_headed_by, without_head
from metodsovet.work.communities.tests.kinds import community_at, kind_at

pytestmark = pytest.mark.django_db
FIRST = date(2025, 9, 1)


def chemists(world: World) -> Community:
    return add_community(
        world.school,
        kind=kind_at(world.school, CommunityKind.Code.SCHOOL_ASSOCIATION),
        name="ШМО учителей химии",
        by=user_of(world.methodist),
    )


def test_add_community_twice_at_one_node_is_refused() -> None:
    world = make_world()
    chemists(world)

    with pytest.raises(DomainError) as refusal:
        chemists(world)

    assert refusal.value.code == "name_taken"
    assert Community.objects.count() == 1


def test_add_community_without_a_name_is_refused_and_saves_nothing() -> None:
    world = make_world()

    with pytest.raises(DomainError) as refusal:
        add_community(world.school, kind=kind_at(world.school), name="  ", by=user_of(world.methodist))

    assert refusal.value.code == "no_name"
    assert not Community.objects.exists()


def test_rename_community_keeps_what_it_was_called_in_its_history() -> None:
    world = make_world()

    renamed = rename_community(chemists(world), name="ШМО естественных наук", by=user_of(world.methodist))

    assert renamed.name == "ШМО естественных наук"
    assert ActionRecord.objects.filter(verb="rename_community", text__contains="химии").exists()


def test_appoint_head_ends_the_former_office_the_day_before_and_tells_the_new_one() -> None:
    world = make_world()
    community = chemists(world)
    by = user_of(world.methodist)
    basis = Act.objects.create(organisation=world.school, number="12", title="О руководителях ШМО")
    appoint_officer(community, person=world.teacher, since=FIRST, by=by)
    change = FIRST + timedelta(days=40)

    appoint_officer(community, person=world.deputy, since=change, basis=basis, by=by)

    offices = list(community.offices.order_by("since").values_list("person", "since", "until", "basis"))
    assert offices == [
        (world.teacher.pk, FIRST, change - timedelta(days=1), None),
        (world.deputy.pk, change, None, basis.pk),
    ]
    assert Notice.objects.filter(person=world.deputy).count() == 1


def test_appoint_head_who_heads_already_changes_nothing() -> None:
    world = make_world()
    community = chemists(world)
    by = user_of(world.methodist)
    first = appoint_officer(community, person=world.teacher, since=FIRST, by=by)

    again = appoint_officer(community, person=world.teacher, since=FIRST + timedelta(days=3), by=by)

    assert again == first
    assert Office.objects.count() == 1


def test_appoint_head_before_a_later_one_is_refused_and_saves_nothing() -> None:
    world = make_world()
    community = chemists(world)
    by = user_of(world.methodist)
    appoint_officer(community, person=world.teacher, since=FIRST, by=by)

    with pytest.raises(DomainError) as refusal:
        appoint_officer(community, person=world.deputy, since=FIRST - timedelta(days=1), by=by)

    assert refusal.value.code == "later_head"
    assert Office.objects.get().until is None


def test_appoint_head_who_works_elsewhere_is_refused() -> None:
    world = make_world()

    with pytest.raises(DomainError) as refusal:
        appoint_officer(chemists(world), person=world.second_deputy, since=FIRST, by=user_of(world.methodist))

    assert refusal.value.code == "works_elsewhere"
    assert not Office.objects.exists()


def test_end_office_before_it_began_is_refused() -> None:
    world = make_world()
    by = user_of(world.methodist)
    office = appoint_officer(chemists(world), person=world.teacher, since=FIRST, by=by)

    with pytest.raises(DomainError) as refusal:
        end_office(office, until=FIRST - timedelta(days=1), by=by)

    assert refusal.value.code == "days_reversed"
    assert Office.objects.get().until is None


def test_end_office_leaves_the_community_without_a_head() -> None:
    world = make_world()
    by = user_of(world.methodist)
    community = chemists(world)
    office = appoint_officer(community, person=world.teacher, since=FIRST, by=by)
    assert list(without_head(by)) == []

    end_office(office, until=clock.today() - timedelta(days=1), by=by)

    assert list(without_head(by)) == [community]
    assert list(communities_headed_by(world.teacher)) == []


def test_close_and_reopen_community_ends_offices_once() -> None:
    world = make_world()
    by = user_of(world.methodist)
    community = chemists(world)
    appoint_officer(community, person=world.teacher, since=FIRST, by=by)

    close_community(community, by=by)

    assert Office.objects.get().until == clock.today()
    with pytest.raises(DomainError) as refusal:
        close_community(community, by=by)
    assert refusal.value.code == "is_closed"
    assert reopen_community(community, by=by).closed_on is None


@pytest.mark.parametrize(
    ("who", "may"),
    (("methodist", True), ("deputy", True), ("second_deputy", False), ("teacher", False), ("foreign_methodist", False)),
)
def test_communities_of_a_school_are_kept_by_the_service_and_its_leads(who: str, may: bool) -> None:
    world = make_world()
    community = chemists(world)

    assert user_of(getattr(world, who)).has_perm("communities.appoint_officer", community) is may


@pytest.mark.parametrize(
    "who", ("administrator", "methodist", "head", "teacher", "kindergarten_head", "foreign_deputy")
)
def test_visible_communities_and_the_right_to_view_them_agree(who: str) -> None:
    world = make_world()
    chemists(world)
    community_at(world.foreign_school, "Совет")
    user = user_of(getattr(world, who))

    seen = set(Community.objects.visible_to(user))

    assert {row for row in Community.objects.all() if user.has_perm("communities.view_community", row)} == seen
