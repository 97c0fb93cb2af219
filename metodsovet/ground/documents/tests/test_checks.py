"""The public page: what it tells to whoever holds a paper, and what it never tells."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.tests.world import make_world
from metodsovet.ground.documents.actions import issue_paper, print_paper, withdraw_paper
from metodsovet.ground.documents.models import Paper
from metodsovet.ground.documents.tests.papers import draft_of, known_kind
from metodsovet.ground.documents.tests.test_papers import DAY, content_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.SITE_URL = "https://metod.example.org"


def checked() -> Paper:
    return print_paper(issue_paper(known_kind(), draft_of(make_world().school), issued_on=DAY, by=None))


def compared(client: Client, paper: Paper, content: bytes) -> str:
    return client.post(f"/check/{paper.code}/", {"upload": SimpleUploadedFile("a.docx", content)}).content.decode()


def test_paper_has_a_code_only_where_the_installation_has_an_address(settings: Settings) -> None:
    world = make_world()
    coded = print_paper(issue_paper(known_kind(), draft_of(world.school), issued_on=DAY, by=None))
    settings.SITE_URL = ""
    plain = print_paper(issue_paper(known_kind(), draft_of(world.school), issued_on=DAY, by=None))

    assert (len(coded.code), plain.code) == (10, "")
    assert (b"media/image1.png" in content_of(coded), b"media/image1.png" in content_of(plain)) == (True, False)


def test_check_paper_tells_number_day_issuer_and_public_fields_alone(client: Client) -> None:
    paper = checked()

    page = client.get(f"/check/{paper.code.lower()}/").content.decode()

    assert "Бумага выпущена и действует" in page
    assert "14 сентября 2026" in page.replace("&nbsp;", " ").replace("\u00a0", " ")
    assert not any(name in page for name in ("Ковалёва", "Дроздов", "Рябова"))


def test_check_paper_tells_that_it_is_withdrawn_and_not_why(client: Client) -> None:
    paper = checked()
    withdraw_paper(paper, reason="Секретная причина", by=User.objects.earliest("pk"))

    page = client.get(f"/check/{paper.code}/").content.decode()

    assert ("Бумага отозвана" in page, "Секретная" in page) == (True, False)


def test_check_paper_compares_a_file_with_the_issued_one(client: Client) -> None:
    paper = checked()
    content = content_of(paper)

    assert "Это тот самый файл" in compared(client, paper, content)
    assert "Это другой файл" in compared(client, paper, content[:-1] + b"x")


def test_check_paper_of_an_unknown_code_is_not_there(client: Client) -> None:
    checked()

    answer = client.get("/check/AAAAAAAAAA/")

    assert (answer.status_code, "Такой бумаги нет" in answer.content.decode()) == (404, True)


def test_guessing_of_codes_is_slowed_down_and_right_ones_are_not_counted(client: Client) -> None:
    paper = checked()

    right = {client.get(f"/check/{paper.code}/").status_code for _ in range(40)}
    wrong = [client.get(f"/check/AAAAAAAA{number:02}/").status_code for number in range(32)]

    assert right == {200}
    assert (wrong[0], wrong[-1]) == (404, 429)


def test_find_paper_leads_to_the_code_however_it_is_typed(client: Client) -> None:
    answer = client.post("/check/", {"code": " abcd-efgh 23 "})

    assert answer["Location"] == "/check/ABCDEFGH23/"
