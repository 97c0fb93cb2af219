"""Lists on the screen: who may load, what is asked, what comes back."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from metodsovet.ground.directory import tasks
from metodsovet.ground.directory.actions.rosters import load_roster
from metodsovet.ground.directory.models import Person, Roster, RosterProgress
from metodsovet.ground.directory.tests.lists import HEADING, loaded, outcomes, row_of, workbook
from metodsovet.ground.directory.tests.world import CANARY, World, make_world, user_of
from metodsovet.kernel import clock

pytestmark = pytest.mark.django_db
ROWS = (
    HEADING,
    (1, "Новых Анна Ивановна", "учитель", "СОШ № 1"),
    (2, "Бирюкова Нина Сергеевна", "учитель математики", "СОШ № 2"),
    (3, "=1+1", "учитель", "СОШ № 2"),
)


@pytest.fixture
def world() -> World:
    return make_world()


def as_(client: Client, person: Person) -> Client:
    client.force_login(user_of(person))
    return client


def upload(client: Client, world: World, organisation: Any, content: bytes = workbook(ROWS)) -> Any:
    data = {
        "file": SimpleUploadedFile("Штат.xlsx", content),
        "organisation": organisation.pk,
        "as_of": f"{clock.today():%Y-%m-%d}",
        "form_key": "один-раз",
    }
    return client.post("/directory/rosters/load/", data)


def test_from_the_file_to_the_register_on_the_pages(client: Client, world: World) -> None:
    as_(client, world.methodist)
    first, second = upload(client, world, world.town), upload(client, world, world.town)
    roster = Roster.objects.get()  # a double press made one list
    assert first["Location"] == second["Location"] == roster.get_absolute_url()
    page = client.get(roster.get_absolute_url()).content.decode().replace("\u00a0", " ")
    assert "Тот же человек, перешёл сюда" in page
    doubt = row_of(roster, "Бирюкова Нина Сергеевна")
    url = f"/directory/rosters/{roster.pk}/decide/"
    client.post(url, {"chosen": doubt.pk, "choice": f"person:{world.teacher.pk}", "next": roster.get_absolute_url()})
    assert row_of(roster, "Бирюкова Нина Сергеевна").verdict == "changed"
    client.post(f"/directory/rosters/{roster.pk}/apply/")
    assert outcomes(roster) == {"applied": 2, "same": 0, "refused": 1}
    rest = client.get(f"/directory/rosters/{roster.pk}/rest/")
    (head, row) = CalamineWorkbook.from_filelike(io.BytesIO(rest.content)).get_sheet_by_index(0).to_python()
    assert head[:2] == ["Кто", "Должность"]
    assert (row[0], row[head.index("Почему")]) == (
        "=1+1",
        "Вместо имени одно слово «=1+1»: нужны фамилия, имя и отчество.",
    )
    client.post(f"/directory/rosters/{roster.pk}/undo/")
    assert Roster.objects.get().state == Roster.State.UNDONE
    assert not Person.objects.filter(last_name="Новых").exists()


def test_undo_page_names_what_holds_the_list(client: Client, world: World) -> None:
    as_(client, world.methodist)
    upload(client, world, world.town)
    roster = Roster.objects.get()
    client.post(f"/directory/rosters/{roster.pk}/apply/")
    person = Person.objects.get(last_name="Новых")
    client.post(f"/directory/people/{person.pk}/account/", {"login": "novyh"})
    page = client.get(f"/directory/rosters/{roster.pk}/undo/").content.decode()
    assert "человеку дан вход" in page or "после загрузки сделано" in page
    assert "Отменить загрузку</button>" not in page


def test_bulk_decision_takes_what_the_filter_shows(client: Client, world: World) -> None:
    as_(client, world.methodist)
    upload(client, world, world.town)
    roster = Roster.objects.get()
    client.post(f"/directory/rosters/{roster.pk}/decide/?verdict=missing", {"all": "1", "choice": "keep"})
    missing = roster.rows.filter(verdict="missing")
    assert missing.count() > 1
    assert set(missing.values_list("choice", flat=True)) == {"keep"}
    assert set(roster.rows.exclude(verdict="missing").values_list("choice", flat=True)) == {""}


@pytest.mark.parametrize("tab", ("doubts", "rows", "words", "columns"))
def test_pages_of_a_list_ask_the_same_whatever_its_length(client: Client, world: World, tab: str) -> None:
    as_(client, world.methodist)
    numbers = []
    for number in (1, 12):
        names = "абвгдежзиклм"[:number]
        people = [(1, f"Новых{one} Анна Ивановна", f"учитель {one}", f"Школа {one}") for one in names]
        roster = loaded(workbook([HEADING, *people]), world.town, user_of(world.methodist))
        client.get(f"/directory/rosters/{roster.pk}/?tab={tab}")
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"/directory/rosters/{roster.pk}/?tab={tab}").status_code == 200
        numbers.append(len(seen))
    assert numbers[0] == numbers[1] if tab != "doubts" else numbers[1] - numbers[0] <= 11


@pytest.mark.parametrize(
    ("who", "status"), (("methodist", 200), ("deputy", 200), ("head", 200), ("teacher", 403), ("administrator", 403))
)
def test_who_may_load_lists(client: Client, world: World, who: str, status: int) -> None:
    as_(client, getattr(world, who))
    assert client.get("/directory/rosters/load/").status_code == status
    assert client.get("/directory/rosters/").status_code == status


def test_lead_cannot_load_for_the_town_nor_see_its_lists(client: Client, world: World) -> None:
    roster = loaded(workbook(ROWS), world.town, user_of(world.methodist))
    as_(client, world.deputy)
    assert upload(client, world, world.town).status_code == 422
    assert client.get(roster.get_absolute_url()).status_code == 404
    upload(client, world, world.school)
    address = Roster.objects.latest("pk").get_absolute_url()
    page = client.get(f"{address}?tab=rows").content.decode()
    assert "методическая служба" in page
    assert CANARY not in page


def test_unreadable_file_says_why(client: Client, world: World) -> None:
    as_(client, world.methodist)
    upload(client, world, world.town, b"%PDF-1.7")
    roster = Roster.objects.get()
    assert roster.state == Roster.State.UNREADABLE
    assert "это PDF" in client.get(roster.get_absolute_url()).content.decode()
    assert not roster.file


def test_example_is_read_by_our_own_reader(client: Client, world: World) -> None:
    as_(client, world.methodist)
    content = client.get("/directory/rosters/example/").content
    upload(client, world, world.town, content)
    roster = Roster.objects.get()
    assert {"new", "same"} & set(roster.rows.values_list("verdict", flat=True))
    assert [why for _, _, _, why, _ in roster.columns if why] == ["СНИЛС"] * 2


def test_worker_reads_applies_and_checks_the_right_again(client: Client, world: World) -> None:
    by = user_of(world.methodist)
    roster = load_roster(workbook(ROWS), "Штат.xlsx", organisation=world.town, as_of=clock.today(), by=by)
    as_(client, world.methodist)
    assert "Ждёт очереди" in client.get(roster.get_absolute_url()).content.decode()
    Roster.objects.filter(pk=roster.pk).update(loaded_at=clock.now() - timedelta(hours=1))
    assert "Отложить и загрузить заново" in client.get(roster.get_absolute_url()).content.decode()
    stranger = user_of(world.teacher)
    tasks.read_roster(roster=roster.pk, user=stranger.pk)
    roster.refresh_from_db()
    assert (roster.state, roster.trouble) == (Roster.State.UNREADABLE, "Права загружать этот список больше нет.")
    assert RosterProgress.objects.filter(roster=roster).exists()
