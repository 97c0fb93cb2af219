import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import LONG_AGO, make_person, make_world, user_of
from metodsovet.work.communities.models import Community, CommunityKind, Office
from metodsovet.work.communities.tests.kinds import community_at, kind_at

pytestmark = pytest.mark.django_db


def logged_in(client: Client, person: Person) -> Client:
    client.force_login(user_of(person))
    return client


def test_add_community_page_makes_one_row_of_two_presses(client: Client) -> None:
    world = make_world()
    logged_in(client, world.methodist)
    fields = {
        "organisation": world.school.pk,
        "kind": kind_at(world.school, CommunityKind.Code.SCHOOL_ASSOCIATION).pk,
        "name": "ШМО химиков",
        "form_key": "one-time-key-of-the-form",
    }

    answers = [client.post("/communities/add/", fields) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"] == Community.objects.get().get_absolute_url()


def test_add_community_of_another_school_is_not_offered_to_a_deputy(client: Client) -> None:
    world = make_world()
    logged_in(client, world.deputy)

    answer = client.post(
        "/communities/add/", {"organisation": world.second_school.pk, "kind": kind_at(world.school).pk, "name": "Совет"}
    )

    assert answer.status_code == 422
    assert not Community.objects.exists()


def test_appoint_head_page_appoints_and_the_community_page_shows_him(client: Client) -> None:
    world = make_world()
    community = community_at(world.school, "Методсовет школы")
    logged_in(client, world.deputy)

    client.post(
        f"/communities/{community.pk}/appoint/", {"office": "head", "person": world.teacher.pk, "since": "2025-09-01"}
    )

    page = client.get(f"/communities/{community.pk}/").content.decode()
    assert world.teacher.full_name in page


def test_end_office_page_refuses_an_impossible_day_in_words(client: Client) -> None:
    world = make_world()
    community = community_at(world.school, "Совет")
    office = Office.objects.create(community=community, person=world.teacher, since=LONG_AGO)

    answer = logged_in(client, world.deputy).post(f"/communities/offices/{office.pk}/end/", {"until": "1999-01-01"})

    assert answer.status_code == 422
    assert "выберите день не раньше" in answer.content.decode()
    assert Office.objects.get().until is None


def test_close_and_reopen_community_answer_to_post_only(client: Client) -> None:
    world = make_world()
    community = community_at(world.school, "Совет")
    logged_in(client, world.deputy)

    assert client.get(f"/communities/{community.pk}/close/").status_code == 405
    client.post(f"/communities/{community.pk}/close/")
    assert Community.objects.get().closed_on is not None
    client.post(f"/communities/{community.pk}/reopen/")
    assert Community.objects.get().closed_on is None


def test_community_of_another_municipality_answers_like_a_missing_one(client: Client) -> None:
    world = make_world()
    foreign = community_at(world.foreign_school, "Совет")
    logged_in(client, world.methodist)

    answers = [client.get(f"/communities/{pk}/") for pk in (foreign.pk, 999_999)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_teacher_sees_communities_and_may_not_change_them(client: Client) -> None:
    world = make_world()
    community = community_at(world.school, "Совет")
    logged_in(client, world.teacher)

    assert "Совет" in client.get("/communities/").content.decode()
    assert "Назначить руководителя" not in client.get(f"/communities/{community.pk}/").content.decode()
    assert client.post(f"/communities/{community.pk}/close/").status_code == 403


def test_list_of_communities_takes_as_many_queries_with_many_rows(client: Client) -> None:
    world = make_world()
    logged_in(client, world.methodist)

    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            community = community_at(world.school, f"Совет {number}")
            head = make_person(f"Петрова{number} Анна Ивановна", world.school)
            Office.objects.create(community=community, person=head, since=LONG_AGO)

    fill(0, 1)
    client.get("/communities/")
    with CaptureQueriesContext(connection) as few:
        client.get("/communities/")
    fill(1, 30)
    with CaptureQueriesContext(connection) as many:
        client.get("/communities/")

    assert len(many) == len(few)
