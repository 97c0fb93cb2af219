"""What must not be kept is named and is nowhere in the database, whatever the column it stands in."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection

from metodsovet.ground.directory.actions.rosters import apply_roster, discard_roster
from metodsovet.ground.directory.models import Person, Roster
from metodsovet.ground.directory.queries_rosters import columns_of
from metodsovet.ground.directory.reading.forbidden import why_heading, without_forbidden
from metodsovet.ground.directory.reading.words import key_of
from metodsovet.ground.directory.tasks import sweep_rosters
from metodsovet.ground.directory.tests.lists import loaded, workbook
from metodsovet.ground.directory.tests.world import make_world, user_of
from metodsovet.kernel import clock

pytestmark = pytest.mark.django_db

CANARIES = (
    "112-233-445 95",
    "11223344595",
    "4509 123456",
    "14.05.1980",
    "ул. Канареечная, д. 5, кв. 6",
    "8-912-555-12-34",
    "инвалид 2 гр.",
    "kanareika@example.org",
    "771234567890",
)
HEADING = (
    "ФИО",
    "Должность",
    "ОО",
    "СНИЛС",
    "Страховой номер",
    "Паспорт (серия, номер)",
    "Дата рождения",
    "Домашний адрес",
    "Моб. телефон",
    "Здоровье",
    "Эл. почта",
    "ИНН",
)
PLAIN = ("Ильина Анна Петровна", "учитель", "СОШ № 1", *CANARIES)


def test_forbidden_columns_are_named_and_their_values_are_nowhere() -> None:
    world = make_world()
    roster = loaded(workbook([HEADING, PLAIN]), world.town, user_of(world.methodist))
    assert [header for header, _ in columns_of(roster).forbidden] == list(HEADING[3:])
    assert canaries_kept() == []
    apply_roster(roster, by=user_of(world.methodist))
    assert Person.objects.filter(last_name="Ильина").exists()
    assert canaries_kept() == []


@pytest.mark.parametrize("place", range(3))
def test_secrets_inside_of_other_columns_are_cut_out(place: int) -> None:
    """A careless typist puts them into the name, the post, the school."""
    world = make_world()
    rows = []
    for canary in CANARIES:
        row = list(PLAIN[:3])
        row[place] = f"{row[place]}, {canary}"
        rows.append(row)
    loaded(workbook([HEADING[:3], *rows]), world.town, user_of(world.methodist))
    assert canaries_kept() == []


def test_a_column_without_a_telling_heading_is_known_by_its_values() -> None:
    world = make_world()
    heading = ("ФИО", "Должность", "ОО", "Разное", "Сведения", "Награды")
    rows = [
        (f"Ильина Анна {name}", "учитель", "СОШ № 1", "112-233-445 95", "14.05.1980", "просто слова")
        for name in ("Петровна", "Ивановна")
    ]
    roster = loaded(workbook([heading, *rows]), world.town, user_of(world.methodist))
    found = columns_of(roster)
    assert found.forbidden == [("Разное", "СНИЛС"), ("Сведения", "дата рождения")]
    assert found.left == [("Награды", "наград и званий справочник не хранит")]
    assert canaries_kept() == []
    assert "просто слова" not in everything_kept()


def test_the_file_goes_after_the_list_is_applied_or_put_aside(
    django_capture_on_commit_callbacks: Any,
) -> None:
    world = make_world()
    by = user_of(world.methodist)
    for finish in (apply_roster, discard_roster):
        roster = loaded(workbook([HEADING, PLAIN]), world.town, by)
        path = str(roster.file.name)
        assert default_storage.exists(path)
        with django_capture_on_commit_callbacks(execute=True):
            finish(roster, by=by)
        assert not default_storage.exists(path)
        assert Roster.objects.get(pk=roster.pk).file.name == ""


@pytest.mark.parametrize(
    "heading", (*HEADING[3:], "Д.р.", "Год рождения", "Место жительства", "Серия", "Контакты", "Дети")
)
def test_headings_that_are_forbidden(heading: str) -> None:
    assert why_heading(key_of(heading))


@pytest.mark.parametrize("words", ("учитель, 0,5 ст.", "высшее, ЯГПУ, 2004", "СОШ № 12", "приказ от 24.03.2022 № 1234"))
def test_innocent_words_stay_whole(words: str) -> None:
    assert without_forbidden(words, keeps_days=True) == (words, ())


def test_list_that_waits_for_more_than_14_days_is_put_aside(django_capture_on_commit_callbacks: Any) -> None:
    world = make_world()
    young, old = (loaded(workbook([HEADING, PLAIN]), world.town, user_of(world.methodist)) for _ in range(2))
    Roster.objects.filter(pk=old.pk).update(loaded_at=clock.now() - timedelta(days=15))
    path = str(old.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_rosters() == 1
    assert not default_storage.exists(path)
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.state, old.rows.count()) == (Roster.State.DISCARDED, 0)
    assert (young.state, bool(young.file)) == (Roster.State.REVIEW, True)


def canaries_kept() -> list[str]:
    kept = everything_kept()
    bare = ("Канареечная", "инвалид", "kanareika")
    return [one for one in (*CANARIES, *bare) if one in kept]


def everything_kept() -> str:
    """All rows of all tables, as text."""
    models = apps.get_models(include_auto_created=True)
    tables = sorted({model._meta.db_table for model in models if model._meta.managed})
    with connection.cursor() as cursor:
        texts = []
        for table in tables:
            cursor.execute(f'SELECT string_agg(row::text, chr(10)) FROM "{table}" AS row')
            texts.append(cursor.fetchone()[0] or "")
    return "\n".join(texts)
