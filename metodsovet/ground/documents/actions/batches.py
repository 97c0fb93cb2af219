"""Papers for a whole list: started by a person, worked through by the worker, safe to be begun again at any point."""

import hashlib
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import transaction

from metodsovet.ground.access.history import record_action, record_actions
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.documents.actions.numbering import locked_series, take_numbers
from metodsovet.ground.documents.actions.papers import PLAIN_NAME, mark_of, new_code
from metodsovet.ground.documents.kinds import PaperKind, kind_named
from metodsovet.ground.documents.models import BatchLine, Paper, PaperBatch
from metodsovet.ground.documents.models.series import number_key
from metodsovet.ground.documents.papers import WORDING, CertificatePaper
from metodsovet.ground.documents.rendering.marks import code_drawing
from metodsovet.ground.documents.typesetting import Page, typeset_apart, typeset_together
from metodsovet.ground.files.actions import store_file
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import plural

COMMON = ("event", "held", "hours", "position", "signer")
MOST_LINES = 1_000
CHUNK = 100
"""So many numbers are given in one transaction: a killed worker loses no more work than that, and no number."""


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """``person`` where somebody chose him; else the name is looked up in the register."""

    name: str
    place: str = ""
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class BatchDraft:
    """What all papers of the list say alike; ``hours`` and ``held`` in words. ``is_apart``: a file for each of them."""

    event: str
    issued_on: date
    held: str = ""
    hours: str = ""
    position: str = ""
    signer: str = ""
    is_apart: bool = False


@transaction.atomic
def start_batch(
    kind: PaperKind,
    draft: BatchDraft,
    people: Sequence[ListedPerson],
    *,
    organisation: Organisation,
    by: User,
) -> PaperBatch:
    """DomainError ``empty_list``, ``long_list``, ``issued_ahead``."""
    if not people:
        raise DomainError("empty_list", "Список пуст: впишите хотя бы одного человека.")
    if len(people) > MOST_LINES:
        raise DomainError("long_list", f"В списке больше {MOST_LINES} человек: разделите его на части.")
    if draft.issued_on > clock.today():
        raise DomainError("issued_ahead", "Дата бумаг ещё не наступила: поставьте сегодняшнюю или прошедшую.")
    batch = PaperBatch.objects.create(
        organisation=organisation,
        kind=kind.code,
        event=draft.event,
        common={name: getattr(draft, name) for name in COMMON} | {"owner": organisation.name},
        issued_on=draft.issued_on,
        is_apart=draft.is_apart,
        started_by=by,
        started_at=clock.now(),
    )
    known = _known(people, by)
    BatchLine.objects.bulk_create(
        BatchLine(
            batch=batch,
            position=place,
            name=one.name[:200],
            place=one.place[:500],
            person=one.person or known.get(_plain(one.name)),
        )
        for place, one in enumerate(people, start=1)
    )
    number = len(people)
    words = f"{number}\u00a0{plural(number, 'человека', 'человек', 'человек')}"
    record_action("start_batch", batch, f"Начат выпуск для {words}", by=by)
    return batch


@transaction.atomic
def continue_batch(batch: PaperBatch, *, by: User) -> PaperBatch:
    """Let the worker go on with a list that stopped. DomainError ``batch_done``."""
    batch = _held(batch)
    if batch.is_done:
        raise DomainError("batch_done", "Выпуск уже закончен: файл на этой странице.")
    batch.trouble = ""
    batch.save(update_fields=["trouble"])
    record_action("continue_batch", batch, "Выпуск продолжен", by=by)
    return batch


def _known(people: Sequence[ListedPerson], user: User) -> dict[str, Person]:
    """By name, where exactly one of those whom the user sees is called so."""
    last_names = {one.name.split()[0] for one in people}
    found: dict[str, list[Person]] = {}
    for person in Person.objects.visible_to(user).filter(last_name__in=last_names, erased_on=None):
        found.setdefault(_plain(person.full_name), []).append(person)
    return {name: rows[0] for name, rows in found.items() if len(rows) == 1}


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold().replace("ё", "е")


def issue_batch(batch: PaperBatch, *, tell: Callable[[int], None] = lambda _: None) -> PaperBatch:
    """Number all lines, print them, keep the file; what is done already is left as it is.

    ``tell`` hears how many lines have their numbers. DomainError ``pages_heavy``.
    """
    while given := _number_some(batch):
        tell(given)
    return _print(batch)


@transaction.atomic
def _number_some(batch: PaperBatch) -> int:
    """Papers for the next lines without one; how many lines have theirs now, 0 when there was nothing to do."""
    batch = _held(batch)
    lines = list(batch.lines.filter(paper=None).select_related("person")[:CHUNK])
    if not lines:
        return 0
    series = locked_series(_kind_of(batch), batch.organisation, batch.issued_on)
    numbers = take_numbers(series, len(lines))
    papers = Paper.objects.bulk_create(
        Paper(
            series=series,
            number=number,
            number_key=number_key(number),
            issued_on=batch.issued_on,
            title=f"{line.name}: {batch.event}"[:1000],
            data=asdict(_paper(batch, line)),
            recipient=line.person,
            code=new_code(),
            issued_by=batch.started_by,
            issued_at=clock.now(),
        )
        for line, number in zip(lines, numbers, strict=True)
    )
    for line, paper in zip(lines, papers, strict=True):
        line.paper = paper
    BatchLine.objects.bulk_update(lines, ["paper"])
    told = ((paper.pk, f"Выпущена: {paper.requisites}") for paper in papers)
    record_actions("issue_paper", Paper, told, by=batch.started_by)
    return batch.lines.filter(paper__isnull=False).count()


def _paper(batch: PaperBatch, line: BatchLine) -> CertificatePaper:
    heading, wording = WORDING[batch.kind]
    return CertificatePaper(heading=heading, wording=wording, name=line.name, place=line.place, **batch.common)


def _kind_of(batch: PaperBatch) -> PaperKind:
    kind = kind_named(batch.kind)
    assert kind is not None, batch.kind
    return kind


def _print(batch: PaperBatch) -> PaperBatch:
    """Not in a transaction: only the keeping of what was printed is one step."""
    papers = list(Paper.objects.filter(batch_line__batch=batch).order_by("batch_line__position"))
    kind = _kind_of(batch)
    if batch.is_done:
        return batch
    pages = [page_of(paper) for paper in papers]
    if batch.is_apart:
        return _keep_apart(batch, papers, typeset_apart(kind.template, pages, day=batch.issued_on))
    return _keep_together(batch, papers, typeset_together(kind.template, pages, day=batch.issued_on))


def page_of(paper: Paper) -> Page:
    mark = mark_of(paper)
    return {**paper.data, **asdict(mark), "code": code_drawing(mark.address) if mark.address else ""}


@transaction.atomic
def _keep_together(batch: PaperBatch, papers: Sequence[Paper], content: bytes) -> PaperBatch:
    batch = _held(batch)
    if batch.is_done:  # another worker came first
        return batch
    batch.file = store_file(ContentFile(content, name=f"{_name(batch)}.pdf"), owner=batch, by=batch.started_by)
    digest = hashlib.sha256(content).hexdigest()
    Paper.objects.filter(pk__in=[paper.pk for paper in papers]).update(file=batch.file, sha256=digest)
    return _finish(batch, len(papers))


@transaction.atomic
def _keep_apart(batch: PaperBatch, papers: Sequence[Paper], contents: Sequence[bytes]) -> PaperBatch:
    """Each paper owns its file; the batch has all of them in one archive."""
    batch = _held(batch)
    if batch.is_done:
        return batch
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as package:
        for paper, content in zip(papers, contents, strict=True):
            name = f"{paper.number} {paper.data['name']}".translate(PLAIN_NAME)[:150] + ".pdf"
            paper.file = store_file(ContentFile(content, name=name), owner=paper, by=batch.started_by)
            paper.sha256 = hashlib.sha256(content).hexdigest()
            package.writestr(zipfile.ZipInfo(name), content)
    Paper.objects.bulk_update(papers, ["file", "sha256"])
    made = ContentFile(archive.getvalue(), name=f"{_name(batch)}.zip")
    batch.file = store_file(made, owner=batch, by=batch.started_by, is_own_archive=True)
    return _finish(batch, len(papers))


def _finish(batch: PaperBatch, number: int) -> PaperBatch:
    batch.trouble = ""
    batch.save(update_fields=["file", "trouble"])
    words = f"{number}\u00a0{plural(number, 'бумага', 'бумаги', 'бумаг')}"
    record_action("issue_batch", batch, f"Напечатано: {words}", by=batch.started_by)
    return batch


def _name(batch: PaperBatch) -> str:
    return f"{batch.kind_name}, {batch.event}".translate(PLAIN_NAME)[:120].strip()


def _held(batch: PaperBatch) -> PaperBatch:
    rows = PaperBatch.objects.select_for_update(of=("self",)).select_related("organisation", "started_by")
    return rows.get(pk=batch.pk)
