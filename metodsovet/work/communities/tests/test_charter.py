"""By which act, until when, as a part of what."""

from datetime import date, timedelta

import pytest
from django.test import Client

from metodsovet.ground.directory.models import Subject
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.actions import (
    Charter,
    Description,
    add_community,
    close_community,
    describe_community,
    release_child,
    reopen_community,
    set_charter,
    take_children,
)
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries import past_term
from metodsovet.work.communities.queries.trees import proposed_children, tree_of
from metodsovet.work.communities.tests.kinds import Code, community_at, kind_at

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 9, 1), date(2027, 5, 31)


def test_set_charter_keeps_the_act_and_the_term() -> None:
    world = make_world()
    community = community_at(world.town, "ВТК", code=Code.TEMPORARY_COLLECTIVE)
    act = Act.objects.create(organisation=world.town, number="9", title="О ВТК")

    changed = set_charter(community, charter=Charter(act, FIRST, LAST), version=1, by=user_of(world.methodist))

    assert (changed.established_by, changed.opened_on, changed.runs_until, changed.version) == (act, FIRST, LAST, 2)


def test_set_charter_that_ends_before_it_begins_is_refused() -> None:
    world = make_world()
    community = community_at(world.school)

    with pytest.raises(DomainError) as refusal:
        set_charter(community, charter=Charter(None, LAST, FIRST), version=1, by=user_of(world.methodist))

    assert refusal.value.code == "days_reversed"


def test_describe_community_over_the_change_of_another_is_refused_and_saves_nothing() -> None:
    world = make_world()
    community = community_at(world.school)
    by = user_of(world.methodist)
    describe_community(community, description=Description("Первая"), version=1, by=by)

    with pytest.raises(DomainError) as refusal:
        describe_community(community, description=Description("Вторая"), version=1, by=by)

    assert refusal.value.code == "edited_by_other"
    assert Community.objects.get().theme == "Первая"


def test_add_community_with_its_act_on_one_page(client: Client) -> None:
    world = make_world()
    act = Act.objects.create(organisation=world.town, number="9", title="О ВТК")
    client.force_login(user_of(world.methodist))
    kind = kind_at(world.town, Code.TEMPORARY_COLLECTIVE)

    client.post(
        "/communities/add/",
        {
            "organisation": world.town.pk,
            "kind": kind.pk,
            "name": "ВТК",
            "established_by": act.pk,
            "opened_on": "2026-09-01",
            "runs_until": "2027-05-31",
        },
    )

    assert Community.objects.values_list("established_by", "opened_on", "runs_until").get() == (act.pk, FIRST, LAST)


def test_a_term_that_ends_soon_is_told() -> None:
    world = make_world()
    by = user_of(world.methodist)
    today = clock.today()
    kind = kind_at(world.town, Code.TEMPORARY_COLLECTIVE)
    for name, days in (("прошёл", -1), ("скоро", 20), ("не скоро", 60)):
        add_community(world.town, kind=kind, name=name, charter=Charter(runs_until=today + timedelta(days)), by=by)

    assert {one.name for one in past_term(by, today + timedelta(days=30))} == {"прошёл", "скоро"}


def test_reopen_community_forgets_a_term_that_has_passed() -> None:
    world = make_world()
    by = user_of(world.methodist)
    community = community_at(world.town, "ВТК", code=Code.TEMPORARY_COLLECTIVE)
    Community.objects.update(runs_until=clock.today() - timedelta(days=9))
    close_community(community, by=by)

    assert reopen_community(community, by=by).runs_until is None


def associations(world: World) -> tuple[Community, Community, Community]:
    maths, chemistry = (Subject.objects.get_or_create(name=name)[0] for name in ("математика", "химия"))
    made = []
    for place, subject, code in (
        (world.town, maths, Code.CITY_ASSOCIATION),
        (world.school, maths, Code.SCHOOL_ASSOCIATION),
        (world.school, chemistry, Code.SCHOOL_ASSOCIATION),
    ):
        kind = kind_at(place, code)
        name = f"{kind.short_name} {subject}"
        made.append(add_community(place, kind=kind, name=name, subject=subject, by=user_of(world.methodist)))
    return made[0], made[1], made[2]


def test_associations_of_schools_are_proposed_by_subject_and_stand_in_the_tree() -> None:
    world = make_world()
    city, maths, _ = associations(world)
    by = user_of(world.methodist)
    assert list(proposed_children(city, by)) == [maths]
    assert tree_of(by) == []

    take_children(city, [maths], by=by)

    (branch,) = tree_of(by)
    assert (branch.community, [one.community for one in branch.children]) == (city, [maths])
    assert list(proposed_children(city, by)) == []
    assert release_child(Community.objects.get(pk=maths.pk), by=by).parent is None


def test_take_children_round_is_refused() -> None:
    world = make_world()
    by = user_of(world.methodist)
    council = community_at(world.town, "Совет", code=Code.COORDINATION_COUNCIL)
    section = community_at(world.town, "Секция", code=Code.COUNCIL_SECTION)
    take_children(council, [section], by=by)

    for child, code in ((council, "goes_round"), (section, "goes_round")):
        with pytest.raises(DomainError) as refusal:
            take_children(section, [child], by=by)
        assert refusal.value.code == code
    assert Community.objects.get(pk=council.pk).parent is None


def test_take_children_of_another_municipality_or_parent_is_refused() -> None:
    world = make_world()
    by = user_of(world.methodist)
    city, maths, _ = associations(world)
    other = community_at(world.town, "Совет", code=Code.COORDINATION_COUNCIL)
    foreign = community_at(world.foreign_school, "Чужое", code=Code.SCHOOL_ASSOCIATION)
    take_children(city, [maths], by=by)

    for child, code in ((foreign, "of_others"), (maths, "has_parent")):
        with pytest.raises(DomainError) as refusal:
            take_children(other, [child], by=by)
        assert refusal.value.code == code


def test_take_children_page_takes_those_who_were_ticked(client: Client) -> None:
    world = make_world()
    city, maths, chemistry = associations(world)
    client.force_login(user_of(world.methodist))
    address = f"/communities/{city.pk}/children/"
    page = client.get(address).content.decode()
    assert maths.name in page
    assert chemistry.name not in page

    client.post(address, {"chosen": maths.pk})

    assert list(city.children.all()) == [maths]
