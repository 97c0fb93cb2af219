"""Columns named by hand: the list is read again, what was decided stays, the answer is remembered."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from metodsovet.ground.directory.actions.rosters import (
    add_unknown_places,
    apply_roster,
    decide_rows,
    name_columns,
    read_roster,
    settle_word,
)
from metodsovet.ground.directory.models import ColumnMatch, Organisation, Person, Roster, RosterWord
from metodsovet.ground.directory.tests.lists import HEADING, loaded, outcomes, row_of, verdicts, workbook
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
ROWS = (
    ("ФИО", "Должность", "Числится", "СНИЛС"),
    ("Новых Анна Ивановна", "учитель", "СОШ № 1", "112-233-445 95"),
    ("Бирюкова Нина Сергеевна", "учитель математики", "СОШ № 1", "112-233-445 95"),
    ("Старых Инна Львовна", "учитель", "Школа у реки", "112-233-445 95"),
)


@pytest.fixture
def world() -> World:
    return make_world()


def named(roster: Roster, by: Any, **kinds: str) -> Roster:
    roster = name_columns(roster, kinds={key.capitalize(): kind for key, kind in kinds.items()}, by=by)
    return read_roster(roster, by=by)


def test_name_columns_reads_the_list_again(world: World) -> None:
    by = user_of(world.methodist)
    roster = loaded(workbook(ROWS), world.town, by)
    assert set(verdicts(roster).values()) == {"doubtful"}
    roster = named(roster, by, числится="PLACE")
    assert roster.state == Roster.State.REVIEW
    assert verdicts(roster)["Новых Анна Ивановна"] == "new"
    assert verdicts(roster)["Бирюкова Нина Сергеевна"] == "same"
    assert roster.rows.filter(position__gt=0).count() == 3


def test_named_column_is_remembered_for_the_next_list_of_the_node(world: World) -> None:
    by = user_of(world.methodist)
    named(loaded(workbook(ROWS), world.town, by), by, числится="PLACE")
    again = loaded(workbook(ROWS), world.town, by)
    assert verdicts(again)["Новых Анна Ивановна"] == "new"
    own = loaded(workbook(ROWS[:3]), world.school, user_of(world.deputy))  # another node reads as the headings say
    assert ["Числится", "не загружается"] in [column[1:3] for column in own.columns]


def test_second_reading_keeps_what_was_decided(world: World) -> None:
    by = user_of(world.methodist)
    roster = loaded(workbook(ROWS), world.town, by)
    roster = named(roster, by, числится="PLACE")
    decide_rows(roster, rows=[row_of(roster, "Новых Анна Ивановна").pk], choice="skip", by=by)
    head = row_of(roster, "Устинова Вера Глебовна")
    decide_rows(roster, rows=[head.pk], choice="keep", by=by)
    word = RosterWord.objects.get(roster=roster, words="Школа у реки")
    settle_word(word, target=None, added="school", by=by)
    roster = named(roster, by, должность="UNKNOWN")
    roster = named(roster, by, должность="POST")
    assert row_of(roster, "Новых Анна Ивановна").choice == "skip"
    assert row_of(roster, "Устинова Вера Глебовна").choice == "keep"
    assert verdicts(roster)["Старых Инна Львовна"] == "new"


def test_name_columns_refuses_what_is_not_kept_and_what_is_not_there(world: World) -> None:
    by = user_of(world.methodist)
    roster = loaded(workbook(ROWS), world.town, by)
    tried = {
        "forbidden_column": {"СНИЛС": "POST"},
        "unknown_column": {"Чего нет": "POST"},
        "wrong_kind": {"Числится": "FORBIDDEN"},
        "nothing_named": {},
    }
    for code, kinds in tried.items():
        with pytest.raises(DomainError) as refusal:
            name_columns(roster, kinds=kinds, by=by)
        assert refusal.value.code == code
    assert not ColumnMatch.objects.exists()
    apply_roster(roster, by=by)
    with pytest.raises(DomainError) as refusal:
        name_columns(roster, kinds={"Числится": "PLACE"}, by=by)
    assert refusal.value.code == "not_in_review"


def test_naming_that_leaves_nobody_is_taken_back(world: World) -> None:
    by = user_of(world.methodist)
    rows = [("№", "ФИО"), (1, "Бирюкова Нина Сергеевна")]
    roster = loaded(workbook(rows), world.school, by)
    roster = read_roster(name_columns(roster, kinds={"ФИО": "UNKNOWN"}, by=by), by=by)
    assert (roster.state, verdicts(roster)["Бирюкова Нина Сергеевна"]) == (Roster.State.REVIEW, "same")
    assert "не остаётся ни одной строки" in roster.trouble
    assert not ColumnMatch.objects.exists()


def test_columns_on_the_page(client: Client, world: World) -> None:
    client.force_login(user_of(world.methodist))
    data = {
        "file": SimpleUploadedFile("Штат.xlsx", workbook(ROWS)),
        "organisation": world.town.pk,
        "as_of": f"{clock.today():%Y-%m-%d}",
        "form_key": "раз",
    }
    client.post("/directory/rosters/load/", data)
    roster = Roster.objects.get()
    page = client.get(f"{roster.get_absolute_url()}?tab=columns").content.decode()
    assert 'aria-label="Что в столбце «Числится»"' in page
    assert 'aria-label="Что в столбце «СНИЛС»"' not in page
    headers, kinds = ["ФИО", "Должность", "Числится"], ["FULL_NAME", "POST", "PLACE"]
    client.post(f"/directory/rosters/{roster.pk}/columns/", {"header": headers, "kind": kinds})
    assert list(ColumnMatch.objects.values_list("key", "kind")) == [("числится", "PLACE")]
    assert verdicts(roster)["Новых Анна Ивановна"] == "new"


def test_add_unknown_places_makes_each_school_once(world: World) -> None:
    """A file calls one school by two names; what several known ones fit is still asked."""
    by = user_of(world.methodist)
    rows = [
        HEADING,
        (1, "Новых Анна Ивановна", "учитель", "МБОУ СОШ № 77"),
        (2, "Старых Инна Львовна", "учитель", "Школа №77"),
        (3, "Иных Олег Ильич", "воспитатель", "Детский сад № 12"),
    ]
    roster = loaded(workbook(rows), world.town, by)
    assert add_unknown_places(roster, by=by) == 3
    roster = apply_roster(roster, by=by)
    assert outcomes(roster) == {"applied": 3, "same": 0, "refused": 0}
    schools = Organisation.objects.filter(name__contains="77")
    assert [school.kind for school in schools] == ["school"]
    people = Person.objects.filter(employments__organisation=schools[0])
    assert sorted(person.last_name for person in people) == ["Новых", "Старых"]
    assert Organisation.objects.get(name="Детский сад № 12").kind == "kindergarten"


def test_lead_of_one_school_adds_no_places(world: World) -> None:
    by = user_of(world.deputy)
    roster = loaded(workbook([HEADING, (1, "Новых Анна Ивановна", "учитель", "СОШ № 1")]), world.school, by)
    with pytest.raises(DomainError) as refusal:
        add_unknown_places(roster, by=by)
    assert refusal.value.code == "not_yours_to_add"
