"""Rows that are edited or deleted leave what they were, whoever edits them and however; and it is told in words."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.access.actors import acting
from metodsovet.ground.access.history import lines_of
from metodsovet.ground.access.history.kept import kept_tables
from metodsovet.ground.access.history.lines import FieldChange
from metodsovet.ground.access.models import RowChange
from metodsovet.ground.directory.actions import rename_person
from metodsovet.ground.directory.models import Employment, Organisation, Person
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.ground.documents.actions import Requisites, add_act, change_act

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = make_world()
    RowChange.objects.all().delete()  # of its making
    return world


def changes_of(subject: Person | Organisation) -> list[FieldChange]:
    return [change for line in lines_of(subject, 50) for change in line.changes]


def test_every_kept_model_has_its_trigger() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgargs FROM pg_trigger WHERE tgname = 'keep_rows'")
        owners = {table: bytes(arguments).split(b"\0")[0].decode() for table, arguments in cursor.fetchall()}

    assert owners == {table: kept.owner._meta.db_table for table, kept in kept_tables().items()}


def test_an_edit_is_kept_with_the_columns_that_changed_and_who_did_it(world: World) -> None:
    with acting(user_of(world.administrator)):
        Person.objects.filter(pk=world.teacher.pk).update(last_name="Бирюкова-Ким", first_name="Нина")

    kept = RowChange.objects.get(row_table="directory_person")
    assert (kept.was, kept.became) == ({"last_name": "Бирюкова"}, {"last_name": "Бирюкова-Ким"})
    assert (kept.owner_id, kept.by_id) == (world.teacher.pk, world.administrator.user_id)


def test_an_edit_that_changes_nothing_and_a_new_row_leave_nothing(world: World) -> None:
    Person.objects.filter(pk=world.teacher.pk).update(last_name="Бирюкова")
    Organisation.objects.filter(pk=world.school.pk).update(path="9.")
    RowChange.objects.all().delete()
    Person.objects.create(last_name="Новикова", first_name="Анна")

    assert not RowChange.objects.exists()


def test_what_is_edited_past_the_product_is_kept_as_nobodys(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE directory_organisation SET name = 'Гимназия' WHERE id = %s", [world.school.pk])

    line = lines_of(world.school, 50)[0]
    assert (line.who, line.by_id) == ("", None)
    assert line.changes == [FieldChange("полное название", "СОШ № 1", "Гимназия")]


def test_a_deleted_part_is_kept_whole_in_the_history_of_its_owner(world: World) -> None:
    world.teacher.employments.all().delete()

    whole = "1 сентября 2020 г., Н.С. Бирюкова, СОШ № 1, учитель математики, да"
    assert changes_of(world.teacher) == [FieldChange("Место работы: удалено", whole, "")]


def test_values_are_told_in_words(world: World) -> None:
    job = world.teacher.employments.get()
    Employment.objects.filter(pk=job.pk).update(
        organisation=world.second_school, until=date(2027, 5, 31), is_main=False
    )
    Person.objects.filter(pk=world.teacher.pk).update(gender="f")

    assert set(changes_of(world.teacher)) == {
        FieldChange("пол", "не указан", "женский"),
        FieldChange("Место работы: где", "СОШ № 1", "СОШ № 2"),
        FieldChange("Место работы: по", "не указано", "31 мая 2027 г."),
        FieldChange("Место работы: основное место работы", "да", "нет"),
    }


def test_the_verb_and_its_fields_are_one_line(world: World) -> None:
    by = user_of(world.methodist)
    with acting(by):
        rename_person(world.teacher, last_name="Ким", first_name="Нина", patronymic="Сергеевна", gender="f", by=by)

    line = lines_of(world.teacher, 50)[0]
    assert line.text.startswith("Имя: было")
    assert FieldChange("фамилия", "Бирюкова", "Ким") in line.changes
    assert line.who == "О.В.\u00a0Лебедева"


def test_an_actor_is_forgotten_at_the_end_even_if_the_request_failed(world: World) -> None:
    with pytest.raises(ZeroDivisionError), acting(user_of(world.methodist)):
        raise ZeroDivisionError
    Person.objects.filter(pk=world.teacher.pk).update(last_name="Ким")

    assert RowChange.objects.get().by_id is None


def test_a_transaction_that_is_taken_back_leaves_no_history(world: World) -> None:
    with transaction.atomic():
        Person.objects.filter(pk=world.teacher.pk).update(last_name="Ким")
        transaction.set_rollback(True)

    assert not RowChange.objects.exists()


def logged_in(person: Person) -> Client:
    client = Client()
    client.force_login(user_of(person))
    return client


def test_a_form_posted_by_somebody_is_kept_as_his(world: World) -> None:
    form = {"last_name": "Ким", "first_name": "Нина", "patronymic": "Сергеевна", "gender": "f"}
    logged_in(world.methodist).post(f"/directory/people/{world.teacher.pk}/name/", form)

    assert {kept.by_id for kept in RowChange.objects.all()} == {world.methodist.user_id}


@pytest.mark.parametrize(
    ("reader", "status"),
    (
        ("methodist", 200),
        ("deputy", 200),
        ("teacher", 200),
        ("head", 200),
        ("second_deputy", 404),
        ("foreign_methodist", 404),
    ),
)
def test_show_history_of_a_person_is_for_himself_and_for_those_who_keep_him(
    world: World, reader: str, status: int
) -> None:
    assert logged_in(getattr(world, reader)).get(f"/history/person/{world.teacher.pk}/").status_code == status


def test_show_history_of_a_colleague_is_refused(world: World) -> None:
    assert logged_in(world.teacher).get(f"/history/person/{world.deputy.pk}/").status_code == 403
    assert "Вся история" not in logged_in(world.teacher).get(world.deputy.get_absolute_url()).content.decode()


@pytest.mark.parametrize("kind", ("unknown", "user"))
def test_show_history_of_something_without_a_history_is_missing(world: World, kind: str) -> None:
    assert logged_in(world.methodist).get(f"/history/{kind}/1/").status_code == 404


def test_show_history_tells_what_was_and_what_became_in_a_constant_number_of_queries(world: World) -> None:
    by, client = user_of(world.methodist), logged_in(world.methodist)
    act = add_act(Requisites(kind="order", title="О питании", number="1"), organisation=world.town, by=by)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/history/act/{act.pk}/")
        return len(asked)

    change_act(act, Requisites(kind="letter", title="О питании", number="2"), by=by)
    page, one = client.get(f"/history/act/{act.pk}/").content.decode(), queries()
    for number in "345":
        change_act(act, Requisites(kind="letter", title="О питании", number=number), by=by)

    assert "<del>приказ</del>" in page
    assert "<ins>письмо</ins>" in page
    assert queries() == one
