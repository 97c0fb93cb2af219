"""An order that a later one replaces stands until the day of the later one."""

from datetime import date, timedelta

import pytest

from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel import clock
from metodsovet.work.orders.actions import add_link
from metodsovet.work.orders.models import Order, OrderLink
from metodsovet.work.orders.queries.links import ended_points, force_of, links_to
from metodsovet.work.orders.tests.desk import HEADS, Desk, make_desk, point, register

pytestmark = pytest.mark.django_db


def replaced(starts_on: date | None) -> tuple[Desk, Order, Order]:
    """An earlier order with a duty due soon and one due late, and the one that takes its place."""
    earlier, today = make_desk(), clock.today()
    for text, days in (("Сдать планы", 10), ("Сдать отчёты", 90)):
        due_on = today + timedelta(days=days)
        point(earlier, text, parties=HEADS, term=f"до {due_on:%d.%m.%Y}")
    first = register(earlier)
    assert first.act is not None
    later = Desk(
        earlier.world, Order.objects.create(organisation=earlier.issuer, title="О работе"), earlier.association
    )
    Order.objects.filter(pk=later.order.pk).update(signatory=earlier.world.authority_head, in_force_from=starts_on)
    later.order.refresh_from_db()
    point(later, "Провести семинар", parties=HEADS)
    add_link(later.order, kind=OrderLink.Kind.REPLACES, act=first.act, by=later.by)
    later.order.refresh_from_db()
    return earlier, first, register(later)


def test_replaced_order_loses_its_force_on_the_day_of_the_new_one() -> None:
    _, first, second = replaced(None)
    link = first.act and OrderLink.objects.get(act=first.act)

    force = force_of(first, clock.today())

    assert link is not None
    assert str(link).startswith("заменяет приказ")
    assert (force.word, second.requisites in force.text) == ("утратил силу", True)


def test_until_that_day_it_stands_and_says_when_it_ends() -> None:
    starts_on = clock.today() + timedelta(days=30)
    _, first, second = replaced(starts_on)

    before, after = force_of(first, clock.today()), force_of(first, starts_on)

    assert (before.word, before.text.startswith("утратит силу с ")) == ("в силе", True)
    assert second.requisites in before.text
    assert after.word == "утратил силу"
    assert ended_points(first, links_to(first, clock.today())) == {}


def test_what_is_due_before_that_day_is_still_owed() -> None:
    starts_on = clock.today() + timedelta(days=30)
    _, first, _ = replaced(starts_on)

    given = Assignment.objects.filter(basis=first.act)
    open_titles = set(given.open().values_list("title", flat=True))

    assert open_titles == {"Сдать планы"}
