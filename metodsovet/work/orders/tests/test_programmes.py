"""A programme of support approved by an order and printed as its appendix."""

from decimal import Decimal

import pytest

from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.orders.models import OrderAppendix
from metodsovet.work.orders.tests.desk import appendix, deed, make_desk, point, register
from metodsovet.work.orders.tests.test_registering import draft_plan
from metodsovet.work.planning.actions import IndicatorDraft, add_goal, add_indicator
from metodsovet.work.planning.models import Plan

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def test_register_order_approves_a_programme_that_is_printed_with_goals_and_target_figures() -> None:
    desk = make_desk()
    plan = draft_plan(desk)
    Plan.objects.filter(pk=plan.pk).update(kind=Plan.Kind.PROGRAMME)
    year = SchoolYear.of(TODAY)
    goal = add_goal(plan, title="Наставник у каждого молодого педагога", by=desk.by)
    planned = {year.start: Decimal(60)}
    add_indicator(plan, draft=IndicatorDraft("Молодые педагоги с наставником", "%", goal, planned=planned), by=desk.by)
    point(desk, "Утвердить программу (приложение)")
    deed(desk, "approve_plan", plan=plan)
    appendix(desk, kind=OrderAppendix.Kind.PLAN, title="Программа", offer="", plan=plan)

    order = register(desk)

    plan.refresh_from_db()
    assert (plan.state, plan.act) == ("accepted", order.act)
    assert order.paper is not None
    annex = order.paper.data["annexes"][0]
    assert list(annex["paragraphs"]) == [
        "Цель: Наставник у каждого молодого педагога.",
        "Целевые показатели:",
        f"1) Молодые педагоги с наставником, %\u00a0— {year}: 60.",
    ]
    assert annex["rows"]
