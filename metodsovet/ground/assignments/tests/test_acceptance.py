from functools import partial

import pytest

from metodsovet.ground.assignments.actions import (
    accept_report,
    accept_reports,
    appoint_substitute,
    ask_extension,
    cancel_assignment,
    hand_in_report,
    mark_not_applicable,
    put_back_on_control,
    record_report,
    remove_from_control,
    reopen_assignment,
    return_report,
    withdraw_report,
)
from metodsovet.ground.assignments.models import Extension, Report
from metodsovet.ground.assignments.tests.ledger import (
    at_once,
    fresh,
    give_and_report,
    give_to_deputy,
    in_days,
    notices_of,
    refusal_of,
    today,
    verbs_done,
)
from metodsovet.ground.directory.tests.world import make_world, user_of

pytestmark = pytest.mark.django_db


def test_accept_report_ends_the_work_and_tells_the_executor() -> None:
    world = make_world()
    assignment = give_and_report(world)

    accept_report(assignment, remark="Хорошо", by=user_of(world.methodist))

    assignment = fresh(assignment)
    assert (assignment.state, assignment.accepted_on) == ("accepted", today())
    report = Report.objects.get()
    assert (report.state, report.remark, report.decided_by) == ("accepted", "Хорошо", user_of(world.methodist))
    assert notices_of(world.deputy)[-1] == "Отчёт принят: «Неделя открытых уроков». Замечание: Хорошо"
    assert verbs_done(assignment) == ["hand_in_report", "accept_report"]


def test_accept_report_that_nobody_handed_in_is_refused() -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    assert refusal_of(lambda: accept_report(assignment, by=user_of(world.methodist))) == "move_not_allowed"
    assert fresh(assignment).state == "given"


def test_accept_report_of_oneself_is_refused() -> None:
    world = make_world()
    assignment = give_to_deputy(world, lead=world.methodist)
    hand_in_report(assignment, text="Готово", by=user_of(world.methodist))

    assert refusal_of(lambda: accept_report(assignment, by=user_of(world.methodist))) == "own_report"
    assert fresh(assignment).state == "reported"
    accept_report(assignment, by=user_of(world.second_methodist))
    assert fresh(assignment).state == "accepted"


def test_accept_report_of_whom_one_stands_in_for_is_refused() -> None:
    world = make_world()
    assignment = give_and_report(world)
    appoint_substitute(
        world.deputy,
        substitute=world.methodist,
        since=today(),
        until=in_days(5),
        reason="отпуск",
        by=user_of(world.methodist),
    )

    assert refusal_of(lambda: accept_report(assignment, by=user_of(world.methodist))) == "own_report"
    assert fresh(assignment).state == "reported"


def test_accept_report_that_one_recorded_for_a_school_is_allowed() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    methodist = user_of(world.methodist)
    record_report(assignment, text="Провели", source="phone", told_by="Завуч", by=methodist)

    accept_report(assignment, by=methodist)

    assert fresh(assignment).state == "accepted"


def test_accept_report_of_another_version_than_seen_is_refused() -> None:
    world = make_world()
    seen = give_and_report(world)
    withdraw_report(seen, by=user_of(world.deputy))
    hand_in_report(seen, text="Совсем другое", by=user_of(world.deputy))

    code = refusal_of(lambda: accept_report(seen, version=seen.version, by=user_of(world.methodist)))

    assert code == "edited_by_other"
    assert fresh(seen).state == "reported"


@pytest.mark.django_db(transaction=True)
def test_accept_report_pressed_twenty_times_at_once_accepts_once() -> None:
    world = make_world()
    assignment = give_and_report(world)
    methodist = user_of(world.methodist)

    results = at_once([partial(accept_report, assignment, by=methodist)] * 20)

    assert sorted(results) == [""] + ["move_not_allowed"] * 19
    assert verbs_done(assignment).count("accept_report") == 1


@pytest.mark.django_db(transaction=True)
def test_accept_and_return_at_once_leave_one_decision() -> None:
    world = make_world()
    assignment = give_and_report(world)
    methodist = user_of(world.methodist)

    results = at_once(
        [
            partial(accept_report, assignment, by=methodist),
            partial(return_report, assignment, remark="Нет фото", by=user_of(world.second_methodist)),
        ]
    )

    assert sorted(results) == ["", "move_not_allowed"]
    assert Report.objects.get().state == fresh(assignment).state


def test_accept_reports_is_all_or_nothing() -> None:
    world = make_world()
    waiting, not_ready = give_and_report(world), give_to_deputy(world)

    code = refusal_of(lambda: accept_reports([waiting, not_ready], by=user_of(world.methodist)))

    assert code == "move_not_allowed"
    assert fresh(waiting).state == "reported"


def test_accept_reports_accepts_each() -> None:
    world = make_world()
    waiting = [give_and_report(world) for _ in range(3)]

    accept_reports(waiting, by=user_of(world.methodist))

    assert {fresh(assignment).state for assignment in waiting} == {"accepted"}


def test_return_report_needs_a_remark() -> None:
    world = make_world()
    assignment = give_and_report(world)

    assert refusal_of(lambda: return_report(assignment, remark=" ", by=user_of(world.methodist))) == "no_remark"
    assert fresh(assignment).state == "reported"


def test_return_report_gives_the_work_back_with_the_remark() -> None:
    world = make_world()
    assignment = give_and_report(world)

    return_report(assignment, remark="Добавьте фото", by=user_of(world.methodist))

    assert (fresh(assignment).state, fresh(assignment).reported_on) == ("returned", None)
    assert notices_of(world.deputy)[-1] == "Отчёт возвращён: «Неделя открытых уроков». Замечание: Добавьте фото"
    hand_in_report(assignment, text="С фото", by=user_of(world.deputy))
    assert fresh(assignment).state == "reported"


def test_mark_not_applicable_closes_with_its_reason() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    ask_extension(assignment, until=in_days(9), reason="карантин", by=user_of(world.deputy))

    mark_not_applicable(assignment, reason="начальной школы нет", by=user_of(world.methodist))

    assert fresh(assignment).state == "not_applicable"
    assert Extension.objects.get().state == "refused"


def test_mark_not_applicable_without_reason_is_refused() -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    assert refusal_of(lambda: mark_not_applicable(assignment, reason="", by=user_of(world.methodist))) == "no_reason"
    assert fresh(assignment).state == "given"


def test_reopen_assignment_keeps_the_accepted_report() -> None:
    world = make_world()
    assignment = give_and_report(world)
    accept_report(assignment, by=user_of(world.methodist))

    reopen_assignment(assignment, reason="принято по ошибке", by=user_of(world.methodist))

    assert (fresh(assignment).state, fresh(assignment).accepted_on) == ("given", None)
    assert Report.objects.get().state == "accepted"


def test_remove_from_control_closes_whatever_is_open() -> None:
    world = make_world()
    assignment = give_and_report(world)

    remove_from_control(assignment, reason="приказ от 1 ноября", by=user_of(world.authority_head))

    assignment = fresh(assignment)
    assert (assignment.is_open, assignment.removal_reason) == (False, "приказ от 1 ноября")
    assert assignment.standing_on(in_days(100), 14) == "not_applicable"
    assert refusal_of(lambda: accept_report(assignment, by=user_of(world.methodist))) == "removed_from_control"
    put_back_on_control(assignment, by=user_of(world.authority_head))
    assert fresh(assignment).is_open


def test_remove_from_control_twice_is_refused() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    controller = user_of(world.authority_head)
    remove_from_control(assignment, reason="раз", by=controller)

    assert refusal_of(lambda: remove_from_control(assignment, reason="два", by=controller)) == "removed_from_control"
    assert fresh(assignment).removal_reason == "раз"


def test_cancel_assignment_that_is_accepted_is_refused() -> None:
    world = make_world()
    assignment = give_and_report(world)
    accept_report(assignment, by=user_of(world.methodist))

    code = refusal_of(lambda: cancel_assignment(assignment, reason="ошибка", by=user_of(world.methodist)))

    assert code == "move_not_allowed"
    assert fresh(assignment).state == "accepted"
