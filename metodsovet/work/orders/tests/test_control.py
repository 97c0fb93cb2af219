"""Removing orders and points from control, what becomes of open assignments, and back again."""

from datetime import date, timedelta

import pytest

from metodsovet.ground.access.models import ActionRecord, User
from metodsovet.ground.assignments.actions import accept_report, record_report
from metodsovet.ground.assignments.models import Assignment, Report
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.orders.actions import (
    OpenDuties,
    PointDraft,
    Registration,
    Removal,
    Signatures,
    add_link,
    add_point,
    draft_order,
    register_order,
    remove_order_from_control,
    remove_point_from_control,
    return_to_control,
    set_signatures,
)
from metodsovet.work.orders.models import ControlRemoval, Order, OrderLink, Point
from metodsovet.work.orders.queries.assignments import assignments_of_order, assignments_of_points
from metodsovet.work.orders.queries.boards import board_of
from metodsovet.work.orders.queries.controlled import LATE, READY, UNDER_WAY, orders_on_control
from metodsovet.work.orders.tests.desk import HEADS, Desk, make_desk, point, register

pytestmark = pytest.mark.django_db
DONE = Removal("Отчёты приняты")
LEFT, CANCELLED = Removal("Больше не нужно", OpenDuties.LEAVE), Removal("Больше не нужно", OpenDuties.CANCEL)
LATER = "до 25 августа 2027 г."


def controller(desk: Desk) -> User:
    """Whom the order names."""
    return user_of(desk.world.second_methodist)


def controlled(desk: Desk) -> tuple[Point, Point]:
    """Two points to every organisation, three assignments each, of a registered order."""
    first = point(desk, "Представить планы работы", parties=HEADS, term=LATER)
    second = point(desk, "Представить отчёты", parties=HEADS, term=LATER)
    register(desk)
    return first, second


def execute(desk: Desk, of: Point) -> None:
    for row in assignments_of_points([of.pk]):
        record_report(row, text="Исполнено", source=Report.Source.PHONE, told_by="директор", by=desk.by)
        accept_report(Assignment.objects.get(pk=row.pk), by=user_of(desk.world.methodist))


def test_remove_point_from_control_of_what_is_executed_asks_nothing_about_duties() -> None:
    desk = make_desk()
    first, second = controlled(desk)
    execute(desk, first)

    removed = remove_point_from_control(first, removal=DONE, version=desk.fresh().version, by=controller(desk))

    assert (removed.order_id, removed.point_id, removed.cancelled) == (desk.order.pk, first.pk, [])
    assert removed.note == "Отчёты приняты"
    assert removed.removed_on == clock.today()
    board = board_of(desk.fresh(), controller(desk))
    assert [one.standing for one in board.points] == [
        ("not_applicable", "снят с контроля"),
        ("on_track", "исполняется"),
    ]
    said = ActionRecord.objects.filter(verb="remove_point_from_control").get()
    assert "Пункт 1: Снят с контроля" in said.text
    assert assignments_of_points([second.pk]).open().count() == 3


def test_remove_point_from_control_with_open_duties_makes_one_choose() -> None:
    desk = make_desk()
    first, _ = controlled(desk)
    version = desk.fresh().version

    with pytest.raises(DomainError) as refusal:
        remove_point_from_control(first, removal=DONE, version=version, by=controller(desk))

    assert refusal.value.code == "open_duties_not_chosen"
    assert "3\u00a0поручения" in refusal.value.text
    assert not ControlRemoval.objects.exists()
    assert desk.fresh().version == version


@pytest.mark.parametrize(("removal", "still_open", "cancelled"), ((LEFT, 3, 0), (CANCELLED, 0, 3)))
def test_remove_point_from_control_leaves_or_cancels_its_duties(
    removal: Removal, still_open: int, cancelled: int
) -> None:
    desk = make_desk()
    first, second = controlled(desk)

    removed = remove_point_from_control(first, removal=removal, version=None, by=controller(desk))

    assert assignments_of_points([first.pk]).open().count() == still_open
    assert len(removed.cancelled) == cancelled
    assert assignments_of_points([second.pk]).open().count() == 3
    told = ActionRecord.objects.filter(verb="cancel_assignment")
    assert told.count() == cancelled
    assert all("Больше не нужно" in one.text for one in told)


def test_remove_point_from_control_takes_those_below_with_it() -> None:
    desk = make_desk()
    upper = point(desk, parties=HEADS)
    point(desk, "провести семинар", parent=upper, term=LATER)
    point(desk, "представить отчёт", parent=upper, term=LATER)
    register(desk)

    removed = remove_point_from_control(upper, removal=CANCELLED, version=None, by=controller(desk))

    assert len(removed.cancelled) == 6
    points = board_of(desk.fresh(), controller(desk)).points
    assert [one.removal for one in points] == [removed] * 3
    assert [one.is_own_removal for one in points] == [True, False, False]
    below = Point.objects.get(text="провести семинар")
    with pytest.raises(DomainError) as refusal:
        remove_point_from_control(below, removal=DONE, version=None, by=controller(desk))
    assert refusal.value.code == "removed_already"


def test_remove_order_from_control_once() -> None:
    desk = make_desk()
    controlled(desk)
    version = desk.fresh().version

    removed = remove_order_from_control(desk.order, removal=CANCELLED, version=version, by=controller(desk))

    assert removed.point_id is None
    assert len(removed.cancelled) == 6
    assert not assignments_of_order(desk.order).open().exists()
    for again in (version, None):
        with pytest.raises(DomainError) as refusal:
            remove_order_from_control(desk.order, removal=DONE, version=again, by=controller(desk))
        assert refusal.value.code == ("edited_by_other" if again else "removed_already")
    assert ControlRemoval.objects.count() == 1


def test_remove_order_from_control_without_a_note_is_refused() -> None:
    desk = make_desk()
    controlled(desk)

    with pytest.raises(DomainError) as refusal:
        remove_order_from_control(desk.order, removal=Removal(" ", OpenDuties.LEAVE), version=None, by=controller(desk))

    assert refusal.value.code == "no_note"
    assert not ControlRemoval.objects.exists()


def test_draft_stands_on_no_control() -> None:
    desk = make_desk()
    point(desk, "Представить планы", parties=HEADS, term=LATER)

    with pytest.raises(DomainError) as refusal:
        remove_order_from_control(desk.order, removal=DONE, version=None, by=controller(desk))

    assert refusal.value.code == "not_registered"


def test_return_to_control_says_why_and_gives_again_what_the_removal_cancelled() -> None:
    desk = make_desk()
    first, _ = controlled(desk)
    keys = set(assignments_of_points([first.pk]).values_list("key", flat=True))
    removed = remove_point_from_control(first, removal=CANCELLED, version=None, by=controller(desk))

    with pytest.raises(DomainError) as refusal:
        return_to_control(removed, reason="", version=None, by=controller(desk))
    returned = return_to_control(removed, reason="Рано сняли", gives_again=True, version=None, by=controller(desk))

    assert refusal.value.code == "no_reason"
    assert (returned.returned_on, returned.return_reason) == (clock.today(), "Рано сняли")
    assert set(assignments_of_points([first.pk]).open().values_list("key", flat=True)) == keys
    assert board_of(desk.fresh(), controller(desk)).points[0].removal is None
    with pytest.raises(DomainError) as again:
        return_to_control(removed, reason="Ещё раз", version=None, by=controller(desk))
    assert again.value.code == "on_control_already"


def test_return_to_control_leaves_cancelled_duties_cancelled_unless_asked() -> None:
    desk = make_desk()
    first, _ = controlled(desk)
    removed = remove_point_from_control(first, removal=CANCELLED, version=None, by=controller(desk))

    return_to_control(removed, reason="Рано сняли", version=None, by=controller(desk))

    assert not assignments_of_points([first.pk]).open().exists()


def test_point_is_not_returned_while_the_whole_order_is_removed() -> None:
    desk = make_desk()
    first, _ = controlled(desk)
    removed = remove_point_from_control(first, removal=LEFT, version=None, by=controller(desk))
    whole = remove_order_from_control(desk.order, removal=LEFT, version=None, by=controller(desk))

    with pytest.raises(DomainError) as refusal:
        return_to_control(removed, reason="Рано сняли", version=None, by=controller(desk))
    return_to_control(whole, reason="Рано сняли", version=None, by=controller(desk))
    return_to_control(removed, reason="Рано сняли", version=None, by=controller(desk))

    assert refusal.value.code == "removed_above"
    assert not ControlRemoval.objects.filter(returned_on=None).exists()


def withdrawing(desk: Desk, kind: str, points: list[Point]) -> Order:
    """A later order that ends the whole or some points of the order."""
    act = desk.fresh().act
    assert act is not None
    later = draft_order(desk.issuer, kind=Order.Kind.ORDER, title="Об отмене", by=desk.by)
    people = Signatures(desk.world.authority_head, "", desk.world.second_methodist, desk.world.methodist, "")
    set_signatures(later, signatures=people, by=desk.by)
    add_point(later, draft=PointDraft("Признать утратившим силу прежний приказ"), by=desk.by)
    add_link(later, kind=kind, act=act, points=points, by=desk.by)
    version = Order.objects.get(pk=later.pk).version
    return register_order(later, registration=Registration(clock.today()), version=version, by=desk.by)


def test_order_withdrawn_while_it_is_executed_leaves_control_by_itself() -> None:
    desk = make_desk()
    first, _ = controlled(desk)
    execute(desk, first)
    withdrawing(desk, OrderLink.Kind.WITHDRAWS, [])

    board = board_of(desk.fresh(), controller(desk))
    with pytest.raises(DomainError) as refusal:
        remove_order_from_control(desk.order, removal=DONE, version=None, by=controller(desk))

    assert refusal.value.code == "order_ended"
    assert board.is_ended
    assert not board.may_be_removed
    assert not assignments_of_order(desk.order).open().exists()
    assert desk.order.pk not in [one.order.pk for one in orders_on_control(controller(desk))]


def test_point_withdrawn_while_it_is_executed_is_left_out_and_the_rest_goes_on() -> None:
    desk = make_desk()
    first, second = controlled(desk)
    withdrawing(desk, OrderLink.Kind.WITHDRAWS_POINTS, [Point.objects.get(pk=first.pk)])
    execute(desk, second)

    board = board_of(desk.fresh(), controller(desk))
    with pytest.raises(DomainError) as refusal:
        remove_point_from_control(first, removal=DONE, version=None, by=controller(desk))

    assert refusal.value.code == "point_ended"
    assert [one.standing[1] for one in board.points] == ["утратил силу", "исполнен"]
    assert board.may_be_removed


def test_order_whose_days_are_over_stays_on_control_until_it_is_removed() -> None:
    desk = make_desk()
    controlled(desk)
    Order.objects.filter(pk=desk.order.pk).update(in_force_until=clock.today() - timedelta(days=1))

    board = board_of(desk.fresh(), controller(desk))
    removed = remove_order_from_control(desk.fresh(), removal=CANCELLED, version=None, by=controller(desk))

    assert board.force.word == "срок истёк"
    assert not board.is_over
    assert len(removed.cancelled) == 6


def test_board_counts_what_is_done_late_and_standing() -> None:
    desk = make_desk()
    done = point(desk, "Представить планы работы", parties=HEADS, term=LATER)
    late = point(desk, "Представить отчёты", parties=HEADS, term=LATER)
    point(desk, "Обеспечить участие педагогов", parties=HEADS, term="постоянно")
    advised = point(desk, "Рекомендовать провести педсоветы", parties=HEADS, term=LATER)
    point(desk, "Утвердить состав совета")
    register(desk)
    execute(desk, done)
    passed = assignments_of_points([late.pk]).order_by("pk").first()
    assert passed is not None
    Assignment.objects.filter(pk=passed.pk).update(due_on=clock.today() - timedelta(days=3))
    assignments_of_points([late.pk]).filter(pk__gt=passed.pk).update(due_on=None)

    board = board_of(desk.fresh(), controller(desk))

    assert [one.standing[1] for one in board.points] == [
        "исполнен",
        "просрочен",
        "делается постоянно: отчитываться не о чем",
        "исполняется",
        "исполняется самим приказом",
    ]
    names = ("given", "accepted", "waiting", "not_due", "overdue")
    assert [[one.number(name) for name in names] for one in board.points] == [
        [3, 3, 0, 0, 0],
        [3, 0, 0, 2, 1],
        [None] * 5,
        [3, 0, 0, 3, 0],
        [None] * 5,
    ]
    assert (board.closed, len(board.counted)) == (1, 2)
    assert [one.execution.is_advice for one in board.points] == [False, False, False, True, False]
    assert advised.pk in board.controlled
    assert board.points[1].next_due_on == clock.today() - timedelta(days=3)


def test_executed_order_proposes_itself_though_a_recommendation_is_not_answered() -> None:
    desk = make_desk()
    ordered = point(desk, "Представить планы работы", parties=HEADS, term=LATER)
    point(desk, "Рекомендовать провести педсоветы", parties=HEADS, term=LATER)
    register(desk)
    by = controller(desk)

    before = [one.group for one in orders_on_control(by)]
    execute(desk, ordered)
    after = orders_on_control(by)

    assert before == [UNDER_WAY]
    assert [(one.group, one.closed, one.total) for one in after] == [(READY, 1, 1)]
    assert board_of(desk.fresh(), by).may_be_removed


def test_orders_on_control_show_the_executed_first_and_then_the_late() -> None:
    desk = make_desk()
    first, second = controlled(desk)
    assignments_of_points([first.pk]).update(due_on=date(2026, 1, 15))
    by = controller(desk)

    late = orders_on_control(by)
    execute(desk, first)
    remove_point_from_control(second, removal=LEFT, version=None, by=by)
    ready = orders_on_control(by)
    remove_order_from_control(desk.order, removal=LEFT, version=None, by=by)

    assert [(one.group, one.late, one.tally.of("overdue"), one.next_due_on) for one in late] == [
        (LATE, 1, 3, date(2026, 1, 15))
    ]
    assert [(one.group, one.closed, one.total) for one in ready] == [(READY, 2, 2)]
    assert orders_on_control(by) == []


def allowed(person: Person, order: Order) -> bool:
    """Asked anew, as by the next request."""
    return User.objects.get(pk=user_of(person).pk).has_perm("orders.remove_order_from_control", order)


def test_remove_order_from_control_is_for_the_named_controller_and_the_administrator() -> None:
    desk = make_desk()
    controlled(desk)
    world = desk.world
    order = desk.fresh()

    assert allowed(world.second_methodist, order)
    assert allowed(world.administrator, order)
    assert not allowed(world.authority_head, order)
    assert not allowed(world.methodist, order)
    assert not allowed(world.head, order)
    assert not allowed(world.foreign_methodist, order)


def test_remove_order_from_control_passes_to_the_head_when_the_controller_has_left() -> None:
    desk = make_desk()
    controlled(desk)
    world = desk.world
    yesterday = clock.today() - timedelta(days=1)
    world.second_methodist.employments.update(until=yesterday)
    world.second_methodist.roles.update(until=yesterday)

    assert allowed(world.authority_head, desk.fresh())
    assert not allowed(world.methodist, desk.fresh())
    assert not allowed(world.second_methodist, desk.fresh())
