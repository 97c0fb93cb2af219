"""Slips for many: who is on the page, what the file holds, and the second press."""

import io
import re
import zipfile

import pytest
from django.test import Client

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.test_accounts import newcomer
from metodsovet.ground.directory.tests.world import CANARY, World, make_world, user_of

pytestmark = pytest.mark.django_db
PAGE = "/accounts/"


def lead_of(world: World) -> Client:
    client = Client()
    client.force_login(user_of(world.deputy))
    return client


def key_on(page: str) -> str:
    return re.search(r'name="form_key" value="([^"]+)"', page)[1]  # type: ignore[index]  # a page without it fails here


def words_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return re.sub(r"<[^>]+>", "\n", archive.read("word/document.xml").decode())


def test_page_of_an_organisation_names_who_needs_a_slip_and_who_does_not() -> None:
    world = make_world()
    new = newcomer(world)

    page = lead_of(world).get(f"{PAGE}?organisation={world.school.pk}").content.decode()

    shown, aside = page.split("Листок не нужен")
    assert new.full_name in shown
    assert world.teacher.full_name in aside
    assert world.head.full_name in aside.split("Выдаёт другой")[1]


def test_give_accounts_answers_a_file_whose_codes_open_the_accounts() -> None:
    world = make_world()
    new = [newcomer(world), newcomer(world, "Вторых Анна Павловна"), newcomer(world, "Третьих Яна Ильинична")]
    client = lead_of(world)
    key = key_on(client.get(f"{PAGE}?organisation={world.school.pk}").content.decode())

    answer = client.post(PAGE, {"form_key": key, "chosen": [person.pk for person in new]})

    words = words_of(answer.content)
    codes = re.findall(r"\b[a-z]{3}-[a-z]{3}-[a-z]{3}-\d\d\b", words)
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    assert (len(codes), len(set(codes))) == (3, 3)
    assert "http://testserver/" in words
    for login, code in zip(re.findall(r"\b[a-z]{1,2}\.[a-z]+\b", words), codes, strict=True):
        assert Client().post("/log-in/", {"login": login, "password": code}).status_code == 302


def test_second_press_gives_no_second_file_and_breaks_no_slip() -> None:
    world = make_world()
    new = newcomer(world)
    client = lead_of(world)
    body = {"form_key": key_on(client.get(f"{PAGE}?organisation={world.school.pk}").content.decode()), "chosen": new.pk}

    client.post(PAGE, body)
    kept = User.objects.get(person=new).code_hash
    again = client.post(PAGE, body)

    assert again["Location"] == "/directory/people/?entry=code"
    assert User.objects.get(person=new).code_hash == kept


def test_people_ticked_in_the_list_come_to_the_page() -> None:
    world = make_world()
    new, other = newcomer(world), newcomer(world, "Других Анна Павловна")
    client = lead_of(world)

    ticked = client.post(f"{PAGE}?find=новых", {"chosen": [new.pk]}).content.decode()
    everybody = client.post(f"{PAGE}?entry=none", {"all": "1"}).content.decode()

    assert (new.full_name in ticked, other.full_name in ticked) == (True, False)
    assert (new.full_name in everybody, other.full_name in everybody) == (True, True)
    assert "Листки для входа" in client.get("/directory/people/?entry=none").content.decode()


def test_give_accounts_to_foreign_or_stronger_people_gives_nothing() -> None:
    world = make_world()
    chosen = (world.foreign_deputy, world.head, world.second_deputy, world.deputy)
    Person.objects.filter(pk__in=[person.pk for person in chosen[:3]]).update(user=None)

    answer = lead_of(world).post(PAGE, {"form_key": "key", "chosen": [person.pk for person in chosen]})

    assert answer.status_code == 200
    assert CANARY not in answer.content.decode()
    assert Person.objects.filter(pk__in=[person.pk for person in chosen[:3]]).exclude(user=None).count() == 0


def test_give_accounts_is_forbidden_to_whoever_keeps_nobody() -> None:
    world = make_world()
    client = Client()
    client.force_login(user_of(world.teacher))

    assert client.get(PAGE).status_code == 403
    assert lead_of(world).get(f"{PAGE}?organisation={world.foreign_school.pk}").status_code == 404
