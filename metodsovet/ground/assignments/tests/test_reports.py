from functools import partial

import pytest

from metodsovet.ground.assignments.actions import (
    acknowledge_assignment,
    add_evidence,
    ask_extension,
    hand_in_report,
    record_report,
    remove_from_control,
    withdraw_report,
    write_report,
)
from metodsovet.ground.assignments.models import Assignment, Report
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


def test_write_report_saves_the_draft_and_counts_versions() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    deputy = user_of(world.deputy)

    write_report(assignment, text="Начали", by=deputy, version=0)
    write_report(assignment, text="Начали и закончили", by=deputy, version=1)

    report = Report.objects.get()
    assert (report.text, report.version, report.state) == ("Начали и закончили", 2, "draft")
    assert fresh(assignment).state == "given"


def test_write_report_of_a_second_editor_is_refused_and_loses_nothing() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    write_report(assignment, text="Текст завуча", by=user_of(world.deputy), version=0)

    code = refusal_of(lambda: write_report(assignment, text="Текст директора", by=user_of(world.head), version=0))

    assert code == "edited_by_other"
    assert Report.objects.get().text == "Текст завуча"


def test_write_report_of_the_same_words_is_no_conflict() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    write_report(assignment, text="Одно и то же", by=user_of(world.deputy), version=0)

    report = write_report(assignment, text="Одно и то же", by=user_of(world.deputy), version=0)

    assert report.version == 1


def test_hand_in_report_waits_for_acceptance_and_tells_the_accepter() -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    report = hand_in_report(assignment, text=" Проведено восемь уроков. ", by=user_of(world.deputy))

    assignment = fresh(assignment)
    assert (assignment.state, assignment.reported_on) == ("reported", today())
    assert (report.text, report.state, report.source) == ("Проведено восемь уроков.", "handed_in", "self")
    assert notices_of(world.methodist) == ["Сдан отчёт: СОШ № 1, «Неделя открытых уроков»"]
    assert verbs_done(assignment) == ["hand_in_report"]


def test_hand_in_report_tells_all_methodists_of_the_issuer_when_nobody_is_named() -> None:
    world = make_world()
    assignment = give_to_deputy(world, accepter_id=None)

    hand_in_report(assignment, text="Готово", by=user_of(world.deputy))

    assert len(notices_of(world.methodist)) == len(notices_of(world.second_methodist)) == 1
    assert notices_of(world.foreign_methodist) == []


def test_hand_in_report_without_words_and_evidence_is_refused() -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    code = refusal_of(lambda: hand_in_report(assignment, text="  ", by=user_of(world.deputy)))

    assert code == "empty_report"
    assert (fresh(assignment).state, Report.objects.count()) == ("given", 0)


def test_hand_in_report_with_evidence_alone_is_enough() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    add_evidence(assignment, link="https://school1.example/week", by=user_of(world.deputy))

    hand_in_report(assignment, text="", by=user_of(world.deputy))

    assert fresh(assignment).state == "reported"


def test_hand_in_report_with_a_bad_link_is_refused_and_saves_nothing() -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    code = refusal_of(
        lambda: hand_in_report(assignment, text="Готово", links=["javascript:alert(1)"], by=user_of(world.deputy))
    )

    assert code == "bad_link"
    assert (fresh(assignment).state, assignment.evidence.count()) == ("given", 0)


def test_hand_in_report_twice_is_refused() -> None:
    world = make_world()
    assignment = give_and_report(world)

    code = refusal_of(lambda: hand_in_report(assignment, text="Ещё раз", by=user_of(world.deputy)))

    assert code == "move_not_allowed"
    assert Report.objects.get().text == "Проведено восемь уроков."


def test_hand_in_report_after_removal_from_control_is_refused() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    remove_from_control(assignment, reason="перенесено на следующий год", by=user_of(world.authority_head))

    code = refusal_of(lambda: hand_in_report(assignment, text="Готово", by=user_of(world.deputy)))

    assert code == "removed_from_control"
    assert Report.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_hand_in_report_pressed_twenty_times_at_once_hands_in_once() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    deputy = user_of(world.deputy)

    results = at_once([partial(hand_in_report, assignment, text="Готово", by=deputy)] * 20)

    assert sorted(results) == [""] + ["move_not_allowed"] * 19
    assert Report.objects.count() == 1
    assert len(notices_of(world.methodist)) == 1


def test_record_report_keeps_who_told_and_who_wrote() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    methodist = user_of(world.methodist)

    record_report(assignment, text="Провели", source="phone", told_by="М.П. Соколова, завуч", by=methodist)

    report = Report.objects.get()
    assert (report.source, report.told_by, report.written_by) == ("phone", "М.П. Соколова, завуч", methodist)
    assert fresh(assignment).state == "reported"
    assert "За вас записан отчёт по телефону: «Неделя открытых уроков»" in notices_of(world.deputy)


def test_record_report_keeps_the_draft_of_the_executor() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    write_report(assignment, text="Черновик школы", by=user_of(world.deputy))

    record_report(assignment, text="Сказали: готово", source="letter", told_by="Завуч", by=user_of(world.methodist))

    assert Report.objects.get().text == "Черновик школы\n\nСказали: готово"


@pytest.mark.parametrize(
    ("source", "told_by", "code"), (("phone", " ", "no_teller"), ("self", "Завуч", "wrong_source"))
)
def test_record_report_without_its_source_is_refused(source: str, told_by: str, code: str) -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    refused = refusal_of(
        lambda: record_report(assignment, text="Да", source=source, told_by=told_by, by=user_of(world.methodist))
    )

    assert refused == code
    assert Report.objects.count() == 0


def test_withdraw_report_gives_the_work_back() -> None:
    world = make_world()
    assignment = give_and_report(world)

    withdraw_report(assignment, by=user_of(world.deputy))

    assignment = fresh(assignment)
    assert (assignment.state, assignment.reported_on) == ("given", None)
    assert Report.objects.get().state == "withdrawn"
    hand_in_report(assignment, text="Теперь верно", by=user_of(world.deputy))
    assert Report.objects.count() == 2


def test_acknowledge_assignment_needs_no_acceptance() -> None:
    world = make_world()
    assignment = give_to_deputy(world, kind=Assignment.Kind.ACKNOWLEDGE)

    acknowledge_assignment(assignment, by=user_of(world.deputy))

    assert (fresh(assignment).state, fresh(assignment).accepted_on) == ("accepted", today())


def test_acknowledge_assignment_of_work_is_refused() -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    assert refusal_of(lambda: acknowledge_assignment(assignment, by=user_of(world.deputy))) == "not_to_acknowledge"
    assert fresh(assignment).state == "given"


def test_acknowledge_assignment_answers_the_request_for_a_later_day() -> None:
    world = make_world()
    assignment = give_to_deputy(world, kind=Assignment.Kind.ACKNOWLEDGE)
    extension = ask_extension(assignment, until=in_days(20), reason="Отпуск", by=user_of(world.deputy))

    acknowledge_assignment(assignment, by=user_of(world.deputy))

    extension.refresh_from_db()
    assert (extension.state, extension.answer) == ("refused", "Ознакомление подтверждено.")
