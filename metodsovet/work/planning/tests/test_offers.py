from decimal import Decimal

import pytest

from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel import clock
from metodsovet.kernel.offers import Period, figure_named
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries.analyses import current_figures
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.tests.town import YEAR, accepted_of, activity_named, line, make_town

pytestmark = pytest.mark.django_db
PERIOD = Period(YEAR.first_day, YEAR.last_day)


def test_plan_executed_is_accepted_of_due_and_opens_its_rows() -> None:
    town = make_town()
    plan = accepted_of(town, *(line(f"Дело {n}", "май", "методисты") for n in range(5)))
    today = clock.today()
    due = list(Assignment.objects.order_by("pk")[:4])
    Assignment.objects.filter(pk__in=[one.pk for one in due]).update(due_on=today)
    Assignment.objects.filter(pk=due[0].pk).update(state=Assignment.State.ACCEPTED)
    Assignment.objects.filter(pk=due[1].pk).update(state=Assignment.State.NOT_APPLICABLE)

    figure = figure_named("planning:plan_executed").compute(plan, PERIOD)

    assert figure.value == Decimal(1) / 3
    assert set(figure.rows) == {due[0], due[2], due[3]}
    assert [step.value for step in figure.steps][:3] == ["4", "− 1", "1"]


def test_plan_executed_without_anything_due_is_no_number() -> None:
    town = make_town()
    plan = accepted_of(town, line("Дело", "май", "методисты"))

    figure = figure_named("planning:plan_executed").compute(plan, Period(YEAR.first_day, YEAR.first_day))

    assert figure.value is None
    assert not figure.rows.exists()


def test_executed_activities_need_every_assignment_accepted() -> None:
    town = make_town()
    plan = accepted_of(town, line("Раз", "ежемесячно", "методисты"), line("Два", "май", "методисты"))
    today = clock.today()
    Assignment.objects.update(due_on=today)
    Assignment.objects.filter(title="Два").update(state=Assignment.State.ACCEPTED)
    partly = Assignment.objects.filter(title="Раз").first()
    assert partly is not None
    Assignment.objects.filter(pk=partly.pk).update(state=Assignment.State.ACCEPTED)

    for scope in (plan, town.world.town):
        figure = figure_named("planning:executed_activities").compute(scope, PERIOD)

        assert figure.value == Decimal(1) / 2
        assert set(figure.rows) == {activity_named(plan, "Раз"), activity_named(plan, "Два")}


def test_lines_of_its_own_plan_are_the_plan_and_fact_of_a_community() -> None:
    town = make_town()
    community = Community.objects.order_by("pk")[0]
    accepted_of(town, line("Чужое дело", "май", "методисты"))
    own = accepted_of(town, line("Открытые уроки", "май", "методисты"), line("Неделя наук", "май", "методисты"))
    Plan.objects.filter(pk=own.pk).update(community=community, school_year=YEAR.start)
    done = Assignment.objects.filter(title__contains="Открытые уроки")
    Assignment.objects.update(due_on=clock.today())
    done.update(state=Assignment.State.ACCEPTED)

    figure = figure_named("planning:executed_activities").compute(community, PERIOD)

    assert figure.value == Decimal("0.5")
    assert {one.title for one in figure.rows} == {"Открытые уроки", "Неделя наук"}
    shown = {one.label: one.value for one in current_figures(community, YEAR)}
    assert shown["Доля исполненных мероприятий"] == "50,0\u00a0%"
