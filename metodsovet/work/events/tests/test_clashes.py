"""What is in each other's way, in the picture of all communities."""

import io
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from metodsovet.ground.directory.tests.world import make_person, user_of
from metodsovet.kernel import clock
from metodsovet.work.communities.gaps import gaps_of
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries.picture import loaded_people, picture_of
from metodsovet.work.communities.tests.kinds import Code, community_at
from metodsovet.work.events.actions import add_item, answer_call, call_meeting, cancel_meeting, plan_meeting
from metodsovet.work.events.actions.agenda import Speakers
from metodsovet.work.events.models import Meeting
from metodsovet.work.events.queries.clashes import Clash, clashes_ahead
from metodsovet.work.events.tests.hall import Hall, draft, join, make_hall, planned

pytestmark = pytest.mark.django_db
ALL = "/meetings/clashes/"


def day_ahead(days: int = 10) -> date:
    return clock.today() + timedelta(days=days)


def group_of(hall: Hall, *members: int, name: str = "Творческая группа") -> Community:
    community = community_at(hall.world.school, name, code=Code.CREATIVE_GROUP)
    for number in members:
        join(community, hall.members[number])
    return community


def meet(hall: Hall, community: Community, day: date, begins: time = time(15, 0), place: str = "каб. 3") -> Meeting:
    by = user_of(hall.world.methodist)
    return plan_meeting(community, draft=draft(day, topic=community.name, starts_at=begins, place=place), by=by)


def found(*communities: Community) -> list[Clash]:
    return clashes_ahead([one.pk for one in communities], clock.today())


def test_meetings_of_one_time_with_common_members_clash() -> None:
    hall = make_hall()
    group = group_of(hall, 1, 2)
    one, other = planned(hall, day_ahead()), meet(hall, group, day_ahead())

    (clash,) = found(hall.community, group)

    assert (clash.one.pk, clash.other.pk, clash.at_once) == (one.pk, other.pk, True)
    assert clash.people == {hall.members[1].pk, hall.members[2].pk}
    assert (clash.speakers, clash.place) == (frozenset(), "")


@pytest.mark.parametrize(("begins", "at_once"), ((time(15, 59), True), (time(16, 0), False), (time(9, 0), False)))
def test_meetings_of_one_day_clash_by_their_hours(begins: time, at_once: bool) -> None:
    hall = make_hall()
    group = group_of(hall, 1)
    planned(hall, day_ahead())
    meet(hall, group, day_ahead(), begins)

    assert [one.at_once for one in found(hall.community, group)] == [at_once]


def test_another_day_other_people_and_a_cancelled_meeting_do_not_clash() -> None:
    hall = make_hall()
    group, strangers = group_of(hall, 1), community_at(hall.world.second_school, "Совет")
    planned(hall, day_ahead())
    meet(hall, group, day_ahead(11))
    meet(hall, strangers, day_ahead())
    cancel_meeting(meet(hall, group, day_ahead()), reason="Карантин", by=user_of(hall.world.methodist))

    assert found(hall.community, group, strangers) == []


def test_one_place_clashes_in_the_same_house_or_when_the_house_is_named() -> None:
    hall = make_hall()
    here, there = community_at(hall.world.school, "Совет"), community_at(hall.world.second_school, "Совет")
    planned(hall, day_ahead(), place="каб. 21")
    meet(hall, here, day_ahead(), place=" Каб.  21 ")
    meet(hall, there, day_ahead(), place="каб. 21")
    planned(hall, day_ahead(20), place="Лицей № 4, каб. 21")
    meet(hall, there, day_ahead(20), place="лицей № 4, каб. 21")

    clashes = found(hall.community, here, there)

    assert [(one.other.communities, one.place, one.people) for one in clashes] == [
        (frozenset({here.pk}), "каб. 21", frozenset()),
        (frozenset({there.pk}), "Лицей № 4, каб. 21", frozenset()),
    ]


def test_a_speaker_from_outside_is_wanted_and_whoever_declined_is_not() -> None:
    hall = make_hall()
    by = user_of(hall.world.methodist)
    group = group_of(hall, 1)
    called = call_meeting(planned(hall, day_ahead()), by=hall.by)
    other = meet(hall, group, day_ahead())
    add_item(other, title="Доклад", speakers=Speakers((hall.members[3],)), by=by)

    (clash,) = found(hall.community, group)
    assert clash.people == {hall.members[1].pk, hall.members[3].pk}
    assert clash.speakers == {hall.members[3].pk}

    answer_call(called, answer="not_coming", reason="на курсах", by=user_of(hall.members[1]))
    (clash,) = found(hall.community, group)
    assert clash.people == {hall.members[3].pk}


def test_what_others_only_prepare_is_theirs() -> None:
    hall = make_hall()
    group = group_of(hall, 1)
    planned(hall, day_ahead())
    other = meet(hall, group, day_ahead())
    hall.community.refresh_from_db()

    assert found(hall.community) == []
    assert "clashes" not in gaps_of([hall.community], clock.today())[hall.community.pk]
    call_meeting(other, by=user_of(hall.world.methodist))
    assert len(found(hall.community)) == 1
    assert gaps_of([hall.community], clock.today())[hall.community.pk]["clashes"].text.startswith(
        "Впереди 1 накладка по времени"
    )


def test_the_picture_counts_clashes_and_each_figure_opens_its_rows(client: Client) -> None:
    hall = make_hall()
    group = group_of(hall, 1, 2)
    one, _ = planned(hall, day_ahead()), meet(hall, group, day_ahead())
    methodist = user_of(hall.world.methodist)
    client.force_login(methodist)

    values = {row.community.pk: row.values.get("clashes") for row in picture_of(methodist, clock.today())}
    page = client.get("/communities/picture/").content.decode()

    assert values == {hall.community.pk: 1, group.pk: 1}
    assert f"{ALL}?when=hours&amp;community={group.pk}" in page
    rows = client.get(f"{ALL}?when=hours&community={group.pk}").content.decode()
    assert "<b>1</b> в одно время" in rows
    side = client.get(f"/meetings/{one.pk}/clashes/", headers={"HX-Request": "true"}).content.decode()
    assert hall.members[1].full_name in side
    assert hall.members[3].full_name not in side
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{ALL}?as=xlsx"))))
    assert "Творческая группа" in str([cell.value for row in book.active.iter_rows() for cell in row])


def test_the_load_of_people_counts_meetings_ahead(client: Client) -> None:
    hall = make_hall()
    group = group_of(hall, 1)
    planned(hall, day_ahead())
    planned(hall, day_ahead(20))
    meet(hall, group, day_ahead())
    methodist = user_of(hall.world.methodist)
    client.force_login(methodist)

    (loaded,) = loaded_people(methodist, clock.today())

    assert (loaded.person, loaded.values) == (hall.members[1], {"meetings_ahead": 3, "clashes": 1})
    address = f"/meetings/people/{loaded.person.pk}/"
    assert address in client.get("/communities/picture/people/").content.decode()
    side = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Заседания впереди: 3, накладок: 1" in side


@pytest.mark.parametrize(("who", "status"), (("methodist", 200), ("deputy", 200), ("teacher", 403)))
def test_clashes_are_shown_to_who_keeps_communities(client: Client, who: str, status: int) -> None:
    hall = make_hall()
    group = community_at(hall.world.town, "ГМО", code=Code.CITY_ASSOCIATION)
    join(group, hall.members[1])
    planned(hall, day_ahead())
    meet(hall, group, day_ahead())
    client.force_login(user_of(getattr(hall.world, who)))

    answer = client.get(ALL)

    assert answer.status_code == status
    assert client.get(f"/meetings/people/{hall.members[1].pk}/").status_code == status
    if status == 200:  # the town's meeting is not called yet: only the town knows
        assert ("ГМО" in answer.content.decode()) == (who == "methodist")


def test_the_topic_of_a_meeting_of_others_is_not_told(client: Client) -> None:
    hall = make_hall()
    group = community_at(hall.world.town, "ГМО математиков", code=Code.CITY_ASSOCIATION)
    join(group, hall.members[1])
    meeting, by = planned(hall, day_ahead()), user_of(hall.world.methodist)
    other = plan_meeting(group, draft=draft(day_ahead(), topic="Тайная тема", place="Дом учителя, зал"), by=by)
    call_meeting(other, by=by)

    for who in (hall.head, hall.world.deputy):
        client.force_login(user_of(who))
        side = client.get(f"/meetings/{meeting.pk}/clashes/").content.decode()
        assert "ГМО математиков" in side
        assert hall.members[1].full_name in side
        assert "Тайная тема" not in side
    assert "Тайная тема" not in client.get(ALL).content.decode()


def test_a_foreign_meeting_shows_no_clashes(client: Client) -> None:
    hall = make_hall()
    meeting = planned(hall, day_ahead())
    client.force_login(user_of(hall.world.foreign_methodist))

    assert client.get(f"/meetings/{meeting.pk}/clashes/").status_code == 404


def test_clashes_take_as_many_queries_for_many_communities(client: Client) -> None:
    hall = make_hall()
    client.force_login(user_of(hall.world.methodist))

    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            group = group_of(hall, 1, 2, name=f"Группа {number}")
            join(group, make_person(f"Петрова{number} Анна Ивановна", hall.world.school))
            called = meet(hall, group, day_ahead(number % 5))
            if number % 2:
                call_meeting(called, by=user_of(hall.world.methodist))

    def counts() -> list[int]:
        answer = []
        for address in (ALL, "/communities/picture/", "/communities/picture/people/"):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            answer.append(len(queries))
        return answer

    fill(0, 6)
    few = counts()
    fill(6, 40)

    assert counts() == few
