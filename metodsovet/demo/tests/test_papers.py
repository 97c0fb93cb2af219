"""The papers of the example, made in a small world: the whole example is built by its own tests."""

from pathlib import Path

import pytest
from pytest_django import Settings

from metodsovet.demo.papers import issue_papers
from metodsovet.demo.people import Cast
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.ground.documents.actions import Requisites, add_act
from metodsovet.ground.documents.models import Paper
from metodsovet.kernel import clock, invariants
from metodsovet.work.planning.actions import accept_plan, draft_plan_from_file
from metodsovet.work.planning.tests.town import YEAR, YEARS, line, make_town, read_plan_of

pytestmark = pytest.mark.django_db


def test_issue_papers_fills_the_register_and_sends_the_order(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    world = make_town().world
    cast = Cast(world.town, user_of(world.methodist))
    cast.places = {"СОШ № 1": world.school, "СОШ № 2": world.second_school}
    cast.staff = {("СОШ № 1", "учитель"): [world.teacher]}
    order = Requisites("order", "О руководителях методических объединений", "181", clock.today())
    add_act(order, organisation=world.town, by=cast.author)
    read = read_plan_of((line("Семинар", "апрель", "методисты", "1"),), f"Дорожная карта на {YEARS[0]}-{YEARS[1]} годы")
    plan = draft_plan_from_file(read, [], "карта.docx", organisation=world.town, by=cast.author)
    plan = accept_plan(plan, executed_from=YEAR, by=cast.author, version=plan.version)

    issue_papers(cast, plan.pk, clock.today())

    papers = Paper.objects.order_by("pk").values_list("series__kind", "number")
    assert list(papers) == [
        ("execution_report", "01-14/7"),
        ("execution_report", "1"),
        ("methodical_service", "1"),
        ("methodical_service", "1"),
        ("certificate", "1"),
    ]
    asked = Assignment.objects.filter(kind=Assignment.Kind.ACKNOWLEDGE)
    assert 0 < asked.filter(state=Assignment.State.ACCEPTED).count() < asked.count()
    assert [found.invariant.name for found in invariants.check() if found.invariant.name.startswith("documents:")] == []
