from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.access.models import ActionRecord
from metodsovet.ground.directory.actions import hire
from metodsovet.ground.directory.models import Position
from metodsovet.ground.directory.tests.world import World, grant, make_person, make_world, user_of
from metodsovet.ground.documents.models import Act
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.actions import add_members, appoint_officer, end_membership
from metodsovet.work.communities.models import Community, Membership
from metodsovet.work.communities.queries.rosters import roster_of
from metodsovet.work.communities.tests.kinds import Code, community_at

pytestmark = pytest.mark.django_db
FIRST = date(2025, 9, 1)
Row = tuple[str, str, str, str, date]


def rows_of(world: World, community: Community, day: date) -> list[Row]:
    roster = roster_of(community, day, user=user_of(world.methodist))
    return [(row.name, row.post, row.place, row.duty, row.since) for row in roster.rows]


def test_add_members_at_once_tells_each_and_writes_one_line_of_history() -> None:
    world = make_world()
    community = community_at(world.school)
    act = Act.objects.create(organisation=world.school, number="7", title="О составе")

    added = add_members(
        community, [world.teacher, world.head, world.teacher], since=FIRST, basis=act, by=user_of(world.methodist)
    )

    assert [(one.person, one.ground, one.basis) for one in added] == [
        (world.teacher, Membership.Ground.BY_ACT, act),
        (world.head, Membership.Ground.BY_ACT, act),
    ]
    assert set(Notice.objects.values_list("person", flat=True)) == {world.teacher.pk, world.head.pk}
    assert ActionRecord.objects.filter(verb="add_members").count() == 1


def test_add_members_who_are_in_already_changes_nothing() -> None:
    world = make_world()
    community = community_at(world.school)
    by = user_of(world.methodist)
    add_members(community, [world.teacher], since=FIRST, by=by)

    again = add_members(community, [world.teacher], since=FIRST + timedelta(days=9), by=by)

    assert again == []
    assert Membership.objects.count() == 1


def test_add_members_of_another_school_is_refused_and_takes_nobody_in() -> None:
    world = make_world()
    community = community_at(world.school)

    with pytest.raises(DomainError) as refusal:
        add_members(community, [world.teacher, world.second_deputy], since=FIRST, by=user_of(world.methodist))

    assert refusal.value.code == "works_elsewhere"
    assert not Membership.objects.exists()


def test_a_centre_of_the_town_at_a_school_takes_people_from_the_whole_town() -> None:
    world = make_world()
    centre = community_at(world.school, "Ресурсный центр", code=Code.RESOURCE_CENTRE)

    added = add_members(centre, [world.second_deputy], since=FIRST, by=user_of(world.methodist))

    assert [one.person for one in added] == [world.second_deputy]
    with pytest.raises(DomainError) as refusal:
        add_members(centre, [world.foreign_deputy], since=FIRST, by=user_of(world.methodist))
    assert refusal.value.code == "works_elsewhere"


def test_end_membership_of_whoever_runs_it_is_refused() -> None:
    world = make_world()
    community = community_at(world.school)
    by = user_of(world.methodist)
    appoint_officer(community, person=world.teacher, since=FIRST, by=by)

    with pytest.raises(DomainError) as refusal:
        end_membership(Membership.objects.get(), until=FIRST, by=by)

    assert refusal.value.code == "holds_office"
    assert Membership.objects.get().until is None


def test_end_membership_twice_is_refused() -> None:
    world = make_world()
    by = user_of(world.methodist)
    (membership,) = add_members(community_at(world.school), [world.teacher], since=FIRST, by=by)
    end_membership(membership, until=FIRST, by=by)

    with pytest.raises(DomainError) as refusal:
        end_membership(membership, until=FIRST, by=by)

    assert refusal.value.code == "has_ended"


def test_the_roster_of_a_past_day_is_of_that_day() -> None:
    world = make_world()
    community = community_at(world.school)
    by = user_of(world.methodist)
    appoint_officer(community, person=world.deputy, since=FIRST, by=by)
    (membership,) = add_members(community, [world.teacher], since=FIRST, by=by)
    end_membership(membership, until=date(2026, 1, 10), by=by)

    deputy = ("Соколова Мария Петровна", "заместитель директора по УВР", "СОШ № 1", "председатель", FIRST)
    teacher = ("Бирюкова Нина Сергеевна", "учитель математики", "СОШ № 1", "", FIRST)
    assert rows_of(world, community, date(2026, 1, 10)) == [deputy, teacher]
    assert rows_of(world, community, date(2026, 1, 11)) == [deputy]
    assert rows_of(world, community, FIRST - timedelta(days=1)) == []


def test_one_person_in_two_offices_is_one_row() -> None:
    world = make_world()
    community = community_at(world.school)
    by = user_of(world.methodist)
    for office in ("secretary", "deputy"):
        appoint_officer(community, person=world.teacher, since=FIRST, office=office, by=by)

    assert rows_of(world, community, FIRST) == [
        (
            "Бирюкова Нина Сергеевна",
            "учитель математики",
            "СОШ № 1",
            "заместитель председателя, секретарь",
            FIRST,
        )
    ]


@pytest.mark.parametrize(
    ("who", "sees"),
    (
        ("methodist", True),
        ("deputy", True),
        ("teacher", True),
        ("second_deputy", True),
        ("kindergarten_head", False),
        ("head", True),
        ("foreign_methodist", False),
    ),
)
def test_the_roster_is_seen_by_keepers_and_members(who: str, sees: bool) -> None:
    """Of the school's community: its lead keeps it, the second deputy is a curator from another school."""
    world = make_world()
    community = community_at(world.school, "Ресурсный центр", code=Code.RESOURCE_CENTRE)
    by = user_of(world.methodist)
    add_members(community, [world.teacher], since=FIRST, by=by)
    appoint_officer(community, person=world.second_deputy, since=FIRST, office="curator", by=by)
    user = user_of(getattr(world, who))

    assert user.has_perm("communities.view_members", community) is sees
    assert Membership.objects.visible_to(user).exists() is sees


def test_a_member_who_left_yesterday_sees_what_outsiders_see(client: Client) -> None:
    world = make_world()
    community = community_at(world.town, "Совет", code=Code.WORKING_GROUP)
    by = user_of(world.methodist)
    left, stays = add_members(community, [world.teacher, world.second_deputy], since=FIRST, by=by)
    end_membership(left, until=clock.today() - timedelta(days=1), by=by)
    client.force_login(user_of(world.teacher))

    assert client.get(community.get_absolute_url()).status_code == 200
    assert stays.person.full_name not in client.get(community.get_absolute_url()).content.decode()
    assert client.get(f"/communities/{community.pk}/members/").status_code == 403
    assert list(Membership.objects.visible_to(user_of(world.teacher))) == [left]


@pytest.mark.parametrize("office", ("head", "deputy", "secretary"))
def test_whoever_runs_a_community_takes_members_in_and_gives_no_offices(office: str) -> None:
    world = make_world()
    community = community_at(world.town, "Группа", code=Code.WORKING_GROUP)
    appoint_officer(community, person=world.teacher, since=FIRST, office=office, by=user_of(world.methodist))
    user = user_of(world.teacher)

    verbs = ("add_members", "describe_community", "appoint_officer", "set_charter", "rename_community")
    assert [user.has_perm(f"communities.{verb}", community) for verb in verbs] == [True, True, False, False, False]


def test_add_members_page_takes_in_those_who_were_ticked(client: Client) -> None:
    world = make_world()
    community = community_at(world.town, "Группа", code=Code.WORKING_GROUP)
    appoint_officer(community, person=world.teacher, since=FIRST, by=user_of(world.methodist))
    client.force_login(user_of(world.teacher))
    page = client.get(f"/communities/{community.pk}/members/add/?find=Хвост").content.decode()
    assert world.second_deputy.full_name in page
    assert world.head.full_name not in page

    answer = client.post(
        f"/communities/{community.pk}/members/add/", {"chosen": world.second_deputy.pk, "since": "2026-02-01"}
    )

    assert answer.status_code == 302
    last = Membership.objects.get(person=world.second_deputy)
    assert (last.since, last.ground) == (date(2026, 2, 1), Membership.Ground.BY_HAND)


def test_add_members_page_without_a_choice_says_so(client: Client) -> None:
    world = make_world()
    community = community_at(world.school)
    client.force_login(user_of(world.deputy))

    answer = client.post(f"/communities/{community.pk}/members/add/", {"since": "2026-02-01"})

    assert answer.status_code == 422
    assert "Отметьте в списке" in answer.content.decode()


def test_pages_of_a_community_take_as_many_queries_with_many_members(client: Client) -> None:
    world = make_world()
    community = community_at(world.school)
    act = Act.objects.create(organisation=world.school, number="7", title="О составе")
    client.force_login(user_of(world.methodist))
    pages = ("", "members/", "passport/")

    def count(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def fill(first: int, last: int) -> None:
        people = [make_person(f"Петрова{number} Анна Ивановна", world.school) for number in range(first, last)]
        add_members(community, people, since=FIRST, basis=act, by=user_of(world.methodist))
        appoint_officer(community, person=people[0], since=FIRST + timedelta(days=last), by=user_of(world.methodist))

    fill(0, 1)
    few = [count(f"/communities/{community.pk}/{page}") for page in pages]
    fill(1, 20)

    assert [count(f"/communities/{community.pk}/{page}") for page in pages] == few


def test_people_of_one_name_are_told_apart_where_one_is_appointed(client: Client) -> None:
    world = make_world()
    for school in (world.school, world.second_school):
        make_person("Иванова Анна Петровна", school)
    community = community_at(world.town, "Группа", code=Code.WORKING_GROUP)
    client.force_login(user_of(world.methodist))

    page = client.get(f"/communities/{community.pk}/appoint/?find=иванова").content.decode()

    assert "Иванова Анна Петровна — учитель, СОШ № 1" in page
    assert "Иванова Анна Петровна — учитель, СОШ № 2" in page


def test_a_member_of_two_schools_stands_once() -> None:
    world = make_world()
    community = community_at(world.town, "Группа", code=Code.WORKING_GROUP)
    by = user_of(world.methodist)
    post = Position.objects.get(name="учитель математики")
    hire(world.teacher, organisation=world.second_school, position=post, since=FIRST, is_main=False, by=by)
    grant(world.teacher, "methodical_lead", world.second_school)
    add_members(community, [world.teacher], since=FIRST, by=by)

    assert rows_of(world, community, clock.today()) == [
        ("Бирюкова Нина Сергеевна", "учитель математики", "СОШ № 1", "", FIRST)
    ]
