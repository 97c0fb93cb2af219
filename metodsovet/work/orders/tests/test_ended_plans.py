"""A copy of last year's order does not keep last year's plan silently."""

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client

from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.orders.actions import copy_order, replace_plan
from metodsovet.work.orders.filling import fill_appendices
from metodsovet.work.orders.models import Deed, Order, OrderAppendix
from metodsovet.work.orders.queries.ended_plans import instead_of
from metodsovet.work.orders.tests.desk import Desk, appendix, deed, make_desk, point, register
from metodsovet.work.planning.actions import add_activity, discard_plan, draft_plan
from metodsovet.work.planning.models import Plan

pytestmark = pytest.mark.django_db
YEAR = SchoolYear.of(clock.today())
LAST = YEAR.previous
SIGNED_ON = date(LAST.start, 10, 1)


def roadmap(desk: Desk, year: SchoolYear, **more: str) -> Plan:
    plain = {"kind": Plan.Kind.ROADMAP, "title": f"Дорожная карта развития объединений на {year} учебный год"}
    plan = draft_plan(
        organisation=desk.issuer, first_day=year.first_day, last_day=year.last_day, by=desk.by, **{**plain, **more}
    )
    term = f"до 15 октября {year.start} г."
    add_activity(plan, by=desk.by, term_text=term, parties_text="методисты", title="Собрать заявки")
    return plan


def copied(desk: Desk, *, approves: bool = True, **more: str) -> tuple[Plan, OrderAppendix]:
    """Last year's plan, and the appendix with it in the copy of the order that approved it."""
    with clock.at(datetime.combine(SIGNED_ON, time(9), UTC)):
        plan = roadmap(desk, LAST, **more)
        approved = point(desk, "Утвердить дорожную карту (приложение)")
        if approves:
            deed(desk, Deed.Kind.APPROVE_PLAN, plan=plan, point=approved)
        appendix(desk, kind=OrderAppendix.Kind.PLAN, title=plan.title, plan=plan, offer="")
        order = register(desk, SIGNED_ON)
    copy = copy_order(order, by=desk.by)
    return plan, copy.appendices.get()


def doubts(one: OrderAppendix) -> list[str]:
    order = Order.objects.get(pk=one.order_id)
    return [doubt.text for filled in fill_appendices(order, order.day) for doubt in filled.doubts]


def test_plan_of_an_ended_year_contradicts_the_copy() -> None:
    _, one = copied(make_desk())

    said = [text.replace("\u00a0", " ") for text in doubts(one)]
    assert said == [f"закончился 31 августа {YEAR.start} г.: нужен план на {one.order.school_year.text()}"]


def test_plan_that_goes_on_contradicts_nothing() -> None:
    desk = make_desk()
    plan = roadmap(desk, YEAR.next)
    appendix(desk, kind=OrderAppendix.Kind.PLAN, title=plan.title, plan=plan, offer="")

    assert [filled.doubts for filled in fill_appendices(desk.fresh(), clock.today())] == [()]


def test_instead_of_an_ended_plan_this_years_one_is_offered_and_copying() -> None:
    desk = make_desk()
    former, one = copied(desk)
    here = roadmap(desk, one.order.school_year)
    roadmap(desk, LAST.previous)
    discard_plan(roadmap(desk, one.order.school_year), by=desk.by)

    instead = instead_of(one, desk.by)

    assert instead is not None
    assert (instead.former, list(instead.plans), instead.may_copy, instead.lines) == (former, [here], True, 1)


def test_replace_plan_by_a_draft_takes_its_title_and_approves_it_again() -> None:
    desk = make_desk()
    _, one = copied(desk)
    here = roadmap(desk, one.order.school_year)

    changed = replace_plan(one, plan=here, by=desk.by)

    assert (changed.plan, changed.title) == (here, here.title)
    approving = changed.order.deeds.get()
    assert (approving.kind, approving.plan, approving.point) == ("approve_plan", here, changed.order.points.get())
    assert doubts(changed) == []


def test_replace_plan_without_one_copies_the_former_to_the_year_of_the_order() -> None:
    desk = make_desk()
    former, one = copied(desk)
    year = one.order.school_year

    plan = replace_plan(one, plan=None, by=desk.by).plan

    assert plan is not None
    assert (plan.state, plan.organisation, plan.first_day, plan.last_day) == (
        "draft", former.organisation, year.first_day, year.last_day,
    )  # fmt: skip
    assert plan.title == f"Дорожная карта развития объединений на {year} учебный год"
    line = plan.activities.get()
    assert (line.title, line.term.end) == ("Собрать заявки", date(year.start, 10, 15))


def test_replace_plan_keeps_a_title_that_somebody_wrote_and_approves_nothing_by_itself() -> None:
    desk = make_desk()
    _, one = copied(desk, approves=False)
    OrderAppendix.objects.filter(pk=one.pk).update(title="Что сделаем за год")

    changed = replace_plan(one, plan=None, by=desk.by)

    assert changed.title == "Что сделаем за год"
    assert not changed.order.deeds.exists()


def test_programme_is_not_copied() -> None:
    desk = make_desk()
    former, one = copied(desk, approves=False, kind=Plan.Kind.PROGRAMME)

    instead = instead_of(one, desk.by)
    with pytest.raises(DomainError) as refusal:
        replace_plan(one, plan=None, by=desk.by)

    assert instead is not None
    assert not instead.may_copy
    assert refusal.value.code == "is_a_programme"
    assert OrderAppendix.objects.get(pk=one.pk).plan == former


def test_replace_plan_of_a_registered_order_is_refused() -> None:
    desk = make_desk()
    plan = roadmap(desk, YEAR)
    point(desk, "Утвердить план")
    one = appendix(desk, kind=OrderAppendix.Kind.PLAN, title=plan.title, plan=plan, offer="")
    register(desk)

    with pytest.raises(DomainError) as refusal:
        replace_plan(one, plan=None, by=desk.by)

    assert refusal.value.code == "not_a_draft"


def test_copy_says_that_its_plan_is_of_last_year_and_the_page_replaces_or_removes_it(client: Client) -> None:
    desk = make_desk()
    _, first = copied(desk)
    sample = first.order.copied_from
    assert sample is not None
    client.force_login(desk.by)

    page = client.post(f"/orders/{sample.pk}/copy/", follow=True)
    copy = Order.objects.filter(copied_from=sample).latest("pk")
    one = copy.appendices.get()
    asked = client.get(f"/orders/appendices/{one.pk}/plan/").content.decode()
    replaced = client.post(f"/orders/appendices/{one.pk}/plan/", {"decision": "copy"})
    again = client.post(f"/orders/appendices/{first.pk}/plan/", {"decision": "remove"})
    text = page.content.decode().replace("\u00a0", " ")

    assert "Приложение № 1 — план прошлого времени" in text
    assert "Заменить план" in text
    assert "Прежний, переписанный на" in asked
    assert replaced.headers["Location"] == f"/orders/{copy.pk}/#appendix-{one.pk}"
    assert OrderAppendix.objects.get(pk=one.pk).plan != first.plan
    assert again.status_code == 302
    assert not first.order.appendices.exists()
