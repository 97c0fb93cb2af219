"""The matrix of control and what is opened from it."""

from io import BytesIO
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from metodsovet.ground.assignments.actions import accept_report
from metodsovet.ground.assignments.models import Assignment, Matter
from metodsovet.ground.assignments.queries.matrix import Cell, MatrixFilter, ground_of, matrix_of
from metodsovet.ground.assignments.tests.ledger import give, give_and_report, give_to_deputy, in_days
from metodsovet.ground.assignments.tests.visits import client_of, text_of
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.tests.world import CANARY, World, make_world, user_of
from metodsovet.kernel.offers import Period

pytestmark = pytest.mark.django_db
PERIOD = Period(in_days(-60), in_days(60))
MATRIX = "/assignments/control/matrix/"


def source(record: Organisation) -> tuple[int, int]:
    """Any record of the product may be a source."""
    return ContentType.objects.get_for_model(record).pk, record.pk


def days() -> dict[str, str]:
    return {"from": f"{PERIOD.first_day}", "to": f"{PERIOD.last_day}"}


def matrix_seen_by(person: Person, **filters: Any) -> list[tuple[str, list[Cell | None], int, int]]:
    ground = ground_of(user_of(person), MatrixFilter(PERIOD, **filters))
    places = sorted(ground.places(), key=lambda place: place.pk)
    matrix = matrix_of(ground, list(ground.matters.order_by("first_due", "pk")), places, places)
    return [(row.title, list(row.cells), row.accepted, row.asked) for row in matrix.rows]


def two_matters(world: World) -> None:
    """A week asked of both schools, done by the first; an analysis of the first, twice, one of them late."""
    week, analysis = source(world.town), source(world.centre)
    accept_report(give_and_report(world, source=week, title="Неделя"), by=user_of(world.methodist))
    give(world, organisation=world.second_school, source=week, title="Неделя", due_on=in_days(40))
    give_to_deputy(world, source=analysis, title="Анализ", due_on=in_days(-2))
    give_to_deputy(world, source=analysis, title="Анализ", due_on=in_days(50))
    foreign = {"organisation": world.foreign_school, "issuer_id": world.foreign_town.pk}
    give(world, source=source(world.foreign_town), title=CANARY, **foreign)


def test_a_cell_has_the_worst_standing_and_a_row_its_sums() -> None:
    world = make_world()
    two_matters(world)

    rows = matrix_seen_by(world.methodist)

    assert rows == [
        ("Анализ", [Cell("overdue", 1, 2), None], 0, 2),
        ("Неделя", [Cell("done", 1, 1), Cell("on_track", 1, 1)], 1, 2),
    ]


def test_a_school_sees_its_own_column_alone() -> None:
    world = make_world()
    two_matters(world)

    assert matrix_seen_by(world.second_deputy) == [("Неделя", [Cell("on_track", 1, 1)], 0, 1)]
    assert matrix_seen_by(world.teacher) == []


def test_the_matrix_is_narrowed_by_kind_and_by_control() -> None:
    world = make_world()
    two_matters(world)

    assert matrix_seen_by(world.methodist, kinds=["kindergarten"]) == []
    assert [row[0] for row in matrix_seen_by(world.authority_head, under_control=True)] == ["Анализ", "Неделя"]
    assert matrix_seen_by(world.second_methodist, under_control=True) == []


def test_one_matter_for_each_source_however_often_it_is_given() -> None:
    world = make_world()

    for _ in range(3):
        give(world, source=source(world.town))
    give(world)

    assert [matter.key for matter in Matter.objects.all()] == [source(world.town)]


@pytest.mark.parametrize("rows", (1, 3))
def test_the_page_runs_a_constant_number_of_queries(rows: int) -> None:
    world = make_world()
    places = [world.school, world.second_school, world.kindergarten]
    for record in [world.town, world.centre, world.authority][:rows]:
        for place in places[:rows]:
            give(world, organisation=place, source=source(record))
    client = client_of(world.methodist)
    client.get(MATRIX, days())

    with CaptureQueriesContext(connection) as queries:
        page = text_of(client.get(MATRIX, days()))

    assert page.count('class="c ') == rows * rows
    assert len(queries) == 19


def test_a_pressed_row_opens_formula_rows_and_whom_to_remind() -> None:
    world = make_world()
    two_matters(world)
    matter = Matter.objects.get(object_id=world.town.pk)
    client = client_of(world.methodist)

    panel = text_of(client.get(MATRIX, {"matter": f"{matter.pk}", **days()}, headers={"hx-request": "true"}))
    page = text_of(client.get(MATRIX, {"matter": f"{matter.pk}", **days()}))

    assert not panel.lstrip().startswith("<!doctype")
    for text in (panel, page):
        assert "Принято 1 из 2" in text
        assert "Не сдали, 1" in text
        assert "Напомнить тем, кто не сдал, 1" in text


def test_the_opened_rows_come_as_xlsx() -> None:
    world = make_world()
    two_matters(world)
    key = "-".join(map(str, source(world.town)))
    client = client_of(world.methodist)

    answer = client.get("/assignments/control/figures/missing/", {"source": key, "as": "xlsx", **days()})

    sheet: Any = load_workbook(BytesIO(answer.content)).active
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["СОШ № 2"]


def test_a_figure_that_is_not_offered_and_a_foreign_matter_are_not_found() -> None:
    world = make_world()
    two_matters(world)
    foreign = Matter.objects.get(object_id=world.foreign_town.pk)
    client = client_of(world.methodist)

    assert client.get("/assignments/control/figures/nonsense/").status_code == 404
    assert client.get(MATRIX, {"matter": foreign.pk}).status_code == 404
    assert client.get(MATRIX, {"organisation": world.foreign_school.pk}).status_code == 404
    assert CANARY not in text_of(client.get(MATRIX, {"whom": "all", **days()}))


def test_the_matrix_as_xlsx_says_the_states_in_words() -> None:
    world = make_world()
    two_matters(world)

    answer = client_of(world.methodist).get(MATRIX, {"as": "xlsx", **days()})

    sheet: Any = load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Поручение", "Откуда", "Срок", "Принято", "Из", "СОШ № 1", "СОШ № 2")
    assert [row[5:] for row in rows[1:]] == [("просрочено, 1 из 2", None), ("исполнено", "в срок")]


def test_every_figure_of_the_ledger_counts_its_rows() -> None:
    world = make_world()
    two_matters(world)
    client = client_of(world.methodist)

    for name, number in {"given": 4, "accepted": 1, "on_time": 1, "late": 0, "missing": 3, "overdue": 1}.items():
        panel = text_of(client.get(f"/assignments/control/figures/{name}/", days(), headers={"hx-request": "true"}))

        assert f": {number}</h2>" in panel
    assert Assignment.objects.count() == 5
