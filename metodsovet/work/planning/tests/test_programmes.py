"""Programmes of support: goals with what serves them, target figures, results frozen when a year is closed."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.access.models import ActionRecord
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions import (
    IndicatorDraft,
    accept_plan,
    add_activity,
    add_goal,
    add_indicator,
    close_programme_year,
    draft_plan,
    enter_fact,
    reopen_programme_year,
)
from metodsovet.work.planning.models import Indicator, Plan, YearResult
from metodsovet.work.planning.papers.plan_papers import plan_paper
from metodsovet.work.planning.queries_goals import goals_of
from metodsovet.work.planning.queries_programmes import results_of
from metodsovet.work.planning.tests.town import YEAR

pytestmark = pytest.mark.django_db
LAST = YEAR.previous
TOLD = "Школу руководителя прошли все, кто хотел."
PROGRAMME_QUERIES = 29


@pytest.fixture
def world() -> World:
    return make_world()


def programme(world: World, *, lines: int = 1, kind: str = Plan.Kind.PROGRAMME, accepted: bool = True) -> Plan:
    """Of three years, the second of which goes on."""
    by = user_of(world.methodist)
    plan = draft_plan(
        organisation=world.town,
        kind=kind,
        title="Программа поддержки объединений",
        first_day=LAST.first_day,
        last_day=YEAR.next.last_day,
        by=by,
    )
    goal = add_goal(plan, title="Руководители умеют вести объединение", by=by)
    planned = {LAST.start: Decimal(40), YEAR.start: Decimal(60)}
    add_indicator(plan, draft=IndicatorDraft("Прошли школу руководителя", "%", goal, planned=planned), by=by)
    for place in range(lines):
        add_activity(plan, by=by, title=f"Школа руководителя {place}", term_text="март", need_goal=goal)
    add_activity(plan, by=by, title="Ярмарка практик", term_text="апрель")
    plan = Plan.objects.get(pk=plan.pk)
    return accept_plan(plan, executed_from=LAST, by=by, version=plan.version) if accepted else plan


def fact(plan: Plan, world: World, value: int) -> None:
    indicator = Indicator.objects.get(plan=plan)
    enter_fact(indicator, year=LAST, fact=Decimal(value), evidence="Справка", by=user_of(world.methodist))


def test_close_programme_year_freezes_its_figures(world: World) -> None:
    plan = programme(world)
    fact(plan, world, 46)

    result = close_programme_year(plan, year=LAST, text=TOLD, by=user_of(world.methodist))
    fact(plan, world, 52)

    frozen = {
        "goal": "Руководители умеют вести объединение",
        "title": "Прошли школу руководителя",
        "unit": "%",
        "planned": "40",
        "fact": "46",
    }
    assert (result.year, result.text, result.figures) == (LAST, TOLD, [frozen])
    shown = results_of(plan, goals_of(plan))
    assert [one.is_closed for one in shown] == [True, False, False]
    assert shown[0].figures == [{**frozen, "later": "52"}]
    assert ActionRecord.objects.filter(verb="close_programme_year").get().text == f"Подведены итоги за {LAST}"


@pytest.mark.parametrize(
    ("year", "text", "code"),
    ((LAST, " ", "no_text"), (YEAR.next, TOLD, "year_is_ahead"), (SchoolYear(2010), TOLD, "year_not_in_plan")),
)
def test_close_programme_year_is_refused(world: World, year: SchoolYear, text: str, code: str) -> None:
    plan = programme(world)

    with pytest.raises(DomainError) as refusal:
        close_programme_year(plan, year=year, text=text, by=user_of(world.methodist))

    assert refusal.value.code == code
    assert not YearResult.objects.exists()


@pytest.mark.parametrize(
    ("kind", "accepted", "code"),
    ((Plan.Kind.ROADMAP, True, "not_a_programme"), (Plan.Kind.PROGRAMME, False, "not_accepted")),
)
def test_close_programme_year_of_what_is_no_programme_in_force_is_refused(
    world: World, kind: str, accepted: bool, code: str
) -> None:
    plan = programme(world, kind=kind, accepted=accepted)

    with pytest.raises(DomainError) as refusal:
        close_programme_year(plan, year=LAST, text=TOLD, by=user_of(world.methodist))

    assert refusal.value.code == code


def test_reopen_programme_year_keeps_the_words_until_it_is_closed_anew(world: World) -> None:
    plan, by = programme(world), user_of(world.methodist)
    fact(plan, world, 46)
    result = close_programme_year(plan, year=LAST, text=TOLD, by=by)
    with pytest.raises(DomainError) as closed:
        close_programme_year(plan, year=LAST, text="Иначе", by=by)

    with pytest.raises(DomainError) as no_reason:
        reopen_programme_year(result, reason="", by=by)
    reopened = reopen_programme_year(result, reason="Уточнили факт", by=by)
    fact(plan, world, 52)
    with pytest.raises(DomainError) as again:
        reopen_programme_year(reopened, reason="Ещё раз", by=by)
    anew = close_programme_year(plan, year=LAST, text="Иначе", by=by)

    codes = [refusal.value.code for refusal in (closed, no_reason, again)]
    assert codes == ["closed_already", "no_reason", "not_closed"]
    assert (reopened.text, reopened.closed_on) == (TOLD, None)
    assert (anew.pk, anew.text, anew.figures[0]["fact"]) == (result.pk, "Иначе", "52")


def test_closed_years_are_printed_in_the_programme(world: World) -> None:
    plan = programme(world)
    close_programme_year(plan, year=LAST, text=TOLD, by=user_of(world.methodist))

    paper = plan_paper(Plan.objects.get(pk=plan.pk))

    assert paper.results == (f"{LAST} учебный год. {TOLD}",)
    assert paper.goals == ("Руководители умеют вести объединение",)


@pytest.mark.parametrize("lines", (1, 3))
def test_show_programme_groups_lines_by_goals_in_a_constant_number_of_queries(world: World, lines: int) -> None:
    plan = programme(world, lines=lines)
    client = Client()
    client.force_login(user_of(world.methodist))
    client.get(f"/plans/{plan.pk}/programme/")

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(f"/plans/{plan.pk}/programme/")

    text = answer.content.decode().replace("\u00a0", " ")
    assert text.index("Руководители умеют") < text.index("Школа руководителя 0") < text.index("Без цели")
    assert text.index("Без цели") < text.index("Ярмарка практик")
    assert len(queries) == PROGRAMME_QUERIES


def test_close_programme_year_by_the_form_once(world: World) -> None:
    plan = programme(world)
    client = Client()
    client.force_login(user_of(world.methodist))
    address = f"/plans/{plan.pk}/programme/{LAST.start}/close/"

    asked = client.get(address).content.decode()
    codes = [client.post(address, {"text": TOLD, "form_key": "one"}).status_code for _ in range(2)]
    shown = client.get(f"/plans/{plan.pk}/programme/").content.decode()

    assert "Прошли" in asked
    assert codes == [302, 302]
    assert YearResult.objects.get().text == TOLD
    assert "Год закрыт" in shown
    assert client.get(f"/plans/{plan.pk}/programme/2010/close/").status_code == 404


def test_teacher_reads_the_programme_and_closes_nothing(world: World) -> None:
    plan = programme(world)
    client = Client()
    client.force_login(user_of(world.teacher))

    shown = client.get(f"/plans/{plan.pk}/programme/")
    refused = client.post(f"/plans/{plan.pk}/programme/{LAST.start}/close/", {"text": TOLD})

    assert (shown.status_code, refused.status_code) == (200, 403)
    assert "Подвести итоги" not in shown.content.decode()


def test_roadmap_has_no_page_of_a_programme(world: World) -> None:
    plan = programme(world, kind=Plan.Kind.ROADMAP)
    client = Client()
    client.force_login(user_of(world.methodist))

    assert client.get(f"/plans/{plan.pk}/programme/").status_code == 404
    assert "/programme/" not in client.get(f"/plans/{plan.pk}/goals/").content.decode()
