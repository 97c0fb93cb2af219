"""Issued papers: numbers, frozen bytes, withdrawal, the signed copy, the register."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from metodsovet.ground.access.history import history_of
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.tests.world import CANARY, World, make_world, user_of
from metodsovet.ground.documents.actions import attach_original, issue_paper, print_paper, withdraw_paper
from metodsovet.ground.documents.actions.printing import print_left
from metodsovet.ground.documents.invariants import numbers_have_no_gaps
from metodsovet.ground.documents.models import NumberSeries, Paper
from metodsovet.ground.documents.tests.papers import CODE, draft_of, known_kind, texts_of
from metodsovet.ground.files.models import StoredFile
from metodsovet.ground.files.tests.corpus import pdf
from metodsovet.kernel import clock, invariants
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)
SIGNATURE = bytes.fromhex("3082010006092a864886f70d010702") + b"\x00" * 300


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def issued(organisation: Organisation, *, number: str = "", day: date = DAY, by: Person | None = None) -> Paper:
    user = user_of(by) if by else None
    return issue_paper(known_kind(), draft_of(organisation), issued_on=day, number=number, by=user)


def content_of(paper: Paper) -> bytes:
    assert paper.file is not None
    with paper.file.content.open("rb") as file:
        content: bytes = file.read()
    return content


def test_issue_paper_numbers_by_kind_organisation_and_year() -> None:
    world = make_world()

    numbers = [
        issued(world.school).number,
        issued(world.school).number,
        issued(world.second_school).number,
        issued(world.school, day=date(2025, 12, 31)).number,
        issued(world.school).number,
    ]

    assert numbers == ["1", "2", "1", "1", "3"]


def test_issue_paper_takes_a_number_of_the_own_journal_and_counts_on_around_it() -> None:
    school = make_world().school

    numbers = [issued(school, number=typed).number for typed in ("", "12а", "3", "", "", "")]

    assert numbers == ["1", "12а", "3", "2", "4", "5"]


def test_issue_paper_goes_on_from_the_first_number_of_a_journal_begun_elsewhere() -> None:
    school = make_world().school

    assert [issued(school, number=typed).number for typed in ("57", "", "5", "")] == ["57", "58", "5", "59"]
    assert list(numbers_have_no_gaps()) == []


def test_gap_in_a_series_is_found() -> None:
    school = make_world().school
    papers = [issued(school) for _ in range(3)]
    Paper.objects.filter(pk=papers[1].pk).delete()

    assert list(numbers_have_no_gaps()) == [papers[0].series]


@pytest.mark.parametrize("typed", ("12а", "12А", "12 а", "12a"))
def test_issue_paper_under_a_taken_number_is_refused_and_saves_nothing(typed: str) -> None:
    school = make_world().school
    issued(school, number="12а")

    with pytest.raises(DomainError) as refusal:
        issued(school, number=typed)

    assert (refusal.value.code, Paper.objects.count()) == ("number_taken", 1)


def test_issue_paper_of_a_day_to_come_is_refused() -> None:
    school = make_world().school

    with pytest.raises(DomainError) as refusal:
        issued(school, day=date(2099, 1, 1))

    assert (refusal.value.code, NumberSeries.objects.count()) == ("issued_ahead", 0)


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_issues_take_twenty_numbers_without_a_gap() -> None:
    school = make_world().school

    def issue(_: int) -> str:
        try:
            return issued(school).number
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=20) as crowd:
        numbers = sorted(int(number) for number in crowd.map(issue, range(20)))

    assert numbers == list(range(1, 21))
    assert [found.invariant.name for found in invariants.check() if found.invariant.name.startswith("documents:")] == []


def test_print_paper_freezes_the_bytes_and_prints_them_once() -> None:
    world = make_world()
    paper = print_paper(issued(world.school, by=world.deputy))
    first = content_of(paper)

    again = print_paper(Paper.objects.get(pk=paper.pk))

    assert hashlib.sha256(first).hexdigest() == paper.sha256
    assert (content_of(again), StoredFile.objects.count()) == (first, 1)
    assert "от 14 сентября 2026 г. № 1" in [text.replace("\u00a0", " ") for text in texts_of(first)]


def test_issued_paper_tells_of_the_day_of_its_issue_whatever_happens_to_the_data_later() -> None:
    world = make_world()
    paper = print_paper(issued(world.school))
    Organisation.objects.filter(pk=world.school.pk).update(name="Другая школа")

    assert Paper.objects.get(pk=paper.pk).data["organisation"].endswith("«Школа № 7»")


def test_paper_left_without_a_file_by_a_killed_process_is_printed_later_with_its_number() -> None:
    school = make_world().school
    paper = issued(school)
    Paper.objects.filter(pk=paper.pk).update(issued_at=clock.now() - timedelta(minutes=5))

    assert (print_left(), print_left()) == (1, 0)
    paper.refresh_from_db()
    assert (paper.number, paper.is_printed) == ("1", True)


def test_withdraw_paper_keeps_the_number_and_the_file() -> None:
    world = make_world()
    paper = print_paper(issued(world.school))

    withdraw_paper(paper, reason="Ошибка в дате", by=user_of(world.deputy))

    paper.refresh_from_db()
    assert (paper.is_withdrawn, paper.withdrawal_reason, paper.is_printed) == (True, "Ошибка в дате", True)
    assert issued(world.school).number == "2"
    assert [line.verb for line in history_of(paper)] == ["withdraw_paper", "issue_paper"]


@pytest.mark.parametrize(("reason", "code"), (("", "no_reason"), ("Ещё раз", "already_withdrawn")))
def test_withdraw_paper_without_a_reason_or_twice_is_refused(reason: str, code: str) -> None:
    world = make_world()
    paper = issued(world.school)
    if code == "already_withdrawn":
        withdraw_paper(paper, reason="Ошибка", by=user_of(world.deputy))

    with pytest.raises(DomainError) as refusal:
        withdraw_paper(paper, reason=reason, by=user_of(world.deputy))

    assert refusal.value.code == code


@pytest.mark.parametrize(("name", "content"), (("скан.pdf", pdf()), ("подпись.sig", SIGNATURE), ("a.p7s", SIGNATURE)))
def test_attach_original_keeps_a_scan_and_a_detached_signature_as_they_came(name: str, content: bytes) -> None:
    world = make_world()
    paper = print_paper(issued(world.school))

    file = attach_original(paper, SimpleUploadedFile(name, content), by=user_of(world.deputy))

    assert (file.name, file.sha256) == (name, hashlib.sha256(content).hexdigest())
    assert Paper.objects.get(pk=paper.pk).sha256 == paper.sha256


def test_issue_page_issues_prints_and_leads_to_the_paper(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    world = make_world()
    client.force_login(user_of(world.deputy))
    address = f"/documents/papers/issue/{CODE}/?organisation={world.school.pk}"

    page = client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, {"issued_on": "2026-09-14", "number": "", "form_key": "k"})
    twice = client.post(address, {"issued_on": "2026-09-14", "number": "", "form_key": "k"})

    paper = Paper.objects.get()
    shown = client.get(answer["Location"]).content.decode()
    assert "Следующий номер" in page
    assert (paper.is_printed, twice["Location"]) == (True, paper.get_absolute_url())
    assert paper.sha256 in shown
    assert client.get(f"/files/{paper.file_id}/").getvalue() == content_of(paper)


def test_issue_page_shows_the_paper_without_a_number_first(client: Client) -> None:
    world = make_world()
    client.force_login(user_of(world.deputy))

    answer = client.get(f"/documents/papers/issue/{CODE}/preview/?organisation={world.school.pk}")

    assert not any("№" in text and "от" in text for text in texts_of(answer.content))
    assert Paper.objects.count() == 0


@pytest.mark.parametrize("who", ("teacher", "second_deputy", "administrator"))
def test_paper_of_a_school_is_issued_by_nobody_but_those_who_act_for_it(client: Client, who: str) -> None:
    world = make_world()
    client.force_login(user_of(getattr(world, who)))

    answer = client.post(
        f"/documents/papers/issue/{CODE}/?organisation={world.school.pk}", {"issued_on": "2026-09-14", "number": ""}
    )

    assert (answer.status_code, Paper.objects.count()) == (403, 0)


def test_papers_of_others_are_not_there(client: Client) -> None:
    world = make_world()
    own, foreign = issued(world.school), issued(world.foreign_school)
    client.force_login(user_of(world.second_deputy))

    answers = [client.get(f"/documents/papers/{pk}/") for pk in (own.pk, foreign.pk, 999_999)]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert CANARY not in client.get("/documents/papers/").content.decode()


def test_register_finds_narrows_and_goes_out_as_xlsx(client: Client) -> None:
    world = _three_papers()
    client.force_login(user_of(world.methodist))

    page = client.get("/documents/papers/?find=12а").content.decode()
    withdrawn = client.get("/documents/papers/?state=withdrawn&year=2026").content.decode()
    xlsx = client.get("/documents/papers/?as=xlsx")

    assert ("Бумага 12а" in page, "Бумага 1<" in page) == (True, False)
    assert ("Бумага 3" in withdrawn, "Бумага 12а" in withdrawn) == (True, False)
    assert xlsx["Content-Type"].endswith("sheet")


def _three_papers() -> World:
    world = make_world()
    papers = [
        issue_paper(known_kind(), draft_of(world.school, f"Бумага {number}"), issued_on=DAY, number=number, by=None)
        for number in ("1", "12а", "3")
    ]
    withdraw_paper(papers[-1], reason="Ошибка", by=user_of(world.methodist))
    return world


def test_register_asks_the_same_number_of_queries_for_any_rows(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    world = make_world()
    client.force_login(user_of(world.methodist))
    for rows in (1, 3):
        while Paper.objects.count() < rows:
            issued(world.school)
        with django_assert_max_num_queries(16):
            client.get("/documents/papers/")
