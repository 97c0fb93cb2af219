"""Approved minutes as a paper: number, frozen bytes, editions, own templates, the check page."""

import hashlib
import io
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from docx import Document
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from metodsovet.ground.assignments.actions import acknowledge_assignment
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries.acknowledgements import asked_to_read
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.ground.documents.actions import activate_template, print_paper, upload_template, withdraw_paper
from metodsovet.ground.documents.invariants import numbers_have_no_gaps
from metodsovet.ground.documents.models import Paper
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.invariants import check
from metodsovet.kernel.limited import CAN_LIMIT
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.models import CommunityKind
from metodsovet.work.communities.tests.kinds import community_at
from metodsovet.work.events.actions import approve_minutes, close_meeting, correct_minutes
from metodsovet.work.events.models import Decision, Meeting
from metodsovet.work.events.papers import MINUTES
from metodsovet.work.events.tests.hall import appoint, change, closed, join, make_hall, record
from metodsovet.work.events.tests.test_minutes import held, invariants_of, text_of

pytestmark = pytest.mark.django_db


def test_approved_minutes_are_the_same_bytes_for_ever() -> None:
    hall = make_hall()
    paper = print_paper(approve_minutes(held(hall), by=hall.by))
    before = content_of(paper)

    hall.world.methodist.last_name = "Иная"
    hall.world.methodist.save()
    Decision.objects.update(text="Подменённое")

    again = print_paper(Paper.objects.get())
    assert content_of(again) == before
    assert again.sha256 == hashlib.sha256(before).hexdigest()
    assert again.data["items"][0]["decided"][0]["text"] == "Собрать банк задач"
    assert check(invariants_of("events", "documents")) == []


def content_of(paper: Paper) -> bytes:
    assert paper.file is not None
    content: bytes = paper.file.content.read()
    return content


def test_minutes_are_printed_when_everything_is_kept(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    hall = make_hall()
    meeting = held(hall)

    with django_capture_on_commit_callbacks(execute=True):
        paper = approve_minutes(meeting, by=hall.by)
        inside = Paper.objects.get().is_printed
    paper.refresh_from_db()

    assert (inside, paper.is_printed, paper.number, paper.issued_on) == (False, True, "1", meeting.held_on)
    assert "Собрать банк задач" in text_of(content_of(paper))


def test_each_community_counts_its_minutes_by_itself_in_the_school_year() -> None:
    hall = make_hall()
    other = community_at(hall.world.school, "ШМО учителей физики", code=CommunityKind.Code.SCHOOL_ASSOCIATION)
    for person in hall.members:
        join(other, person)
    appoint(other, hall.head, "head")
    beside = replace(hall, community=other)
    today = clock.today()
    before = datetime.combine(SchoolYear.of(today).previous.first_day + timedelta(days=40), time(12), tzinfo=UTC)
    with clock.at(before):
        last_year = closed(hall)

    numbers = [minutes.number for minutes in (closed(hall), closed(beside), closed(hall))]

    assert (last_year.number, numbers) == (1, [1, 1, 2])
    assert check(invariants_of("events", "documents")) == []


def test_numbers_given_to_minutes_that_are_not_approved_are_no_gaps() -> None:
    hall = make_hall()
    first, second = closed(hall), closed(hall)

    paper = approve_minutes(second.meeting, by=hall.by)

    assert (first.number, paper.number, list(numbers_have_no_gaps())) == (1, "2", [])
    first.delete()
    assert list(numbers_have_no_gaps()) == [paper.series]


def test_approved_minutes_are_corrected_and_not_withdrawn() -> None:
    hall = make_hall()
    paper = approve_minutes(held(hall), by=hall.by)

    with pytest.raises(DomainError) as refusal:
        withdraw_paper(paper, reason="Ошибка", by=hall.by)

    assert (refusal.value.code, Paper.objects.get().is_withdrawn) == ("corrected_instead", False)


def test_correct_minutes_makes_a_new_edition_beside_the_old_one() -> None:
    hall = make_hall()
    meeting = held(hall)
    first = print_paper(approve_minutes(meeting, by=hall.by))
    was = first.sha256

    meeting = correct_minutes(meeting, reason="Опечатка в докладе", by=hall.by)
    item = meeting.items.get()
    decision = Decision.objects.get()
    outcomes = record(
        hall,
        meeting,
        change("set", "item", item.uid, name="heard", value="верные итоги.", base=item.heard),
        change("set", "decision", decision.uid, name="text", value="Другое", base=decision.text),
        change("remove", "decision", decision.uid),
    )
    number = close_meeting(meeting, by=hall.by).number
    second = print_paper(approve_minutes(Meeting.objects.get(pk=meeting.pk), by=hall.by))

    assert [outcome for outcome, _ in outcomes] == ["applied", "refused", "refused"]
    assert (number, second.number, second.edition, second.edition_reason) == (1, "1", 2, "Опечатка в докладе")
    first.refresh_from_db()
    assert (first.sha256, first.state, second.replaces) == (was, "заменена", first)
    assert "верные итоги" in text_of(content_of(second))
    assert Assignment.objects.filter(kind=Assignment.Kind.EXECUTE).count() == 1
    assert check(invariants_of("events", "documents")) == []


def test_every_edition_is_read_anew_and_what_was_read_stays() -> None:
    hall = make_hall()
    meeting = held(hall)
    first = approve_minutes(meeting, by=hall.by)
    reader = hall.members[4]
    acknowledge_assignment(asked_to_read(first).get(parts__person=reader), by=user_of(reader))

    meeting = correct_minutes(meeting, reason="Опечатка", by=hall.by)
    close_meeting(meeting, by=hall.by)
    second = approve_minutes(Meeting.objects.get(pk=meeting.pk), by=hall.by)

    assert [one.parts.get().person for one in asked_to_read(first)] == [reader]
    assert asked_to_read(second).filter(state="given").count() == len(hall.members) - 1


@pytest.mark.skipif(not CAN_LIMIT, reason="processes cannot be limited here")
def test_minutes_are_printed_by_the_own_template_of_a_node_above() -> None:
    hall = make_hall()
    by = user_of(hall.world.methodist)
    document = Document(str(MINUTES.template))
    document.add_paragraph("Бланк округа, бумага № {{ paper.number }}")
    content = io.BytesIO()
    document.save(content)
    upload = ContentFile(content.getvalue(), name="протокол.docx")
    template = upload_template(MINUTES, upload, organisation=hall.world.town, by=by)
    activate_template(template, by=by)

    paper = print_paper(approve_minutes(held(hall), by=hall.by))

    assert (paper.template, template.warnings) == (template, [])
    assert "Бланк округа, бумага № 1" in text_of(content_of(paper))


def test_minutes_carry_the_code_of_the_check_page_which_tells_of_a_newer_edition(
    client: Client, settings: Settings
) -> None:
    settings.SITE_URL = "https://metod.example"
    hall = make_hall()
    meeting = held(hall)
    paper = print_paper(approve_minutes(meeting, by=hall.by))
    footer = Document(io.BytesIO(content_of(paper))).sections[0].first_page_footer
    first = client.get(f"/check/{paper.code}/").content.decode()

    meeting = correct_minutes(meeting, reason="Опечатка", by=hall.by)
    close_meeting(meeting, by=hall.by)
    approve_minutes(Meeting.objects.get(pk=meeting.pk), by=hall.by)
    second = client.get(f"/check/{paper.code}/").content.decode()

    assert f"Проверить: https://metod.example/check/{paper.code}/" in [one.text for one in footer.paragraphs]
    assert ("Бумага выпущена и действует" in first, "ШМО учителей математики" in first) == (True, True)
    assert ("Есть редакция новее" in second, "действует</" in second) == (True, False)
    assert "Что показали работы" not in first
