"""Doubts of lists that schools send: what the review asks, and what the answers do."""

import io

import pytest
from django.test import Client
from openpyxl import Workbook

from metodsovet.ground.directory.actions.rosters import apply_roster, decide_rows
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.lists import loaded, workbook, workbook_of
from metodsovet.ground.directory.tests.test_lists_of_schools import HEADING, NAME
from metodsovet.ground.directory.tests.world import make_world, user_of

pytestmark = pytest.mark.django_db


def test_a_post_without_a_name_is_asked_and_a_second_load_changes_nothing() -> None:
    world = make_world()
    by = user_of(world.methodist)
    content = workbook([HEADING, (NAME, "директор", "", ""), ("", "учитель", "история", "")])
    roster = loaded(content, world.school, by)
    asked = roster.rows.get(position=3)
    assert (asked.verdict, asked.candidates[0][1]) == ("doubtful", "Это тот же человек, вторая должность")
    assert asked.reason.startswith("Имени в строке нет, а над ней, в строке 2, — Ильина Анна Петровна.")

    decide_rows(roster, rows=[asked.pk], choice="first", by=by)
    apply_roster(roster, by=by)

    person = Person.objects.get(last_name="Ильина")
    assert set(person.employments.values_list("position__name", "is_main")) == {
        ("директор", True),
        ("учитель", False),
    }
    again = loaded(content, world.school, by)
    assert set(again.rows.filter(position__gt=0).values_list("verdict", flat=True)) == {"same"}


def test_a_post_without_a_name_that_is_not_loaded_is_of_nobody() -> None:
    world = make_world()
    by = user_of(world.methodist)
    roster = loaded(workbook([HEADING, (NAME, "директор", "", ""), ("", "учитель", "", "")]), world.school, by)
    decide_rows(roster, rows=[roster.rows.get(position=3).pk], choice="skip", by=by)
    apply_roster(roster, by=by)

    assert Person.objects.get(last_name="Ильина").employments.count() == 1


def test_two_names_are_not_taken_for_one_person() -> None:
    world = make_world()
    by = user_of(world.methodist)
    rows = [(f"{last} Нина Сергеевна", "учитель математики", "", "") for last in ("Белая", "Синяя")]
    roster = loaded(workbook([HEADING, *rows]), world.school, by)
    first, second = roster.rows.filter(position__gt=0).order_by("pk")
    renamed = f"renamed:{world.teacher.pk}"
    assert [row.candidates[0][0] for row in (first, second)] == [renamed, renamed]

    decide_rows(roster, rows=[first.pk, second.pk], choice=renamed, by=by)

    second.refresh_from_db()
    assert (second.verdict, second.candidates[0][0]) == ("doubtful", "new")
    assert "вы уже ответили о другой строке" in second.reason
    apply_roster(roster, by=by)
    world.teacher.refresh_from_db()
    assert world.teacher.last_name == "Белая"


def test_a_repetition_that_says_more_tells_what() -> None:
    world = make_world()
    rows = [(NAME, "учитель", "химия", "высшая"), (NAME, "учитель", "", "первая")]
    roster = loaded(workbook([HEADING, *rows]), world.school, user_of(world.methodist))

    second = roster.rows.get(position=3)

    assert second.verdict == "refused"
    assert "Здесь сказано другое: категория — первая" in second.reason


def test_a_kindergarten_without_its_number_is_known_by_its_proper_name() -> None:
    world = make_world()
    world.kindergarten.name = world.kindergarten.short_name = "Детский сад № 9 «Рябинка»"
    world.kindergarten.save()
    sheets = workbook_of({"дс Рябинка": [HEADING, (NAME, "воспитатель", "", "")]})
    roster = loaded(sheets, world.town, user_of(world.methodist))

    word = roster.said.get(kind="organisation")

    assert (word.organisation, word.is_settled) == (world.kindergarten, True)


def test_hidden_columns_are_told_on_the_page(client: Client) -> None:
    world = make_world()
    by = user_of(world.methodist)
    book = Workbook()
    sheet = book["Sheet"]
    sheet.append(("ФИО", "Должность", "Категория", "СНИЛС"))
    sheet.append((NAME, "учитель", "высшая", "112-233-445 95"))
    for letter in "CD":
        sheet.column_dimensions[letter].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    roster = loaded(buffer.getvalue(), world.school, by)
    client.force_login(by)

    page = client.get(roster.get_absolute_url()).content.decode().replace("\xa0", " ")
    columns = client.get(f"{roster.get_absolute_url()}?tab=columns").content.decode()

    assert "столбец C «Категория» скрыт в файле; прочитан" in page
    assert "столбец D «СНИЛС» скрыт в файле; не хранится" in page
    assert "столбец C скрыт в файле; прочитан" in columns
