from decimal import Decimal

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import F

from metodsovet.ground.assignments.actions import accept_report, cancel_assignment
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries import (
    ControlFilter,
    Progress,
    assignments_of,
    control_rows,
    counts_by_standing,
    progress_of,
)
from metodsovet.ground.assignments.tables import lead_text
from metodsovet.ground.assignments.tests.ledger import give, give_and_report, give_to_deputy, in_days, today
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.kernel.offers import Period, figure_named

pytestmark = pytest.mark.django_db


def source_of(record: Organisation) -> tuple[int, int]:
    return ContentType.objects.get_for_model(record).pk, record.pk


def found(world: World, filters: ControlFilter) -> set[Assignment]:
    return set(control_rows(user_of(world.methodist), filters))


def test_control_rows_are_narrowed_by_every_field() -> None:
    world = make_world()
    late = give_to_deputy(world, due_on=in_days(-2), title="Сдать анализ")
    waiting = give_and_report(world)
    other = give(world, organisation=world.second_school, source=source_of(world.second_school))

    assert found(world, ControlFilter()) == {late, waiting, other}
    assert found(world, ControlFilter(standings=["overdue"])) == {late}
    assert found(world, ControlFilter(organisation_ids=[world.second_school.pk])) == {other}
    assert found(world, ControlFilter(whose=["accept"])) == {waiting}
    assert found(world, ControlFilter(whose=["control"])) == set()
    assert found(world, ControlFilter(words="анализ соши")) == set()
    assert found(world, ControlFilter(words="анализ сош")) == {late}
    assert found(world, ControlFilter(sources=[source_of(world.second_school)])) == {other}
    assert found(world, ControlFilter(months=[in_days(-2)])) >= {late}


def test_control_rows_carry_what_the_list_shows() -> None:
    world = make_world()
    give_to_deputy(world)

    row = control_rows(user_of(world.methodist)).get()

    known = vars(row)
    assert (known["standing"], known["evidence_count"], known["asked_until"]) == ("at_risk", 0, None)
    assert [part.person for part in row.leads] == [world.deputy]


def test_control_sorts_by_worry_and_names_whom_it_is_offered_to() -> None:
    world = make_world()
    give_and_report(world)
    give(world, candidates=(world.deputy, world.teacher), due_on=in_days(90))
    give(world, due_on=in_days(-2))

    rows = list(control_rows(user_of(world.methodist)).order_by(F("urgency")))

    assert [vars(row)["standing"] for row in rows] == ["overdue", "waiting", "on_track"]
    assert [lead_text(row) for row in rows] == [
        "никто не назначен",
        "М.П.\u00a0Соколова",
        "предложено 2\u00a0людям",
    ]


def test_counts_of_the_list_count_its_rows() -> None:
    world = make_world()
    give_to_deputy(world, due_on=in_days(-2))
    give_and_report(world)
    give_and_report(world)

    counts = counts_by_standing(control_rows(user_of(world.methodist)))

    assert {state: number for state, number in counts.items() if number} == {"waiting": 2, "overdue": 1}


def test_progress_of_sources_in_one_query(django_assert_num_queries: object) -> None:
    world = make_world()
    sources = [world.school, world.second_school]
    accept_report(give_and_report(world, source=source_of(world.school)), by=user_of(world.methodist))
    give_and_report(world, source=source_of(world.school))
    give_to_deputy(world, source=source_of(world.school), due_on=in_days(-1))
    cancel_assignment(give(world, source=source_of(world.school)), reason="нет", by=None)

    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture of pytest-django
        progress = progress_of(sources)

    assert progress == {
        world.school.pk: Progress(total=3, accepted=1, waiting=1, overdue=1),
        world.second_school.pk: Progress(),
    }
    assert assignments_of([world.school]).count() == 4


def test_accepted_share_counts_what_is_still_asked() -> None:
    world = make_world()
    accept_report(give_and_report(world), by=user_of(world.methodist))
    give_to_deputy(world)
    cancel_assignment(give_to_deputy(world), reason="нет", by=None)
    give(world, organisation=world.foreign_school)

    figure = figure_named("assignments:accepted_share").compute(world.town, Period(in_days(-30), in_days(30)))

    assert (figure.value, figure.is_share, figure.rows.count()) == (Decimal("0.5"), True, 2)
    assert [step.value for step in figure.steps] == ["3", "− 1", "1", "50,0\u00a0%"]


def test_accepted_share_of_nothing_has_no_value() -> None:
    world = make_world()

    assert figure_named("assignments:accepted_share").compute(world.school, Period(today(), today())).value is None


def test_overdue_figure_opens_its_rows() -> None:
    world = make_world()
    late = give_to_deputy(world, due_on=in_days(-1))
    give_to_deputy(world)

    figure = figure_named("assignments:overdue").compute(world.town, Period(in_days(-30), in_days(30)))

    assert (figure.value, list(figure.rows)) == (1, [late])
