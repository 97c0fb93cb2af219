from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import make_world, user_of
from metodsovet.ground.notifications.actions import notify
from metodsovet.ground.notifications.models import Notice, Topic
from metodsovet.kernel import clock

pytestmark = pytest.mark.django_db


def logged_in(client: Client, person: Person) -> Client:
    client.force_login(user_of(person))
    return client


def test_notify_tells_once_per_key() -> None:
    world = make_world()

    for _ in range(2):
        notify([world.teacher.pk, world.deputy.pk, world.teacher.pk], key="k", text="Поручено дело", url="/")

    assert Notice.objects.count() == 2


def test_notices_show_only_ones_own(client: Client) -> None:
    world = make_world()
    notify([world.teacher.pk], key="a", text="Для учителя", url="/")
    notify([world.deputy.pk], key="b", text="Для заместителя", url="/")

    content = logged_in(client, world.teacher).get("/notices/").content.decode()

    assert "Для учителя" in content
    assert "Для заместителя" not in content


def test_read_notice_marks_it_and_leads_to_its_place(client: Client) -> None:
    world = make_world()
    notify([world.teacher.pk], key="a", text="Для учителя", url="/notices/?new=1")
    notice = Notice.objects.get()

    answer = logged_in(client, world.teacher).post(f"/notices/{notice.pk}/read/")

    notice.refresh_from_db()
    assert answer["Location"] == "/notices/?new=1"
    assert notice.read_at is not None


def test_read_notice_of_another_person_answers_not_found_and_changes_nothing(client: Client) -> None:
    world = make_world()
    notify([world.deputy.pk], key="a", text="Для заместителя", url="/")
    notice = Notice.objects.get()

    assert logged_in(client, world.teacher).post(f"/notices/{notice.pk}/read/").status_code == 404
    assert Notice.objects.unread().count() == 1


def test_read_notice_never_leads_outside(client: Client) -> None:
    world = make_world()
    notify([world.teacher.pk], key="a", text="Подделка", url="https://example.org/")

    answer = logged_in(client, world.teacher).post(f"/notices/{Notice.objects.get().pk}/read/")

    assert answer["Location"] == "/notices/"


def test_read_all_notices_leaves_those_of_others(client: Client) -> None:
    world = make_world()
    notify([world.teacher.pk, world.deputy.pk], key="a", text="Всем", url="/")

    logged_in(client, world.teacher).post("/notices/read/")

    assert [notice.person for notice in Notice.objects.unread()] == [world.deputy]


def test_bell_counts_what_is_not_read(client: Client) -> None:
    world = make_world()
    notify([world.teacher.pk], key="a", text="Раз", url="/")
    notify([world.teacher.pk], key="b", text="Два", url="/")

    content = logged_in(client, world.teacher).get("/notices/bell/").content.decode()

    assert "новых: 2" in content
    assert "<html" not in content


def test_notices_ask_the_same_number_of_queries_for_any_rows(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    world = make_world()
    logged_in(client, world.teacher)
    for number in range(30):
        notify([world.teacher.pk], key=str(number), text=f"Дело {number}", url="/")
        if number in (0, 29):
            with django_assert_max_num_queries(12):
                client.get("/notices/")


def test_notices_stand_under_their_days_and_are_chosen_by_topic(client: Client) -> None:
    world = make_world()
    now = clock.now()
    for number, topic in enumerate((Topic.DUTIES, Topic.REPORTS)):
        with clock.at(now - timedelta(days=number)):
            notify([world.teacher.pk], key=topic, text=f"Про {topic.label}", url="/", topic=topic)

    everything = logged_in(client, world.teacher).get("/notices/").content.decode()
    chosen = client.get("/notices/?topic=reports").content.decode()

    assert everything.index("<h2>Сегодня</h2>") < everything.index("<h2>Вчера</h2>")
    assert "Про поручения" in everything
    assert "Про поручения" not in chosen
    assert "Про отчёты" in chosen
