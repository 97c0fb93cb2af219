"""Sheets to sign that a document was read: of the staff of an organisation, or of everybody who was asked."""

from dataclasses import dataclass
from pathlib import Path

from django.db.models import Prefetch, QuerySet

from metodsovet.design.typography import unbreakable
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.directory.models import Employment, Organisation, Position
from metodsovet.ground.directory.queries_places import posts_on
from metodsovet.ground.documents.kinds import PaperKind, offer
from metodsovet.ground.documents.models import Act, Paper
from metodsovet.ground.documents.printing.papers import print_for
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_short

TEMPLATE = Path(__file__).resolve().parent.parent / "paper_templates" / "acknowledgement_sheet.docx"


@dataclass(frozen=True, slots=True)
class Reader:
    """The signature and the day are written by hand where no ``mark`` was made: «отмечено 12.10.2026»."""

    number: str
    name: str
    position: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class AcknowledgementSheet:
    organisation: str
    document: str
    readers: tuple[Reader, ...]


def acknowledgement_sheet(assignment: Assignment) -> AcknowledgementSheet:
    """Whoever works there today, departments included, each once, by name; one query."""
    place = assignment.organisation
    return AcknowledgementSheet(place.name, assignment.title, tuple(_readers(place)))


def _readers(place: Organisation) -> list[Reader]:
    jobs = Employment.objects.today().filter(organisation__path__startswith=place.path)
    posts: dict[int, tuple[str, str, list[str]]] = {}
    for job in jobs.select_related("person", "position").order_by("person__sort_key", "person_id", "-is_main"):
        person = job.person
        posts.setdefault(person.pk, (person.sort_key, person.full_name, []))[2].append(job.position.name)
    return [
        Reader(str(number), name, ", ".join(dict.fromkeys(positions)))
        for number, (_, name, positions) in enumerate(posts.values(), start=1)
    ]


def asked_sheet(document: Act | Paper, asked: QuerySet[Assignment]) -> AcknowledgementSheet:
    """Organisations by whoever leads the work there, people by name; four queries."""
    rows = asked.select_related("organisation").prefetch_related(
        Prefetch("parts", Part.objects.filter(role=Part.Role.LEAD, until=None).select_related("person"))
    )
    leads = [(row, next((part.person for part in row.parts.all() if part.person), None)) for row in rows]
    leads.sort(key=lambda one: (one[0].organisation.path, one[1].sort_key if one[1] else ""))
    posts = posts_on([person.pk for _, person in leads if person], clock.today())
    readers = (
        Reader(
            str(number),
            person.full_name if person else "",
            _post_and_place(posts.get(person.pk) if person else None, row.organisation),
            f"отмечено {date_short(row.accepted_on)}" if row.accepted_on else "",
        )
        for number, (row, person) in enumerate(leads, start=1)
    )
    return AcknowledgementSheet(document.organisation.name, f"{document.requisites} «{document.title}»", tuple(readers))


def _post_and_place(post: Position | None, place: Organisation) -> str:
    return unbreakable(f"{post.name}, {place.short_name}" if post else place.short_name)


def print_asked_sheet(document: Act | Paper, asked: QuerySet[Assignment]) -> bytes:
    return print_for(ACKNOWLEDGEMENT_SHEET, asked_sheet(document, asked), document.organisation)


def print_acknowledgement_sheet(assignment: Assignment) -> bytes:
    return print_for(ACKNOWLEDGEMENT_SHEET, acknowledgement_sheet(assignment), assignment.organisation)


def sample_acknowledgement_sheet() -> AcknowledgementSheet:
    readers = (
        Reader("1", "Рябова Ольга Ивановна", "учитель математики"),
        Reader("2", "Синицына Вера Павловна", "учитель начальных классов", "отмечено 12.10.2026"),
    )
    document = "приказ от 28 августа 2026 г. №\u00a0214 «О плане методической работы»"
    return AcknowledgementSheet("Муниципальное общеобразовательное учреждение «Школа № 7»", document, readers)


ACKNOWLEDGEMENT_SHEET = offer(
    PaperKind(
        "acknowledgement_sheet", "лист ознакомления", AcknowledgementSheet, TEMPLATE, sample_acknowledgement_sheet
    )
)
