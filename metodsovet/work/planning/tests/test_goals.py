"""Goals, indicators by year with the fact entered or counted, and the need that a line answers."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.offers import figures_of
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions import (
    Change,
    ChangeKind,
    IndicatorDraft,
    Need,
    add_goal,
    add_indicator,
    amend_plan,
    archive_plan,
    change_activity,
    change_indicator,
    enter_fact,
    remove_goal,
    remove_indicator,
)
from metodsovet.work.planning.models import Activity, Goal, Indicator, IndicatorYear, Plan
from metodsovet.work.planning.papers import plan_paper, print_docx, print_xlsx
from metodsovet.work.planning.queries_goals import ShownYear, figure_of, goals_of, value_of, without_need, years_of_plan
from metodsovet.work.planning.tests.town import YEAR, Town, accepted_of, activity_named, draft_of, line, make_town

pytestmark = pytest.mark.django_db
COUNTED = "planning:plan_executed"
PLANNED = {YEAR.start: Decimal(40), YEAR.next.start: Decimal("55.5")}


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code


def a_plan(town: Town) -> Plan:
    return accepted_of(town, line("Семинар", "май", "методисты"), line("Конкурс", "апрель", "методисты"))


def an_indicator(town: Town, plan: Plan, **more: Any) -> Indicator:
    draft = IndicatorDraft(**{"title": "Доля школ с наставниками", "unit": "%", "planned": PLANNED, **more})
    return add_indicator(plan, draft=draft, by=town.by)


def years_shown(plan: Plan) -> dict[SchoolYear, ShownYear]:
    """Of the only indicator."""
    ((shown,),) = [goal.indicators for goal in goals_of(plan)]
    return {one.year: one for one in shown.years}


def test_plan_against_fact_that_is_entered_with_its_evidence() -> None:
    town = make_town()
    plan = a_plan(town)
    indicator = an_indicator(town, plan, goal=add_goal(plan, title="Наставничество в каждой школе", by=town.by))

    enter_fact(indicator, year=YEAR, fact=Decimal(38), evidence="Справка от 20 ноября", by=town.by)

    shown = years_shown(plan)
    assert [(one.planned, one.fact, one.is_met) for one in (shown[YEAR], shown[YEAR.next])] == [
        (Decimal(40), Decimal(38), False),
        (Decimal("55.5"), None, None),
    ]
    row = IndicatorYear.objects.get(indicator=indicator, school_year=YEAR.start)
    assert (row.evidence, row.entered_by) == ("Справка от 20 ноября", town.by)


def test_a_fact_that_is_counted_opens_its_rows() -> None:
    town = make_town()
    plan = a_plan(town)
    indicator = an_indicator(town, plan, offer=COUNTED)
    Assignment.objects.update(due_on=clock.today())
    Assignment.objects.filter(title="Семинар").update(state=Assignment.State.ACCEPTED)

    assert [years_shown(plan)[year].fact for year in (YEAR, YEAR.next)] == [Decimal("50.0"), None]

    client = Client()
    client.force_login(town.by)
    address = f"/plans/indicators/{indicator.pk}/{YEAR.start}/figure/"
    panel = client.get(address, headers={"hx-request": "true"}).content.decode()
    assert "Исполнение плана: 50,0\u00a0%" in panel
    assert panel.count('<li class="pair">') == 2
    assert client.get(address, {"as": "xlsx"}).headers["Content-Type"].endswith("sheet")


@pytest.mark.parametrize(
    ("more", "code"),
    (
        ({"title": " "}, "no_title"),
        ({"unit": ""}, "no_unit"),
        ({"offer": "nonsense:figure"}, "not_offered"),
        ({"offer": "assignments:nonsense"}, "not_offered"),
    ),
)
def test_add_indicator_is_refused_and_saves_nothing(more: dict[str, Any], code: str) -> None:
    town = make_town()
    plan = a_plan(town)

    assert code_of(lambda: an_indicator(town, plan, **more)) == code
    assert not Indicator.objects.exists()


def test_enter_fact_is_refused_without_evidence_ahead_of_time_and_where_it_is_counted() -> None:
    town = make_town()
    plan = a_plan(town)
    by_hand, counted = an_indicator(town, plan), an_indicator(town, plan, offer=COUNTED)

    def entering(indicator: Indicator, **more: Any) -> Callable[[], object]:
        values = {"year": YEAR, "fact": Decimal(1), "evidence": "Справка", **more}
        return lambda: enter_fact(indicator, by=town.by, **values)

    assert code_of(entering(by_hand, evidence=" ")) == "no_evidence"
    assert code_of(entering(by_hand, year=YEAR.next)) == "year_is_ahead"
    assert code_of(entering(counted)) == "fact_is_counted"
    assert not IndicatorYear.objects.exclude(fact=None).exists()


def test_goals_and_indicators_in_use_are_not_removed() -> None:
    town = make_town()
    plan = a_plan(town)
    goal = add_goal(plan, title="Наставничество", by=town.by)
    indicator = an_indicator(town, plan, goal=goal)
    answer(town, plan, "Семинар", indicator=indicator)

    assert code_of(lambda: remove_goal(goal, by=town.by)) == "goal_is_used"
    assert code_of(lambda: remove_indicator(indicator, by=town.by)) == "indicator_is_used"

    answer(town, plan, "Семинар")
    remove_indicator(indicator, by=town.by)
    remove_goal(goal, by=town.by)
    assert not Goal.objects.exists()
    assert not Indicator.objects.exists()


def test_change_indicator_keeps_its_facts_and_goals_of_others_are_refused() -> None:
    town = make_town()
    plan, other = a_plan(town), draft_of(town)
    indicator = an_indicator(town, plan)
    enter_fact(indicator, year=YEAR, fact=Decimal(7), evidence="Справка", by=town.by)
    foreign = add_goal(other, title="Чужая", by=town.by)

    change_indicator(indicator, draft=IndicatorDraft("Иначе", "чел.", planned={YEAR.start: None}), by=town.by)

    shown = years_shown(plan)[YEAR]
    assert (shown.planned, shown.fact) == (None, Decimal(7))
    draft = IndicatorDraft("Иначе", "чел.", foreign)
    assert code_of(lambda: change_indicator(indicator, draft=draft, by=town.by)) == "foreign_goal"


def test_goals_of_an_archived_plan_stay_as_they_were() -> None:
    town = make_town()
    plan = a_plan(town)
    archive_plan(plan, by=town.by)

    assert code_of(lambda: add_goal(plan, title="Поздно", by=town.by)) == "plan_is_over"


def answer(town: Town, plan: Plan, title: str, text: str = "", **links: Any) -> None:
    activity = activity_named(plan, title)
    change = Change(ChangeKind.NEED, activity.pk, need=Need(text, **links))
    version = Plan.objects.get(pk=plan.pk).version
    amend_plan(plan, [change], version=version, by=town.by, in_force_from=YEAR.first_day)


def test_the_need_of_a_line_of_an_accepted_plan_comes_by_an_amendment() -> None:
    town = make_town()
    plan = a_plan(town)
    indicator = an_indicator(town, plan)
    assert without_need(plan).count() == 2

    answer(town, plan, "Семинар", "Молодым педагогам не хватает наставников", indicator=indicator)

    row = activity_named(plan, "Семинар")
    assert (row.need, row.need_link) == ("Молодым педагогам не хватает наставников", indicator)
    assert list(without_need(plan)) == [activity_named(plan, "Конкурс")]
    assert "потребность — Молодым педагогам" in plan.revisions.get().changes[0]


def test_the_need_of_a_line_of_a_draft_is_a_field_of_the_line() -> None:
    town = make_town()
    plan, other = draft_of(town), a_plan(town)
    goal, foreign = add_goal(plan, title="Своя", by=town.by), add_goal(other, title="Чужая", by=town.by)
    row = plan.activities.all()[0]

    row = change_activity(row, version=row.version, by=town.by, need="Нет встреч", need_goal=goal)

    assert (row.need, row.need_link) == ("Нет встреч", goal)
    code = code_of(lambda: change_activity(row, version=row.version, by=town.by, need_goal=foreign))
    assert code == "foreign_need"


def test_the_paper_of_the_plan_carries_goals_indicators_and_needs() -> None:
    town = make_town()
    plan = a_plan(town)
    indicator = an_indicator(town, plan, goal=add_goal(plan, title="Наставник каждому", by=town.by))
    enter_fact(indicator, year=YEAR, fact=Decimal(38), evidence="Справка", by=town.by)
    answer(town, plan, "Семинар", "Мало наставников")

    paper = plan_paper(Plan.objects.get(pk=plan.pk))
    word = Document(BytesIO(print_docx(paper)))

    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    cells = [cell.text for cell in word.tables[0].rows[1].cells]
    assert "Наставник каждому" in text
    assert cells == [
        "Наставник каждому",
        "Доля школ с наставниками, %",
        f"{YEAR}: 40\n{YEAR.next}: 55,5",
        f"{YEAR}: 38",
    ]
    assert "Семинар\nПотребность: Мало наставников" in [row.cells[1].text for row in word.tables[1].rows]
    assert print_xlsx(paper)


def test_the_form_of_an_indicator_makes_one_with_its_years() -> None:
    town = make_town()
    plan = a_plan(town)
    client = Client()
    client.force_login(town.by)
    years = {f"planned_{year.start}": "10,5" for year in years_of_plan(plan)}
    sent = {"title": "Наставников", "unit": "чел.", "offer": "", "goal": "", "key": "once", **years}

    answers = [client.post(f"/plans/{plan.pk}/indicators/add/", sent) for _ in range(2)]

    indicator = Indicator.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {f"/plans/{plan.pk}/goals/"}
    assert set(indicator.years.values_list("planned", flat=True)) == {Decimal("10.5")}
    fact = client.post(f"/plans/indicators/{indicator.pk}/{YEAR.start}/fact/", {"fact": "12", "evidence": "Справка"})
    assert fact.status_code == 302
    assert "достигнут" in client.get(f"/plans/{plan.pk}/goals/").content.decode()
    assert client.get(f"/plans/indicators/{indicator.pk}/1999/fact/").status_code == 404


def test_the_amendment_form_offers_own_goals_and_indicators() -> None:
    town = make_town()
    plan = a_plan(town)
    indicator = an_indicator(town, plan)
    activity = activity_named(plan, "Семинар")
    client = Client()
    client.force_login(town.by)
    version = Plan.objects.get(pk=plan.pk).version
    link = {"need": "", "need_link": f"indicator:{indicator.pk}"}

    page = client.get(f"/plans/activities/{activity.pk}/amend/need/").content.decode().replace("\u00a0", " ")
    assert f'<option value="indicator:{indicator.pk}"' in page
    assert "изменится только план" in page

    client.post(
        f"/plans/activities/{activity.pk}/amend/need/",
        {**link, "in_force_from": clock.today(), "version": version, "key": "k"},
    )

    assert Activity.objects.get(pk=activity.pk).need_indicator == indicator
    assert indicator.title in client.get(activity.get_absolute_url()).content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("number", (1, 3))
def test_the_page_runs_a_constant_number_of_queries(number: int) -> None:
    town = make_town()
    plan = a_plan(town)
    for place in range(number):
        an_indicator(town, plan, goal=add_goal(plan, title=f"Цель {place}", by=town.by))
    client = Client()
    client.force_login(town.by)
    client.get(f"/plans/{plan.pk}/goals/")

    with CaptureQueriesContext(connection) as queries:
        client.get(f"/plans/{plan.pk}/goals/")

    assert len(queries) == 26


def test_facts_counted_together_are_those_of_each_figure_in_as_many_queries_for_all() -> None:
    town = make_town()
    plan = a_plan(town)
    Assignment.objects.update(due_on=clock.today())
    late = Assignment.objects.order_by("pk")[0]
    Assignment.objects.filter(pk=late.pk).update(state="accepted", reported_on=clock.today() + timedelta(days=1))
    offered = [one.name for one in figures_of("plan", "organisation")]
    for name in offered:
        an_indicator(town, plan, title=name, offer=name)
    goals_of(plan)  # content types are asked for once in the life of a process

    with CaptureQueriesContext(connection) as queries:
        (goal,) = goals_of(plan)

    shown = {one.indicator.offer: one.years for one in goal.indicators}
    assert set(shown) == set(offered)
    assert {name: [year.fact for year in years if not year.is_ahead] for name, years in shown.items()} == {
        one.indicator.offer: [
            value_of(figure_of(one.indicator, plan, year.year)) for year in one.years if not year.is_ahead
        ]
        for one in goal.indicators
    }
    assert any(year.fact for years in shown.values() for year in years)
    assert len(queries) == FACTS_QUERIES


FACTS_QUERIES = 20
