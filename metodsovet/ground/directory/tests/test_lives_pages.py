import io
import zipfile
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from metodsovet.ground.directory import actions
from metodsovet.ground.directory.models import Employment, ErasureRequest, Person, Position, RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.tests.world import CANARY, World, grant, make_person, make_world, user_of

pytestmark = pytest.mark.django_db
Function = Position.Function


def logged_in(client: Client, person: Person) -> Client:
    client.force_login(user_of(person))
    return client


def make_double(world: World) -> Person:
    return make_person("Бирюкова Нина Сергеевна", world.school, "учитель математики", Function.TEACHER)


def test_the_address_of_a_merged_double_leads_to_the_kept_person(client: Client) -> None:
    world = make_world()
    double = make_double(world)
    old, account = double.pk, double.user
    actions.merge_people(world.teacher, doubled=double, account=account, by=user_of(world.methodist))

    seen = logged_in(client, world.deputy).get(reverse("show_person", args=[old]))
    foreign = logged_in(client, world.foreign_methodist).get(reverse("show_person", args=[old]))

    assert (seen.status_code, seen["Location"]) == (302, world.teacher.get_absolute_url())
    assert foreign.status_code == 404


def test_merge_people_shows_both_and_merges(client: Client) -> None:
    world = make_world()
    double = make_double(world)
    address = reverse("merge_people", args=[world.teacher.pk, double.pk])
    assert double.user is not None

    page = logged_in(client, world.methodist).get(address).content.decode()
    answer = client.post(address, {"kept": double.pk, "account": double.user.pk, "is_sure": "on"})

    assert "Места работы: 1" in page
    assert (answer.status_code, answer["Location"]) == (302, double.get_absolute_url())
    assert not Person.objects.filter(pk=world.teacher.pk).exists()


def test_merge_people_without_being_sure_changes_nothing(client: Client) -> None:
    world = make_world()
    double = make_double(world)
    address = reverse("merge_people", args=[world.teacher.pk, double.pk])

    answer = logged_in(client, world.methodist).post(address, {"kept": double.pk})

    assert (answer.status_code, Person.objects.filter(pk=world.teacher.pk).exists()) == (422, True)


@pytest.mark.parametrize(("who", "status"), (("deputy", 403), ("administrator", 404), ("foreign_methodist", 404)))
def test_merge_people_is_for_the_service_of_both(client: Client, who: str, status: int) -> None:
    world = make_world()
    double = make_double(world)

    answer = logged_in(client, getattr(world, who)).get(reverse("merge_people", args=[world.teacher.pk, double.pk]))

    assert answer.status_code == status


def test_a_person_of_two_municipalities_is_merged_by_neither_alone(client: Client) -> None:
    world = make_world()
    double = make_double(world)
    post = Position.objects.get(name="учитель математики")
    Employment.objects.create(
        person=double, organisation=world.foreign_school, position=post, since=date(2021, 1, 1), is_main=False
    )

    answer = logged_in(client, world.methodist).get(reverse("merge_people", args=[world.teacher.pk, double.pk]))

    assert answer.status_code == 403


def test_doubles_are_listed_and_told_apart(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    world = make_world()
    double = make_double(world)
    logged_in(client, world.methodist).get(reverse("show_doubles"))

    page = client.get(reverse("show_doubles")).content.decode()
    client.post(reverse("tell_apart", args=[double.pk, world.teacher.pk]))
    after = client.get(reverse("show_doubles")).content.decode()

    assert reverse("merge_people", args=[world.teacher.pk, double.pk]) in page
    assert reverse("merge_people", args=[world.teacher.pk, double.pk]) not in after


def test_whoever_left_and_comes_back_is_asked_about_and_taken_back(client: Client) -> None:
    world = make_world()
    actions.dismiss(world.teacher.employments.get(), until=date(2025, 5, 31), by=None)
    body = {
        "last_name": "Бирюкова",
        "first_name": "Нина",
        "patronymic": "Сергеевна",
        "organisation": world.school.pk,
        "position": "учитель математики",
        "since": "2025-09-01",
    }

    asked = logged_in(client, world.deputy).post(reverse("add_person"), body)
    came = client.post(reverse("add_person"), {**body, "came_back": "same"})

    assert (asked.status_code, "вернулся тот же человек" in asked.content.decode()) == (422, True)
    assert came["Location"] == world.teacher.get_absolute_url()
    jobs = Employment.objects.filter(person=world.teacher).order_by("since").values_list("since", "until", "is_main")
    assert list(jobs) == [(date(2020, 9, 1), date(2025, 5, 31), True), (date(2025, 9, 1), None, True)]


def test_a_second_place_of_work_is_called_so(client: Client) -> None:
    world = make_world()
    body = {
        "organisation": world.school.pk,
        "position": "учитель математики",
        "since": "2026-03-02",
        "rank": "second",
    }

    logged_in(client, world.methodist).post(reverse("hire", args=[world.deputy.pk]), body)

    assert not Employment.objects.get(person=world.deputy, since=date(2026, 3, 2)).is_main


def test_dismiss_asks_about_roles_elsewhere_and_ends_them(client: Client) -> None:
    world = make_world()
    role = grant(world.deputy, Role.METHODICAL_LEAD, world.kindergarten)
    address = reverse("dismiss", args=[world.deputy.employments.get().pk])

    page = logged_in(client, world.methodist).get(address).content.decode()
    client.post(address, {"day": "2026-03-01", "ending": role.pk})

    assert "ответственный за методическую работу, Детский сад № 9" in page
    assert RoleAssignment.objects.get(pk=role.pk).until == date(2026, 3, 1)


def test_staff_of_a_day_shows_who_left_and_the_name_of_that_day(client: Client) -> None:
    world = make_world()
    actions.change_name(world.teacher, full_name=("Ёлкина", "Нина", "Сергеевна"), since=date(2024, 7, 13), by=None)
    actions.dismiss(world.teacher.employments.get(), until=date(2025, 5, 31), by=None)
    address = reverse("show_staff_of_day")

    then = logged_in(client, world.deputy).get(address, {"day": "2023-01-01"}).content.decode()
    now = client.get(address).content.decode()
    book = load_workbook(io.BytesIO(client.get(address, {"day": "2023-01-01", "as": "xlsx"}).content))

    assert "Бирюкова Нина Сергеевна" in then
    assert "сейчас Ёлкина Нина Сергеевна" in then
    assert "Бирюкова" not in now
    names = [row[0].value for row in book.active.iter_rows(min_row=2)]
    assert "Бирюкова Нина Сергеевна" in names
    assert "Хвостова Елена Андреевна" not in names


def test_staff_of_a_day_in_a_constant_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world = make_world()
    logged_in(client, world.head).get(reverse("show_staff_of_day"))
    with django_assert_num_queries(QUERIES_OF_DAY):
        client.get(reverse("show_staff_of_day"))
    for _ in range(3):
        make_double(world)

    with django_assert_num_queries(QUERIES_OF_DAY):
        client.get(reverse("show_staff_of_day"))


QUERIES_OF_DAY = 13


def test_appoint_lead_from_the_list_of_those_without(client: Client) -> None:
    world = make_world()
    listed = logged_in(client, world.methodist).get("/directory/organisations/?gap=lead").content.decode()
    address = reverse("appoint_lead", args=[world.kindergarten.pk])

    client.post(address, {"person": world.kindergarten_head.pk, "since": "2026-03-02"})

    assert address in listed
    assert RoleAssignment.objects.filter(
        person=world.kindergarten_head, role=Role.METHODICAL_LEAD, organisation=world.kindergarten
    ).exists()


def test_appoint_lead_of_somebody_who_works_elsewhere_is_refused(client: Client) -> None:
    world = make_world()
    address = reverse("appoint_lead", args=[world.kindergarten.pk])

    answer = logged_in(client, world.methodist).post(address, {"person": world.teacher.pk, "since": "2026-03-02"})

    assert (answer.status_code, world.teacher.roles.exists()) == (422, False)


@pytest.mark.parametrize("who", ("administrator", "methodist", "deputy", "teacher"))
def test_own_page_says_what_is_kept_and_who_sees_it(client: Client, who: str) -> None:
    world = make_world()

    page = logged_in(client, getattr(world, who)).get(reverse("show_own_page")).content.decode()

    assert "Места работы" in page
    assert "О.В.\u00a0Лебедева" in page
    assert CANARY not in page


def test_everything_is_taken_away_only_by_oneself(client: Client) -> None:
    world = make_world()

    content = logged_in(client, world.teacher).get(reverse("download_everything")).content

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        kept = archive.read("Всё обо мне.json").decode()
    assert "Бирюкова" in kept
    assert "Соколова" not in kept


def test_erasure_from_the_request_to_the_end(client: Client) -> None:
    world = make_world()
    logged_in(client, world.teacher).post(reverse("ask_erasure"))
    request = ErasureRequest.objects.get()
    actions.dismiss(world.teacher.employments.get(), until=date(2026, 3, 1), by=None)

    listed = logged_in(client, world.methodist).get(reverse("show_erasures")).content.decode()
    client.get(reverse("show_erasure", args=[request.pk]))
    client.post(reverse("erase_person", args=[request.pk]), {"is_sure": "on"})
    after = client.get(reverse("show_erasure", args=[request.pk])).content.decode()

    assert reverse("show_erasure", args=[request.pk]) in listed
    assert "Где осталось имя" in after
    assert not Person.objects.filter(last_name="Бирюкова").exists()


@pytest.mark.parametrize(("who", "status"), (("deputy", 404), ("foreign_methodist", 404), ("teacher", 403)))
def test_others_do_not_decide_on_erasure(client: Client, who: str, status: int) -> None:
    world = make_world()
    request = actions.ask_erasure(world.teacher, by=user_of(world.teacher))

    answer = logged_in(client, getattr(world, who)).post(reverse("erase_person", args=[request.pk]), {"is_sure": "on"})

    request.refresh_from_db()
    assert (answer.status_code, request.state) == (status, "asked")
