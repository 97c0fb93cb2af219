"""The report of discipline, the board, and later deadlines granted to many."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook

from metodsovet.ground.assignments.actions import (
    accept_report,
    ask_extension,
    cancel_assignment,
    grant_extension,
    hand_in_report,
    return_report,
)
from metodsovet.ground.assignments.models import Assignment, Extension
from metodsovet.ground.assignments.queries.tallies import discipline
from metodsovet.ground.assignments.tests.ledger import fresh, give, give_and_report, give_to_deputy, in_days
from metodsovet.ground.assignments.tests.visits import client_of, text_of
from metodsovet.ground.directory.tests.world import CANARY, World, make_world, user_of
from metodsovet.kernel.offers import Period

pytestmark = pytest.mark.django_db
PERIOD = Period(in_days(-60), in_days(60))
DAYS = {"from": f"{PERIOD.first_day}", "to": f"{PERIOD.last_day}"}
DISCIPLINE = "/assignments/control/discipline/"


def a_year(world: World) -> None:
    """The first school: one in time, one late, one overdue, one extended, one returned, one cancelled, one waiting."""
    methodist, deputy = user_of(world.methodist), user_of(world.deputy)
    accept_report(give_and_report(world), by=methodist)
    late = give_and_report(world, due_on=in_days(-3))
    accept_report(late, by=methodist)
    give_to_deputy(world, due_on=in_days(-1))
    later = give_to_deputy(world)
    grant_extension(ask_extension(later, until=in_days(20), reason="Болезнь", by=deputy), by=methodist)
    return_report(give_and_report(world), remark="Дополните", by=methodist)
    cancel_assignment(give_to_deputy(world), reason="Нет", by=methodist)
    give_and_report(world)
    give(world, organisation=world.foreign_school, issuer_id=world.foreign_town.pk)


def test_discipline_counts_what_became_of_what_was_asked() -> None:
    world = make_world()
    a_year(world)

    tallies = discipline(user_of(world.methodist), PERIOD)

    tally = tallies[world.school.pk]
    assert set(tallies) == {world.school.pk}
    assert {name: tally.of(name) for name in ("given", "on_time", "late", "overdue", "waiting")} == {
        "given": 6, "on_time": 1, "late": 1, "overdue": 1, "waiting": 1,
    }  # fmt: skip
    assert (tally.of("extended"), tally.of("returned")) == (1, 1)
    assert tally.on_time_share == Decimal(1) / 3


def test_discipline_is_not_shown_of_places_that_are_seen_in_part() -> None:
    world = make_world()
    a_year(world)

    assert discipline(user_of(world.teacher), PERIOD) == {}
    assert set(discipline(user_of(world.head), PERIOD)) == {world.school.pk}
    assert discipline(user_of(world.second_deputy), PERIOD) == {}


def test_each_number_of_the_report_opens_as_many_rows() -> None:
    world = make_world()
    a_year(world)
    client = client_of(world.methodist)
    tally = discipline(user_of(world.methodist), PERIOD)[world.school.pk]

    for name in ("given", "on_time", "late", "overdue", "waiting", "extended", "returned"):
        asked = {"organisation": f"{world.school.pk}", **DAYS}
        panel = client.get(f"/assignments/control/figures/{name}/", asked, headers={"hx-request": "true"})

        assert f": {tally.of(name)}</h2>" in text_of(panel)


def test_the_report_as_word_and_as_a_sheet() -> None:
    world = make_world()
    a_year(world)
    client = client_of(world.methodist)

    word = Document(BytesIO(client.get(f"{DISCIPLINE}download/", {**DAYS, "format": "docx"}).content))
    sheet: Any = load_workbook(BytesIO(client.get(f"{DISCIPLINE}download/", {**DAYS, "format": "xlsx"}).content)).active

    expected = ["1", "СОШ № 1", "6", "1", "1", "1", "1", "1", "1", "33,3\u00a0%"]
    assert [cell.text for cell in word.tables[0].rows[1].cells] == expected
    assert [cell.text for cell in word.tables[0].rows[2].cells][1:3] == ["Всего", "6"]
    assert expected in [[str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    assert client.get(f"{DISCIPLINE}download/", {"format": "pdf"}).status_code == 404


@pytest.mark.parametrize("places", (1, 3))
@pytest.mark.parametrize(("address", "number"), ((DISCIPLINE, 13), ("/assignments/control/board/", 19)))
def test_the_pages_run_a_constant_number_of_queries(places: int, address: str, number: int) -> None:
    world = make_world()
    for place in [world.school, world.second_school, world.kindergarten][:places]:
        give(world, organisation=place)
    client = client_of(world.methodist)
    client.get(address, DAYS)

    with CaptureQueriesContext(connection) as queries:
        client.get(address, DAYS)

    assert len(queries) == number


def test_the_board_shows_the_controller_his_own_and_what_needs_him_first() -> None:
    world = make_world()
    a_year(world)
    ask_extension(Assignment.objects.get(due_on=in_days(-1)), until=in_days(9), reason="Нет", by=user_of(world.deputy))
    client = client_of(world.authority_head)

    page = text_of(client.get("/assignments/control/board/", DAYS))

    assert "На моём контроле" in page
    assert "Ответить на просьбы продлить срок" in page
    assert "Напомнить тем, кто не сдал, 3" in page
    assert CANARY not in page


def test_grant_extensions_answers_all_the_chosen_at_once() -> None:
    world = make_world()
    asked = [give_to_deputy(world), give_to_deputy(world)]
    for number, one in enumerate(asked, start=1):
        ask_extension(one, until=in_days(20 + number), reason="Болезнь", by=user_of(world.deputy))
    client = client_of(world.methodist)

    page = text_of(client.get("/assignments/control/?whose=extension"))
    client.post("/assignments/control/extend/?whose=extension", {"chosen": [one.pk for one in asked]})

    assert "Продлить по просьбам, 2" in page
    assert [fresh(one).due_on for one in asked] == [in_days(21), in_days(22)]
    assert set(Extension.objects.values_list("state", flat=True)) == {"granted"}


def test_grant_extensions_is_not_for_whoever_asked() -> None:
    world = make_world()
    asked = give_to_deputy(world)
    ask_extension(asked, until=in_days(20), reason="Болезнь", by=user_of(world.deputy))

    client_of(world.deputy).post("/assignments/control/extend/", {"chosen": [asked.pk]})

    assert fresh(asked).due_on == in_days(5)
    hand_in_report(fresh(asked), text="Сделано", by=user_of(world.deputy))
