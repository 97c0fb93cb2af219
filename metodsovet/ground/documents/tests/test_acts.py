from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from metodsovet.ground.access.history import history_of
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import CANARY, make_world, user_of
from metodsovet.ground.documents.actions import Requisites, add_act, change_act, register_act
from metodsovet.ground.documents.models import Act
from metodsovet.ground.files.models import StoredFile
from metodsovet.ground.files.queries import files_of
from metodsovet.ground.files.tests.corpus import BAD, pdf
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
ORDER = Requisites("order", "О плане методической работы", "214", date(2026, 8, 28), "Управление образования")
POSTED = {"kind": "order", "title": "О плане", "number": "7", "date": "2026-09-01", "issuer": "", "remark": ""}


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def logged_in(client: Client, person: Person) -> Client:
    client.force_login(user_of(person))
    return client


def test_add_act_is_on_record() -> None:
    world = make_world()

    act = add_act(ORDER, organisation=world.authority, by=user_of(world.methodist))

    assert act.requisites.replace("\u00a0", " ") == "приказ от 28 августа 2026 г. № 214"
    assert [line.verb for line in history_of(act)] == ["add_act"]


def test_add_act_that_is_known_is_refused() -> None:
    world = make_world()
    add_act(ORDER, organisation=world.authority, by=None)

    with pytest.raises(DomainError) as refusal:
        add_act(ORDER, organisation=world.authority, by=None)

    assert refusal.value.code == "act_known"
    assert Act.objects.count() == 1


def test_register_act_named_twice_is_one_act() -> None:
    world = make_world()

    first = register_act(ORDER, organisation=world.authority, by=None)
    again = register_act(Requisites("order", "Иначе", "214", date(2026, 8, 28)), organisation=world.authority, by=None)

    assert (again, again.title) == (first, ORDER.title)


def test_register_act_of_which_two_alike_are_known_takes_the_first() -> None:
    world = make_world()
    nameless = Requisites("letter", "О сроках", "", date(2026, 8, 28))
    first, _ = (add_act(nameless, organisation=world.authority, by=None) for _ in range(2))

    assert register_act(nameless, organisation=world.authority, by=None) == first


def test_change_act_into_another_known_one_is_refused() -> None:
    world = make_world()
    add_act(ORDER, organisation=world.authority, by=None)
    second = add_act(Requisites("order", "О другом", "215"), organisation=world.authority, by=None)

    with pytest.raises(DomainError) as refusal:
        change_act(second, ORDER, by=user_of(world.methodist))

    second.refresh_from_db()
    assert (refusal.value.code, second.number) == ("act_known", "215")


def test_act_with_a_file_is_added_and_shown(client: Client) -> None:
    world = make_world()
    upload = SimpleUploadedFile("Приказ 7.pdf", pdf())

    answer = logged_in(client, world.methodist).post(
        "/documents/acts/add/", POSTED | {"organisation": world.authority.pk, "upload": upload}
    )

    content = client.get(answer["Location"]).content.decode()
    assert "Приказ 7.pdf" in content
    assert files_of(Act.objects.get()).count() == 1


def test_act_with_a_bad_file_saves_neither(client: Client) -> None:
    world = make_world()
    name, content, _ = BAD["macros by name"]

    answer = logged_in(client, world.methodist).post(
        "/documents/acts/add/",
        POSTED | {"organisation": world.authority.pk, "upload": SimpleUploadedFile(name, content)},
    )

    assert answer.status_code == 422
    assert "макросы" in answer.content.decode()
    assert (Act.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_lead_registers_acts_of_the_own_school_alone(client: Client) -> None:
    world = make_world()
    logged_in(client, world.deputy)

    own = client.post("/documents/acts/add/", POSTED | {"organisation": world.school.pk})
    other = client.post("/documents/acts/add/", POSTED | {"organisation": world.second_school.pk})

    assert (own.status_code, other.status_code) == (302, 422)
    assert [act.organisation for act in Act.objects.all()] == [world.school]


def test_teacher_reads_acts_and_changes_none(client: Client) -> None:
    world = make_world()
    act = add_act(ORDER, organisation=world.authority, by=None)
    logged_in(client, world.teacher)

    assert client.get(f"/documents/acts/{act.pk}/").status_code == 200
    assert client.get("/documents/acts/add/").status_code == 403
    assert client.post(f"/documents/acts/{act.pk}/requisites/", POSTED).status_code == 403
    assert client.post(f"/documents/acts/{act.pk}/files/").status_code == 403


def test_acts_of_another_municipality_are_not_there(client: Client) -> None:
    world = make_world()
    foreign = add_act(Requisites("order", f"Приказ {CANARY}а"), organisation=world.foreign_school, by=None)
    logged_in(client, world.methodist)

    answers = [client.get(f"/documents/acts/{pk}/") for pk in (foreign.pk, 999_999)]

    assert CANARY not in client.get("/documents/acts/").content.decode()
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_acts_ask_the_same_number_of_queries_for_any_rows(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    world = make_world()
    logged_in(client, world.methodist)
    for number in range(30):
        add_act(Requisites("order", f"О деле {number}", str(number)), organisation=world.authority, by=None)
        if number in (0, 29):
            with django_assert_max_num_queries(14):
                client.get("/documents/acts/")
