"""The technical administrator gives access back to anybody of his nodes; he sees nothing of them, and they are told."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.access.history import history_of
from metodsovet.ground.directory.models import Account, Person
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.tests.world import World, employ, grant, make_person, make_world, user_of
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel import clock

pytestmark = pytest.mark.django_db
RESTORING = ("renew_code", "reset_second_factor", "close_account", "open_account")
PLACES = ("renew/", "second-factor/", "close/", "open/")


@pytest.fixture
def world() -> World:
    return make_world()


def logged_in(person: Person) -> Client:
    client = Client()
    client.force_login(user_of(person))
    return client


def may(who: Person, whom: Person) -> set[str]:
    return {verb for verb in RESTORING if user_of(who).has_perm(f"directory.{verb}", Person.objects.get(pk=whom.pk))}


@pytest.fixture
def technician(world: World) -> Person:
    """Administers the municipality and works nowhere in it."""
    person = make_person("Техников Пётр Ильич")
    grant(person, Role.ADMINISTRATOR, world.town)
    return person


@pytest.mark.parametrize("whom", ("methodist", "authority_head", "head", "deputy", "teacher", "administrator"))
def test_administrator_restores_access_of_everybody_at_home(world: World, technician: Person, whom: str) -> None:
    assert may(technician, getattr(world, whom)) == set(RESTORING)


def test_administrator_gives_no_first_account_to_somebody_stronger(world: World, technician: Person) -> None:
    """What was never open is opened by the service: there is no owner yet who could be told."""
    assert not user_of(technician).has_perm("directory.give_account", world.methodist)


def test_administrator_does_not_restore_access_of_those_who_also_act_elsewhere(
    world: World, technician: Person
) -> None:
    grant(world.head, Role.METHODIST, world.foreign_town)
    employ(world.deputy, world.foreign_school, "учитель", "teacher")

    assert may(technician, world.head) == may(technician, world.deputy) == set()
    assert may(technician, world.foreign_deputy) == set()


def test_administrator_of_one_school_restores_its_people_and_nobody_above(world: World) -> None:
    caretaker = make_person("Завхозов Пётр Ильич", world.school)
    grant(caretaker, Role.ADMINISTRATOR, world.school)
    grant(world.teacher, Role.METHODIST, world.town)

    assert may(caretaker, world.deputy) == set(RESTORING)
    assert may(caretaker, world.teacher) == may(caretaker, world.second_deputy) == set()


def test_administrator_presses_all_of_it_and_sees_no_page_of_the_person(world: World, technician: Person) -> None:
    client = logged_in(technician)
    pk = world.methodist.pk

    answers = [client.post(f"/directory/people/{pk}/account/{place}").status_code for place in PLACES]

    assert answers == [200, 302, 302, 302]
    assert client.get(f"/directory/people/{pk}/").status_code == 404
    assert "Выдать новый листок" in client.get(f"/directory/accounts/{pk}/").content.decode()


def test_whoever_is_let_in_anew_is_told_by_whom_and_the_history_keeps_it(world: World, technician: Person) -> None:
    client = logged_in(technician)
    for place in PLACES[:2]:
        client.post(f"/directory/people/{world.methodist.pk}/account/{place}")

    told = Notice.objects.filter(person=world.methodist).order_by("pk")
    name = technician.short_name
    assert [one.text.split(". Если")[0] for one in told] == [
        f"Выдан новый листок для входа: {name}",
        f"Второй шаг входа снят: {name}",
    ]
    assert {one.topic for one in told} == {"entering"}
    lines = history_of(world.methodist)
    assert [(line.verb, line.by_id) for line in lines] == [
        ("reset_second_factor", technician.user_id),
        ("renew_code", technician.user_id),
    ]
    assert logged_in(world.methodist).get(told[0].url).status_code in (200, 302)


def test_show_accounts_lists_those_of_the_administrator_and_nobody_elses(world: World, technician: Person) -> None:
    left = make_person("Ушедших Ева Ильинична", world.school)
    left.employments.update(until=clock.today() - timedelta(days=1))
    moved = make_person("Переехавших Ада Ильинична", world.school)
    moved.employments.update(until=date(2021, 1, 1))
    employ(moved, world.foreign_school, "учитель", "teacher")
    page = logged_in(technician).get("/directory/accounts/").content.decode()

    assert world.teacher.full_name in page
    assert user_of(world.teacher).login in page
    assert left.full_name in page
    assert moved.full_name not in page
    assert world.foreign_deputy.full_name not in page


@pytest.mark.parametrize("who", ("methodist", "head", "teacher"))
def test_show_accounts_is_for_administrators(world: World, who: str) -> None:
    assert logged_in(getattr(world, who)).get("/directory/accounts/").status_code == 403


def test_show_account_of_a_foreigner_answers_not_found(world: World, technician: Person) -> None:
    client = logged_in(technician)

    assert client.get(f"/directory/accounts/{world.foreign_deputy.pk}/").status_code == 404
    assert client.post(f"/directory/people/{world.foreign_deputy.pk}/account/renew/").status_code == 404


def test_show_accounts_narrows_by_the_second_factor_and_finds_by_login(world: World, technician: Person) -> None:
    user = user_of(world.teacher)
    user.totp_seed = ""
    user.save()
    client = logged_in(technician)

    without = client.get("/directory/accounts/", {"factor": "off"}).content.decode()
    found = client.get("/directory/accounts/", {"find": user.login}).content.decode()

    assert world.teacher.full_name in without
    assert world.head.full_name not in without
    assert world.teacher.full_name in found


def test_show_accounts_asks_the_same_number_of_queries_for_few_and_many(world: World, technician: Person) -> None:
    counts = []
    for number in (1, 3):
        for letter in "абв"[:number]:
            make_person(f"Новых{letter} Ада Ильинична", world.school)
        client = logged_in(technician)
        with CaptureQueriesContext(connection) as asked:
            client.get("/directory/accounts/")
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert Account.objects.administered_by(user_of(technician)).exists()
