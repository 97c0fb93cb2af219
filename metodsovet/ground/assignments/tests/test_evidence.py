from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from metodsovet.ground.assignments.actions import (
    accept_report,
    add_evidence,
    cancel_assignment,
    hand_in_report,
    remove_evidence,
)
from metodsovet.ground.assignments.models import Evidence
from metodsovet.ground.assignments.queries.evidence import evidence_of
from metodsovet.ground.assignments.tests.ledger import give_and_report, give_to_deputy, refusal_of
from metodsovet.ground.directory.tests.world import make_world, user_of
from metodsovet.ground.files.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_the_test(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def a_text_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("Список участников.txt", "Иванова\nПетрова".encode())


def test_add_evidence_of_a_record_is_idempotent_and_may_come_after_acceptance() -> None:
    world = make_world()
    assignment = give_and_report(world)
    accept_report(assignment, by=user_of(world.methodist))

    first = add_evidence(assignment, record=world.school, by=None)
    second = add_evidence(assignment, record=world.school, by=None)

    assert first == second
    assert (first.kind, first.title, first.record) == ("record", "СОШ № 1", world.school)


def test_add_evidence_of_a_link_once() -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    for _ in range(2):
        add_evidence(assignment, link="https://school1.example/news", title="Новость", by=user_of(world.deputy))

    assert [(one.kind, one.title) for one in assignment.evidence.all()] == [("link", "Новость")]


@pytest.mark.parametrize(
    ("link", "code"), (("ftp://school/x", "bad_link"), ("javascript:alert(1)", "bad_link"), ("", "no_evidence"))
)
def test_add_evidence_that_is_no_address_is_refused(link: str, code: str) -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    assert refusal_of(lambda: add_evidence(assignment, link=link, by=user_of(world.deputy))) == code
    assert Evidence.objects.count() == 0


def test_add_evidence_to_what_is_closed_is_refused() -> None:
    world = make_world()
    cancelled, accepted = give_to_deputy(world), give_and_report(world)
    cancel_assignment(cancelled, reason="не нужно", by=None)
    accept_report(accepted, by=user_of(world.methodist))

    assert refusal_of(lambda: add_evidence(cancelled, record=world.school, by=None)) == "closed"
    assert refusal_of(lambda: add_evidence(accepted, link="https://a.example", by=user_of(world.deputy))) == "closed"
    assert Evidence.objects.count() == 0


def test_add_evidence_of_a_file_keeps_it_with_the_evidence() -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    evidence = add_evidence(assignment, file=a_text_file(), by=user_of(world.deputy))

    shown = evidence_of(assignment, user_of(world.deputy))[0]
    assert (shown.evidence, shown.evidence.title) == (evidence, "Список участников.txt")
    assert shown.file == StoredFile.objects.get()


def test_add_evidence_of_a_bad_file_is_refused_and_saves_nothing() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    program = SimpleUploadedFile("Отчёт.docx", b"MZ\x90\x00 this is a program")

    refusal_of(lambda: add_evidence(assignment, file=program, by=user_of(world.deputy)))

    assert (Evidence.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_remove_evidence_takes_the_file_along() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    evidence = add_evidence(assignment, file=a_text_file(), by=user_of(world.deputy))

    remove_evidence(evidence, by=user_of(world.deputy))

    assert (Evidence.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_remove_evidence_of_a_report_that_is_handed_in_is_refused() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    evidence = add_evidence(assignment, link="https://a.example", by=user_of(world.deputy))
    hand_in_report(assignment, text="", by=user_of(world.deputy))

    assert refusal_of(lambda: remove_evidence(evidence, by=user_of(world.deputy))) == "move_not_allowed"
    assert Evidence.objects.count() == 1


def test_record_that_the_reader_may_not_see_has_no_address() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    add_evidence(assignment, record=world.foreign_school, by=None)

    assert evidence_of(assignment, user_of(world.deputy))[0].url == ""
