"""What counts as a point to be executed: the same on the board, in lists, at home, in digests and certificates."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import cancel_assignments
from metodsovet.work.orders.actions import remove_order_from_control, remove_point_from_control
from metodsovet.work.orders.digests import orders_on_my_control
from metodsovet.work.orders.models import OrderLink, Point
from metodsovet.work.orders.papers.execution import execution_paper
from metodsovet.work.orders.queries.assignments import assignments_of_points
from metodsovet.work.orders.queries.boards import board_of
from metodsovet.work.orders.queries.controlled import READY, executed_under, orders_on_control
from metodsovet.work.orders.tests.desk import HEADS, Desk, make_desk, point, register
from metodsovet.work.orders.tests.test_control import (
    CANCELLED,
    LATER,
    LEFT,
    controlled,
    controller,
    execute,
    withdrawing,
)

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Counted:
    """Points closed and all of them, and whether the order is proposed to be removed from control."""

    closed: int
    total: int
    is_ready: bool


def everywhere(desk: Desk) -> dict[str, Counted]:
    """As each place tells it."""
    by = User.objects.get(pk=controller(desk).pk)
    board = board_of(desk.fresh(), by)
    (row,) = orders_on_control(by)
    digest = orders_on_my_control(by)
    told = "" if digest is None else digest.lines[0].note
    paper = execution_paper(desk.fresh(), by)
    return {
        "board": Counted(board.closed, len(board.counted), board.may_be_removed),
        "list": Counted(row.closed, row.total, row.group == READY),
        "home": Counted(row.closed, row.total, executed_under(by).exists()),
        "digest": Counted(row.closed, row.total, "можно снимать" in told),
        "certificate": Counted(row.closed, row.total, "исполнен полностью" in paper.totals[-1]),
    }


def said_in_certificate(desk: Desk) -> str:
    return execution_paper(desk.fresh(), controller(desk)).totals[0].replace("\u00a0", " ")


def cancel(desk: Desk, *points: Point) -> None:
    duties = assignments_of_points([one.pk for one in points]).open()
    cancel_assignments(duties, reason="Поручено по ошибке.", by=desk.by)


def cancelled_by_hand(desk: Desk) -> None:
    first, second = controlled(desk)
    execute(desk, first)
    cancel(desk, second)


def all_cancelled_by_hand(desk: Desk) -> None:
    cancel(desk, *controlled(desk))


def head_removed_with_its_duties(desk: Desk) -> None:
    upper = point(desk, parties=HEADS)
    point(desk, "провести семинар", parent=upper, term=LATER)
    point(desk, "представить отчёт", parent=upper, term=LATER)
    point(desk, "Представить планы", parties=HEADS, term=LATER)
    register(desk)
    remove_point_from_control(upper, removal=CANCELLED, version=None, by=controller(desk))


def everything_removed_one_by_one(desk: Desk) -> None:
    first, second = controlled(desk)
    remove_point_from_control(first, removal=CANCELLED, version=None, by=controller(desk))
    remove_point_from_control(second, removal=LEFT, version=None, by=controller(desk))


def one_withdrawn_after_a_part_of_it_was_done(desk: Desk) -> None:
    first, second = controlled(desk)
    execute(desk, first)
    cancel(desk, second)
    withdrawing(desk, OrderLink.Kind.WITHDRAWS_POINTS, [Point.objects.get(pk=first.pk)])


def cancelled_before_the_removal(desk: Desk) -> None:
    first, second = controlled(desk)
    cancel(desk, first)
    remove_point_from_control(first, removal=LEFT, version=None, by=controller(desk))
    execute(desk, second)


@pytest.mark.parametrize(
    ("happened", "counted"),
    (
        (cancelled_by_hand, Counted(1, 1, is_ready=True)),
        (all_cancelled_by_hand, Counted(0, 0, is_ready=False)),
        (head_removed_with_its_duties, Counted(2, 3, is_ready=False)),
        (everything_removed_one_by_one, Counted(2, 2, is_ready=True)),
        (one_withdrawn_after_a_part_of_it_was_done, Counted(0, 0, is_ready=False)),
        (cancelled_before_the_removal, Counted(1, 1, is_ready=True)),
    ),
)
def test_points_are_counted_alike_everywhere(happened: Callable[[Desk], None], counted: Counted) -> None:
    desk = make_desk()

    happened(desk)

    assert everywhere(desk) == dict.fromkeys(("board", "list", "home", "digest", "certificate"), counted)


def test_certificate_of_an_order_removed_with_its_duties_says_how_many_points_were_not_executed() -> None:
    desk = make_desk()
    first, _ = controlled(desk)
    execute(desk, first)

    remove_order_from_control(desk.order, removal=CANCELLED, version=None, by=controller(desk))

    assert said_in_certificate(desk) == (
        "Отчёт требовался об исполнении 2 пунктов: исполнено — 1 (один), снято с контроля без исполнения — 1 (один)."
    )


def test_point_that_was_withdrawn_stands_under_no_figure_of_the_list() -> None:
    desk = make_desk()
    first, _ = controlled(desk)
    execute(desk, first)

    withdrawing(desk, OrderLink.Kind.WITHDRAWS_POINTS, [Point.objects.get(pk=first.pk)])

    (row,) = orders_on_control(controller(desk))
    assert (row.tally.of("given"), row.tally.of("accepted")) == (3, 0)
