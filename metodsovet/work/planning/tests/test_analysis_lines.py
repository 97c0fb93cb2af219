"""The line of the year plan that asks for the yearly analysis is executed by handing the analysis in."""

from datetime import date

import pytest

from metodsovet.ground.assignments.actions import hand_in_report
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel import clock
from metodsovet.work.communities.actions import (
    accept_analysis,
    complete_analysis,
    draft_analysis,
    hand_in_analysis,
    return_analysis,
)
from metodsovet.work.communities.models import Analysis, Community
from metodsovet.work.planning.actions.community_plans import approve_plan, hand_in_plan
from metodsovet.work.planning.actions.community_plans.analyses import foretell, lines_of_analysis
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.tests.community_town import begun, city, head_of, take_in, template_of
from metodsovet.work.planning.tests.town import YEAR, Town, make_town

pytestmark = pytest.mark.django_db
State = Assignment.State
MAY = date(YEAR.start + 1, 5, 20)
HEAD = "руководитель объединения"


def living(town: Town, *lines: tuple[str, ...]) -> Plan:
    plan = begun(city(town), source=template_of(*lines))
    hand_in_plan(plan, version=plan.version, by=head_of(city(town)))
    plan.refresh_from_db()
    return approve_plan(plan, version=plan.version, by=town.by)


def written(town: Town) -> Analysis:
    community = city(town)
    take_in(community, town.city_head)
    analysis = draft_analysis(community, year=YEAR, by=head_of(community))
    texts = {section.pk: "Сделано." for section in analysis.sections.all()}
    return complete_analysis(analysis, texts=texts, version=analysis.version, by=head_of(community))


def summing_up(community: Community) -> Assignment:
    return Assignment.objects.get(title="Подвести итоги года")


LINE = ("Итоги", "Подвести итоги года", "май", HEAD, "анализ работы за год")


def test_hand_in_analysis_executes_the_line_of_the_plan_and_accepting_accepts_both() -> None:
    town = make_town()
    living(town, LINE, ("Работа", "Открытые уроки", "май", HEAD, "карты"))
    with clock.at(clock.now() + (MAY - clock.today())):
        analysis = written(town)
        assert foretell(analysis) == "Сдача исполнит и строку плана «Подвести итоги года»."

        hand_in_analysis(analysis, by=head_of(city(town)))

        line = summing_up(city(town))
        assert (line.state, [one.record for one in line.evidence.all()]) == (State.REPORTED, [analysis])
        assert Assignment.objects.get(title="Открытые уроки").state == State.GIVEN
        analysis.refresh_from_db()
        assert foretell(analysis) == ""
        accept_analysis(analysis, by=user_of(town.world.second_methodist))
    assert summing_up(city(town)).state == State.ACCEPTED


def test_return_analysis_returns_the_line_with_its_words_and_the_next_handing_in_reports_it_again() -> None:
    town = make_town()
    living(town, LINE)
    with clock.at(clock.now() + (MAY - clock.today())):
        analysis = hand_in_analysis(written(town), by=head_of(city(town)))

        return_analysis(analysis, reason="Назовите школы", by=town.by)

        assert summing_up(city(town)).state == State.RETURNED
        hand_in_analysis(analysis, by=head_of(city(town)))
    line = summing_up(city(town))
    assert (line.state, line.evidence.count(), line.reports.count()) == (State.REPORTED, 1, 2)


def test_a_line_that_was_reported_by_hand_before_stays_as_it_is() -> None:
    town = make_town()
    living(town, LINE)
    with clock.at(clock.now() + (MAY - clock.today())):
        hand_in_report(summing_up(city(town)), text="Итоги подведены", by=head_of(city(town)))

        hand_in_analysis(written(town), by=head_of(city(town)))

    assert summing_up(city(town)).reports.get().text == "Итоги подведены"


@pytest.mark.parametrize(
    ("title", "result", "is_it"),
    (
        ("Анализ за год", "", True),
        (f"Анализ за {YEAR} учебный год", "", True),
        ("Подготовить годовой анализ", "справка", True),
        ("Анализ методической работы ГМО за 2026-2027 учебный год", "", True),
        ("Итоги", "анализ деятельности объединения по итогам года", True),
        ("Анализ итоговой аттестации за год", "справка", False),
        ("Анализ работ учеников", "таблица", False),
        ("Анализ работы за первое полугодие", "", False),
    ),
)
def test_which_lines_ask_for_the_analysis(title: str, result: str, is_it: bool) -> None:
    town = make_town()
    plan = living(town, ("Итоги", title, "май", HEAD, result))
    analysis = Analysis(community=city(town), school_year=YEAR.start)

    assert [line.plan for line in lines_of_analysis(analysis)] == [plan] * is_it
    assert lines_of_analysis(Analysis(community=city(town), school_year=YEAR.start - 1)) == []
