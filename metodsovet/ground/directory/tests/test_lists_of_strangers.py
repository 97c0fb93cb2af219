"""Faults met in lists that were made by hand, as strangers make them."""

import io
from typing import Any

import pytest
from django.test import Client
from xlsxwriter import Workbook

from metodsovet.ground.directory.actions.rosters import apply_roster, decide_rows, read_roster, undo_roster
from metodsovet.ground.directory.models import Employment, Person, Position, Roster
from metodsovet.ground.directory.reading import Data, ReadRoster
from metodsovet.ground.directory.reading import read_roster as read_file
from metodsovet.ground.directory.reading.sheets import HIDDEN_ROW
from metodsovet.ground.directory.tests.lists import HEADING, loaded, row_of, workbook
from metodsovet.ground.directory.tests.world import World, make_world, user_of

NAME, OTHER = "Ильина Анна Петровна", "Котов Пётр Ильич"


def read(*rows: Any) -> ReadRoster:
    return read_file(workbook(rows), "список.xlsx")


def first(*rows: Any) -> Data:
    return read(*rows).rows[0].data


def name_in(data: Data) -> tuple[str, str, str]:
    return data["last_name"], data["first_name"], data["patronymic"]


@pytest.mark.parametrize(
    "cells", (("Ильина", "Анна", "Петровна"), ("Анна", "Петровна", "Ильина"), ("Петровна", "Ильина", "Анна"))
)
def test_parts_of_a_name_in_the_columns_of_one_another_are_known_by_the_patronymic(cells: tuple[str, ...]) -> None:
    row = read(("Фамилия", "Имя", "Отчество", "Должность"), (*cells, "учитель")).rows[0]

    assert name_in(row.data) == ("Ильина", "Анна", "Петровна")
    assert bool(row.remarks) is (cells[0] != "Ильина")


def test_a_surname_that_ends_as_a_patronymic_stays_a_surname() -> None:
    data = first(("Фамилия", "Имя", "Отчество", "Должность"), ("Пехтерович", "Анна", "Петровна", "учитель"))

    assert name_in(data) == ("Пехтерович", "Анна", "Петровна")


def test_columns_that_the_register_has_no_place_for_say_why() -> None:
    heading = ("ФИО", "Должность", "Ставка", "Нагрузка, ч", "Отпуск по уходу", "Награды", "Кабинет")
    columns = {one.header: one.why for one in read(heading, (NAME, "учитель", 1, 18, "да", "", "12")).columns}

    assert columns["Ставка"] == "не переносится: ставок справочник не хранит"
    assert columns["Отпуск по уходу"].startswith("не переносится: отпусков справочник не хранит")
    assert columns["Нагрузка, ч"].startswith("не переносится")
    assert columns["Награды"].startswith("не переносится")
    assert columns["Кабинет"] == ""


def test_short_headings_are_known() -> None:
    heading = ("Сотрудник", "Долж.", "Предм.", "Катег.", "Действует до")
    data = first(heading, (NAME, "учитель", "ист., общ.", "высшая", "24.03.2027"))

    assert data["subjects"] == ["история", "обществознание"]
    assert (data["category"], data["category_until"]) == ("highest", "2027-03-24")


@pytest.mark.parametrize(
    ("cell", "post", "subjects"),
    (
        ("Учитель, русский язык и литература", "учитель", ["русский язык", "литература"]),
        ("учитель (физика, химия)", "учитель", ["физика", "химия"]),
        ("учитель, ответственный за музей", "учитель, ответственный за музей", None),
        ("зам.зав. по УВР", "заместитель заведующего по УВР", None),
    ),
)
def test_a_post_with_its_subjects_in_one_cell(cell: str, post: str, subjects: list[str] | None) -> None:
    data = first(("ФИО", "Должность / предмет"), (NAME, cell))

    assert [one["words"] for one in data["posts"]] == [post]
    assert data.get("subjects") == subjects


def test_what_a_column_of_second_posts_says_is_taken_or_told() -> None:
    heading = ("ФИО", "Должность", "Внутр. совм.")
    rows = read(heading, (NAME, "воспитатель", "педагог-психолог"), (OTHER, "воспитатель", "по кругу")).rows

    assert [(one["words"], one["is_main"]) for one in rows[0].data["posts"]] == [
        ("воспитатель", None),
        ("педагог-психолог", False),
    ]
    assert rows[1].remarks == ("«по кругу» в столбце «Внутр. совм.» не понято.",)


def test_cells_that_repeat_are_read_of_each_row_by_itself() -> None:
    """TRUE and 1 are equal in Python, and lists of one row must not grow with another."""
    heading = ("ФИО", "Должность", "Предметы", "Основное место", "Пед. стаж")
    rows = (
        (NAME, "учитель", "физика", True, 1),
        (OTHER, "учитель", "физика", 1, True),
        (NAME, "учитель", "химия", True, 1),
    )
    read_rows = read(heading, *rows).rows

    assert [row.data["subjects"] for row in read_rows] == [["физика", "химия"], ["физика"]]
    assert [row.data["posts"][0]["is_main"] for row in read_rows] == [True, True]
    assert [row.data.get("teaching") for row in read_rows] == [[1, None], None]
    assert read_rows[1].remarks == ("Стаж «да» не понят.",)


def test_a_hidden_row_is_read_and_says_that_it_is_hidden() -> None:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("Титул").set_row(1, options={"hidden": True})
        sheet = book.add_worksheet("Люди")
        for place, row in enumerate((HEADING, (1, NAME, "учитель", "СОШ № 1"), (2, OTHER, "учитель", "СОШ № 1"))):
            sheet.write_row(place, 0, row)
        sheet.set_row(2, options={"hidden": True})

    rows = read_file(buffer.getvalue(), "список.xlsx").rows

    assert [(row.data["last_name"], row.remarks) for row in rows] == [("Ильина", ()), ("Котов", (HIDDEN_ROW,))]


@pytest.mark.django_db
class TestRowsWithoutPosts:
    @pytest.fixture
    def world(self) -> World:
        return make_world()

    @pytest.fixture
    def roster(self, world: World) -> Roster:
        rows = (HEADING, (1, NAME, "", "СОШ № 1"), (2, OTHER, "учитель", "СОШ № 1"))
        return loaded(workbook(rows), world.town, user_of(world.methodist))

    def choices(self, roster: Roster) -> list[str]:
        return [choice for choice, *_ in row_of(roster, NAME).candidates]

    def test_are_asked_with_the_usual_post_of_the_place_first(
        self, roster: Roster, client: Client, world: World
    ) -> None:
        client.force_login(user_of(world.methodist))
        page = client.get(roster.get_absolute_url()).content.decode().replace("\u00a0", " ")

        row = row_of(roster, NAME)
        assert row.verdict == "doubtful"
        assert self.choices(roster) == ["new:учитель", "new:должность не указана"]
        assert "Не указана должность. Выберите её" in page
        assert "Новый человек, должность «учитель»" in page

    def test_the_chosen_post_is_written_and_undone(self, roster: Roster, world: World) -> None:
        by = user_of(world.methodist)
        before = set(Position.objects.values_list("name", flat=True))

        decide_rows(roster, rows=[row_of(roster, NAME).pk], choice="new:должность не указана", by=by)
        kept = row_of(roster, NAME).data["posts"]
        apply_roster(roster, by=by)
        written = Employment.objects.get(person__last_name="Ильина").position.name
        roster.refresh_from_db()
        undo_roster(roster, by=by)

        assert kept == []
        assert written == "должность не указана"
        assert not Person.objects.filter(last_name="Ильина").exists()
        assert set(Position.objects.values_list("name", flat=True)) == before

    def test_the_choice_outlives_a_second_reading_and_may_be_taken_back(self, roster: Roster, world: World) -> None:
        by = user_of(world.methodist)
        decide_rows(roster, rows=[row_of(roster, NAME).pk], choice="first", by=by)
        roster.refresh_from_db()
        roster.said.all().delete()
        Roster.objects.filter(pk=roster.pk).update(state=Roster.State.READING)
        roster.refresh_from_db()

        read_roster(roster, by=by)
        after = row_of(roster, NAME)
        decide_rows(roster, rows=[after.pk], choice="", by=by)

        assert (after.verdict, after.choice) == ("new", "new:учитель")
        assert row_of(roster, NAME).verdict == "doubtful"

    def test_are_refused_while_nobody_has_chosen(self, roster: Roster, world: World) -> None:
        apply_roster(roster, by=user_of(world.methodist))

        row = row_of(roster, NAME)
        assert (row.outcome, "Не решено при проверке" in row.reason) == ("refused", True)
        assert not Person.objects.filter(last_name="Ильина").exists()


@pytest.mark.django_db
def test_one_initial_is_the_full_name_of_the_file() -> None:
    world = make_world()
    rows = (HEADING, (1, "Ильина А.", "методист", "СОШ № 1"), (2, NAME, "учитель", "СОШ № 1"))

    roster = loaded(workbook(rows), world.town, user_of(world.methodist))

    assert "Тот же человек" in row_of(roster, "Ильина А.").reason


@pytest.mark.django_db
def test_initials_wait_for_the_doubt_about_the_full_name() -> None:
    world = make_world()
    by = user_of(world.methodist)
    married = "Ильина Мария Петровна"  # Соколова Мария Петровна works there
    rows = (HEADING, (1, "Ильина М.П.", "методист", "СОШ № 1"), (2, married, "учитель", "СОШ № 1"))
    roster = loaded(workbook(rows), world.town, by)
    before = row_of(roster, "Ильина М.П.")

    decide_rows(roster, rows=[row_of(roster, married).pk], choice="new", by=by)

    assert (before.verdict, "решите о ней" in before.reason) == ("doubtful", True)
    assert row_of(roster, "Ильина М.П.").verdict == "new"
