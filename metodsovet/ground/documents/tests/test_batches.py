"""Certificates for whole lists: numbers in a row, one PDF or one each, and what a killed worker leaves behind."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import typst
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.ground.documents import tasks
from metodsovet.ground.documents.actions import BatchDraft, ListedPerson, batches, issue_batch, start_batch
from metodsovet.ground.documents.kinds import PaperKind
from metodsovet.ground.documents.models import Paper, PaperBatch
from metodsovet.ground.documents.papers import ATTENDANCE, CERTIFICATE
from metodsovet.ground.documents.tests.test_papers import content_of
from metodsovet.ground.documents.typesetting import child, typeset_together
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import invariants
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 14)
HOSTILE = '#import "@preview/x:1.0.0": * #read("/etc/hosts") \\ $x$ <a> *б* _в_ `г` // д'


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def people(many: int) -> list[ListedPerson]:
    return [ListedPerson(f"Рябова Ольга {number}", "учитель, Школа № 7") for number in range(1, many + 1)]


def started(
    world: World, listed: list[ListedPerson], kind: PaperKind = CERTIFICATE, *, is_apart: bool = False
) -> PaperBatch:
    draft = BatchDraft("Семинар «Оценивание»", DAY, "14 октября 2026 г.", "6 часов", is_apart=is_apart)
    return start_batch(kind, draft, listed, organisation=world.town, by=user_of(world.methodist))


def test_issue_batch_gives_numbers_in_the_order_of_the_list_and_one_file() -> None:
    world = make_world()

    batch = issue_batch(started(world, people(3)))

    papers = Paper.objects.filter(batch_line__batch=batch).order_by("batch_line__position")
    assert [(paper.number, paper.data["name"]) for paper in papers] == [
        ("1", "Рябова Ольга 1"),
        ("2", "Рябова Ольга 2"),
        ("3", "Рябова Ольга 3"),
    ]
    assert {paper.file_id for paper in papers} == {batch.file_id}
    assert content_of(papers[0]).startswith(b"%PDF-")
    assert [found.invariant.name for found in invariants.check() if found.invariant.name.startswith("documents:")] == []


def test_issue_batch_apart_gives_each_his_own_file_and_all_in_an_archive() -> None:
    world = make_world()

    batch = issue_batch(started(world, people(2), ATTENDANCE, is_apart=True))

    assert batch.file is not None
    with batch.file.content.open("rb") as file:
        package = zipfile.ZipFile(BytesIO(file.read()))
    papers = list(Paper.objects.order_by("pk"))
    assert package.namelist() == ["1 Рябова Ольга 1.pdf", "2 Рябова Ольга 2.pdf"]
    assert [package.read(name) for name in package.namelist()] == [content_of(paper) for paper in papers]


@pytest.mark.parametrize("killed_in", ("_number_some", "typeset_together", "_finish"))
def test_batch_begun_again_after_its_worker_was_killed_makes_no_doubles(
    monkeypatch: pytest.MonkeyPatch, killed_in: str
) -> None:
    """Whatever step the worker did not live to finish; ``tests/outages`` kill whole processes."""
    batch = started(make_world(), people(5))
    monkeypatch.setattr(batches, "CHUNK", 2)
    whole, calls = getattr(batches, killed_in), []

    def killed(*given: object, **named: object) -> object:
        calls.append(killed_in)
        if len(calls) == (2 if killed_in == "_number_some" else 1):
            raise KeyboardInterrupt
        return whole(*given, **named)

    monkeypatch.setattr(batches, killed_in, killed)
    with pytest.raises(KeyboardInterrupt):
        issue_batch(batch)
    issue_batch(batch)
    issue_batch(PaperBatch.objects.get(pk=batch.pk))

    assert sorted(int(number) for number in Paper.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert StoredFile.objects.count() == 1


def test_names_of_a_list_are_printed_as_they_stand_and_run_nothing() -> None:
    texts = ("owner", "heading", "number", "date", "place", "wording", "event", "held", "hours", "name", "position")
    page = {**dict.fromkeys(texts, HOSTILE), "signer": HOSTILE, "code": "", "address": ""}

    for kind in (CERTIFICATE, ATTENDANCE):
        assert typeset_together(kind.template, [page], day=DAY).startswith(b"%PDF-")


@pytest.mark.parametrize(
    "source",
    ('#read("../secret")', '#import "@preview/x:1.0.0": *', "#let f() = f()\n#f()"),
    ids=("outside", "package", "endless"),
)
def test_typesetting_of_a_template_that_reaches_out_fails(tmp_path: Path, source: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret").write_text("тайна")
    template = root / "own.typ"
    template.write_text(source)

    with pytest.raises(typst.TypstError):
        typst.compile(
            str(template), root=str(root), package_path=child.NO_PACKAGES, package_cache_path=child.NO_PACKAGES
        )


def test_folder_of_our_templates_has_no_links_out_of_it() -> None:
    assert [path for path in child.HERE.rglob("*") if path.is_symlink()] == []


def test_somebody_whom_the_register_knows_by_this_name_sees_his_certificate(client: Client) -> None:
    world = make_world()
    issue_batch(started(world, [ListedPerson("Бирюкова  Нина Сергеевна")], is_apart=True))
    paper = Paper.objects.get()
    client.force_login(user_of(world.teacher))

    assert paper.recipient == world.teacher
    assert client.get(f"/documents/papers/{paper.pk}/").status_code == 200
    assert client.get(f"/files/{paper.file_id}/").status_code == 200


def test_common_file_of_a_list_is_not_for_those_who_are_named_in_it(client: Client) -> None:
    world = make_world()
    batch = issue_batch(started(world, [ListedPerson("Бирюкова Нина Сергеевна"), *people(1)]))
    client.force_login(user_of(world.teacher))
    page = client.get(f"/documents/papers/{Paper.objects.earliest('pk').pk}/").content.decode()

    assert client.get(f"/files/{batch.file_id}/").status_code == 404
    assert f"/files/{batch.file_id}/" not in page


@pytest.mark.parametrize(("many", "code"), ((0, "empty_list"), (1001, "long_list")))
def test_start_batch_of_nobody_or_of_too_many_is_refused(many: int, code: str) -> None:
    world = make_world()

    with pytest.raises(DomainError) as refusal:
        started(world, people(many))

    assert (refusal.value.code, PaperBatch.objects.count()) == (code, 0)


def test_start_page_reads_pasted_lines_and_adds_the_staff(client: Client) -> None:
    world = make_world()
    client.force_login(user_of(world.methodist))
    body = {
        "kind": "certificate",
        "organisation": world.town.pk,
        "event": "Семинар",
        "issued_on": "2026-10-14",
        "people": "Рябова  Ольга;учитель\tШкола № 7\n\nБирюкова Нина Сергеевна",
        "staff_of": world.school.pk,
        "form_of": "together",
    }

    answer = client.post("/documents/batches/start/", body)

    lines = PaperBatch.objects.get().lines.values_list("name", "place")
    assert answer.status_code == 302
    assert list(lines) == [
        ("Рябова Ольга", "учитель, Школа № 7"),
        ("Бирюкова Нина Сергеевна", ""),
        ("Соколова Мария Петровна", "заместитель директора по УВР, СОШ № 1"),
        ("Устинова Вера Глебовна", "директор, СОШ № 1"),
    ]


def test_start_page_names_a_line_that_is_there_twice(client: Client) -> None:
    world = make_world()
    client.force_login(user_of(world.methodist))
    lines = "Рябова Ольга;учитель\nРябова  Ольга; учитель"
    body = {"kind": "certificate", "organisation": world.town.pk, "event": "Семинар", "issued_on": "2026-10-14"}

    answer = client.post("/documents/batches/start/", body | {"people": lines, "form_of": "together"})

    assert (answer.status_code, PaperBatch.objects.count()) == (422, 0)
    assert "Повторяется: Рябова Ольга" in answer.content.decode()


def test_job_of_somebody_who_lost_the_right_stops_and_says_so() -> None:
    world = make_world()
    batch = started(world, people(2))
    world.methodist.roles.all().delete()

    tasks.issue_batch(batch=batch.pk, user=user_of(world.methodist).pk)

    batch.refresh_from_db()
    assert (batch.trouble, Paper.objects.count()) == ("Права выпускать бумаги этой организации больше нет.", 0)


def test_batch_page_asks_the_same_number_of_queries_for_any_lines(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    world = make_world()
    client.force_login(user_of(world.methodist))
    for many in (1, 3):
        batch = issue_batch(started(world, people(many)))
        with django_assert_max_num_queries(18):
            client.get(f"/documents/batches/{batch.pk}/")
