from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from metodsovet.ground.directory.models import CalendarDay, Employment, Installation, Organisation, Person
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.tests.world import CANARY, World, grant, make_person, make_world, user_of

pytestmark = pytest.mark.django_db
PAGES = (
    "/directory/people/",
    "/directory/people/?as=xlsx",
    "/directory/people/?find=соколова",
    "/directory/people/?work=left",
    "/directory/organisations/",
    "/directory/organisations/?gap=lead",
)
NEW = {
    "last_name": "Ёлкин",
    "first_name": "Игнат",
    "patronymic": "",
    "gender": "m",
    "position": "учитель физики",
    "function": "teacher",
    "since": "2026-03-02",
}


def logged_in(client: Client, person: Person) -> Client:
    client.force_login(user_of(person))
    return client


@pytest.mark.parametrize("who", ("administrator", "authority_head", "methodist", "head", "deputy", "teacher"))
@pytest.mark.parametrize("address", PAGES)
def test_lists_show_nothing_of_another_municipality(client: Client, who: str, address: str) -> None:
    world = make_world()

    answer = logged_in(client, getattr(world, who)).get(address)

    assert answer.status_code == 200
    assert CANARY.encode() not in answer.content


@pytest.mark.parametrize("kind", ("people", "organisations"))
def test_page_of_a_foreign_row_answers_like_a_missing_one(client: Client, kind: str) -> None:
    world = make_world()
    logged_in(client, world.methodist)
    foreign = {"people": world.foreign_deputy.pk, "organisations": world.foreign_school.pk}[kind]

    answers = [client.get(f"/directory/{kind}/{pk}/") for pk in (foreign, 999_999)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize("address", ("/directory/people/", "/directory/organisations/"))
def test_lists_ask_the_same_number_of_queries_for_any_rows(
    client: Client, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world = make_world()
    logged_in(client, world.methodist)
    client.get(address)
    with django_assert_num_queries(QUERIES[address]):
        client.get(address)
    for name in ("Первова Ия Ильинична", "Второва Ия Ильинична", "Третьякова Ия Ильинична"):
        make_person(name, world.school)
        Organisation.objects.create(parent=world.town, kind="school", name=name, short_name=name)

    with django_assert_num_queries(QUERIES[address]):
        client.get(address)


QUERIES = {"/directory/people/": 16, "/directory/organisations/": 12}


def test_people_are_found_with_yo_as_ye(client: Client) -> None:
    world = make_world()
    make_person("Ёжикова Алёна Фёдоровна", world.school)

    page = logged_in(client, world.methodist).get("/directory/people/?find=ежикова алена").content.decode()

    assert "Ёжикова" in page
    assert "Соколова" not in page


def test_pages_of_a_person_and_an_organisation_open(client: Client) -> None:
    world = make_world()
    logged_in(client, world.methodist)

    person = client.get(f"/directory/people/{world.deputy.pk}/").content.decode()
    school = client.get(f"/directory/organisations/{world.school.pk}/").content.decode()
    second = client.get(f"/directory/organisations/{world.kindergarten.pk}/").content.decode()

    assert "Соколова Мария Петровна" in person
    assert "Выдать новый листок" in person
    assert world.deputy.full_name in school
    assert "Ответственный за методическую работу не назначен" in second
    assert "Ответственный за методическую работу не назначен" not in school


def test_teacher_sees_no_account_of_a_colleague(client: Client) -> None:
    world = make_world()

    page = logged_in(client, world.teacher).get(f"/directory/people/{world.deputy.pk}/").content.decode()

    assert user_of(world.deputy).login not in page
    assert "Уволить" not in page


def test_add_person_with_a_new_position(client: Client) -> None:
    world = make_world()

    answer = logged_in(client, world.deputy).post("/directory/people/add/", NEW | {"organisation": world.school.pk})

    job = Employment.objects.get(person__last_name="Ёлкин")
    assert answer["Location"] == f"/directory/people/{job.person_id}/"
    assert (job.organisation, job.position.function, job.since) == (world.school, "teacher", date(2026, 3, 2))


def test_add_person_pressed_twice_makes_one(client: Client) -> None:
    world = make_world()
    logged_in(client, world.deputy)
    posted = NEW | {"organisation": world.school.pk, "form_key": "key-of-this-page"}

    places = [client.post("/directory/people/add/", posted)["Location"] for _ in range(2)]

    assert places[0] == places[1]
    assert Person.objects.filter(last_name="Ёлкин").count() == 1


def test_second_editor_is_shown_what_the_first_one_saved_and_may_save_over_it(client: Client) -> None:
    world = make_world()
    logged_in(client, world.methodist)
    address = f"/directory/organisations/{world.school.pk}/name/"
    opened = client.get(address).context["page"].seen
    posted = {"kind": "school", "short_name": "СОШ № 1"}

    client.post(address, posted | {"name": "Школа имени первого", "seen": opened})
    second = client.post(address, posted | {"name": "Школа имени второго", "seen": opened})

    world.school.refresh_from_db()
    assert second.status_code == 422
    assert "Школа имени первого" in second.content.decode()
    assert "Школа имени второго" in second.content.decode()
    assert world.school.name == "Школа имени первого"
    third = client.post(address, posted | {"name": "Школа имени второго", "seen": second.context["page"].seen})
    assert third.status_code == 302


@pytest.mark.parametrize("place", ("second_school", "foreign_school"))
def test_add_person_to_a_school_of_others_saves_nothing(client: Client, place: str) -> None:
    world = make_world()
    posted = NEW | {"organisation": getattr(world, place).pk}

    answer = logged_in(client, world.deputy).post("/directory/people/add/", posted)

    assert answer.status_code == 422
    assert not Person.objects.filter(last_name="Ёлкин").exists()


def test_add_person_with_an_unknown_position_asks_for_its_function(client: Client) -> None:
    world = make_world()
    posted = NEW | {"organisation": world.school.pk, "function": ""}

    answer = logged_in(client, world.deputy).post("/directory/people/add/", posted)

    assert answer.status_code == 422
    assert "выберите её функцию" in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "address"),
    (
        ("teacher", "/directory/people/add/"),
        ("teacher", "/directory/people/{head}/hire/"),
        ("teacher", "/directory/people/{head}/role/"),
        ("deputy", "/directory/organisations/{town}/add/"),
        ("deputy", "/directory/organisations/{school}/close/"),
        ("methodist", "/directory/settings/"),
        ("methodist", "/directory/settings/calendar/"),
        ("head", "/directory/settings/numbers/"),
    ),
)
def test_forms_of_others_are_forbidden(client: Client, who: str, address: str) -> None:
    world = make_world()
    place = address.format(head=world.head.pk, town=world.town.pk, school=world.school.pk)

    assert logged_in(client, getattr(world, who)).get(place).status_code == 403


def test_journey_of_a_job_transfer_role_and_end(client: Client) -> None:
    world = make_world()
    logged_in(client, world.methodist)
    job = world.teacher.employments.get()

    client.post(
        f"/directory/jobs/{job.pk}/transfer/",
        {"organisation": world.second_school.pk, "position": "Учитель математики", "since": "2025-09-01"},
    )
    client.post(
        f"/directory/people/{world.teacher.pk}/role/",
        {"role": Role.METHODICAL_LEAD, "organisation": world.second_school.pk, "since": "2025-09-01"},
    )
    granted = world.teacher.roles.get()
    client.post(f"/directory/roles/{granted.pk}/end/", {"day": "2025-12-31"})

    granted.refresh_from_db()
    jobs = list(world.teacher.employments.order_by("since").values_list("organisation", "until"))
    assert jobs == [(world.school.pk, date(2025, 8, 31)), (world.second_school.pk, None)]
    assert granted.until == date(2025, 12, 31)


def test_administrator_changes_settings_calendar_and_numbers(client: Client) -> None:
    world = make_world()
    logged_in(client, world.administrator)

    settings = client.post(
        "/directory/settings/", {"time_zone": "Asia/Omsk", "nonworking_rule": "keep", "risk_days": "7"}
    )
    day = client.post("/directory/settings/calendar/", {"day": "2026-05-11", "is_working": "", "name": "Перенос"})
    number = client.post(
        "/directory/settings/numbers/courses_every_years/",
        {"value": "2", "valid_from": "2026-09-01", "source": "приказ № 1"},
    )

    installation = Installation.objects.get()
    assert [answer.status_code for answer in (settings, day, number)] == [302, 302, 302]
    assert (installation.time_zone, installation.nonworking_rule, installation.risk_days) == ("Asia/Omsk", "keep", 7)
    assert list(CalendarDay.objects.values_list("day", "is_working")) == [(date(2026, 5, 11), False)]
    for page in ("/directory/settings/", "/directory/settings/calendar/", "/directory/settings/numbers/"):
        assert client.get(page).status_code == 200


def test_administrator_of_a_part_changes_no_settings_of_the_whole(client: Client) -> None:
    world = make_world()
    grant(world.deputy, Role.ADMINISTRATOR, world.school)
    logged_in(client, world.deputy)

    pages = ("/directory/settings/", "/directory/settings/numbers/", "/keeping/", "/directory/accounts/")
    assert [client.get(page).status_code for page in pages] == [403, 403, 403, 200]
    letters = client.get("/notices/letters/").content.decode()
    assert "Время сводок" not in letters
    assert "/directory/settings/" not in letters
    assert "Управление" in letters


def test_settings_refuse_a_zone_that_does_not_exist(client: Client) -> None:
    world: World = make_world()

    answer = logged_in(client, world.administrator).post(
        "/directory/settings/", {"time_zone": "Mars/Olympus", "nonworking_rule": "keep", "risk_days": "7"}
    )

    assert answer.status_code == 422
    assert Installation.objects.get().time_zone == "Asia/Yekaterinburg"
