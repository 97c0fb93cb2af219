"""The log of what was taken out: every file, by whom, what it held; seen by him and by those who answer for him."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.exports import log_export
from metodsovet.ground.directory.middleware import ExportMiddleware
from metodsovet.ground.directory.models import Export, Person
from metodsovet.ground.directory.tests.world import World, employ, make_world, user_of
from metodsovet.ground.documents.actions import Requisites, add_act, attach_act_file
from metodsovet.kernel import clock
from metodsovet.kernel.exports import Exported
from tests.rights.furnishing import text_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def logged_in(person: Person) -> Client:
    client = Client()
    client.force_login(user_of(person))
    return client


def test_a_list_taken_out_is_written_down_with_its_filters_and_rows(world: World) -> None:
    asked: dict[str, str | int] = {"as": "xlsx", "organisation": world.school.pk, "find": "устинова"}
    logged_in(world.methodist).get("/directory/people/", asked)

    row = Export.objects.get()
    assert (row.by, row.title, row.rows) == (world.methodist.user, "Люди", 1)
    assert row.narrowed == "Организация: СОШ № 1; слова: «устинова»"


def test_pages_and_prints_are_no_exports(world: World) -> None:
    client = logged_in(world.methodist)
    client.get("/directory/people/")
    client.get("/directory/people/", {"as": "print"})
    client.head("/directory/people/", {"as": "xlsx"})

    assert not Export.objects.exists()


def test_an_attachment_taken_out_is_written_down_by_its_name(world: World) -> None:
    act = add_act(Requisites(kind="order", title="Приказ"), organisation=world.town, by=user_of(world.methodist))
    file = attach_act_file(act, text_file("приказ"), by=user_of(world.methodist))

    logged_in(world.teacher).get(file.get_absolute_url())

    assert list(Export.objects.values_list("by", "title", "rows")) == [(world.teacher.user_id, file.name, None)]


def test_a_file_of_which_nobody_told_anything_is_written_down_by_its_address(world: World) -> None:
    request = RequestFactory().get("/new/room/")
    request.user = user_of(world.teacher)

    ExportMiddleware(lambda _: HttpResponse("x", headers={"Content-Disposition": "attachment"}))(request)

    assert Export.objects.get().title == "/new/room/"


def test_an_example_with_nobodys_data_is_not_written_down(world: World) -> None:
    assert logged_in(world.methodist).get("/plans/read/example/file/").status_code == 200
    assert not Export.objects.exists()


def seen_by(person: Person) -> set[int | None]:
    return set(Export.objects.visible_to(user_of(person)).values_list("by__person", flat=True))


def test_the_log_is_seen_by_oneself_and_by_those_who_answer_for_the_municipality(world: World) -> None:
    for person in (world.teacher, world.deputy, world.methodist, world.foreign_methodist):
        log_export(Exported("Люди"), by=user_of(person))
    everybody_at_home = {world.teacher.pk, world.deputy.pk, world.methodist.pk}

    assert seen_by(world.teacher) == {world.teacher.pk}
    assert seen_by(world.deputy) == {world.deputy.pk}
    assert seen_by(world.head) == set()
    assert seen_by(world.administrator) == seen_by(world.authority_head) == everybody_at_home
    assert seen_by(world.foreign_methodist) == {world.foreign_methodist.pk}


def test_what_was_taken_out_at_another_place_is_not_seen_by_those_of_the_former_one(world: World) -> None:
    """A teacher moves to another municipality: each administrator sees what was taken out while she was his."""
    log_export(Exported("До переезда"), by=user_of(world.teacher))
    Export.objects.update(made_at=clock.now() - timedelta(days=60))
    world.teacher.employments.update(until=clock.today() - timedelta(days=30))
    employ(world.teacher, world.foreign_school, "учитель", "teacher")
    world.teacher.employments.filter(organisation=world.foreign_school).update(since=clock.today() - timedelta(days=29))
    log_export(Exported("После переезда"), by=user_of(world.teacher))

    titles = {
        person.pk: set(Export.objects.visible_to(user_of(person)).values_list("title", flat=True))
        for person in (world.methodist, world.administrator, world.foreign_methodist)
    }

    assert titles == {
        world.methodist.pk: {"До переезда"},
        world.administrator.pk: {"До переезда"},
        world.foreign_methodist.pk: {"После переезда"},
    }


def test_show_exports_tells_whose_log_it_is(world: World) -> None:
    log_export(Exported("Люди", "Роль: методист", 12), by=user_of(world.teacher))

    own = logged_in(world.teacher).get("/directory/exports/").content.decode()
    all_ = logged_in(world.administrator).get("/directory/exports/").content.decode()

    assert "которые забирали вы" in own
    assert "Бирюкова" in all_
    assert "Роль: методист" in all_


def test_show_exports_asks_the_same_number_of_queries_for_one_and_three_rows(world: World) -> None:
    client = logged_in(world.administrator)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/directory/exports/")
        return len(asked)

    log_export(Exported("Люди"), by=user_of(world.teacher))
    one = queries()
    for person in (world.deputy, world.head):
        log_export(Exported("Люди"), by=user_of(person))
    assert User.objects.filter(pk__in=Export.objects.values("by")).count() == 3

    assert queries() == one
