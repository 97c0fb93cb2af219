"""The sheet that an organisation prints for its staff to sign that they have read a document."""

from dataclasses import dataclass
from pathlib import Path

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Employment, Organisation
from metodsovet.ground.documents.kinds import PaperKind, offer
from metodsovet.ground.documents.printing.papers import print_for

TEMPLATE = Path(__file__).resolve().parent.parent / "paper_templates" / "acknowledgement_sheet.docx"


@dataclass(frozen=True, slots=True)
class Reader:
    """The signature and the day are written by hand."""

    number: str
    name: str
    position: str


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


def print_acknowledgement_sheet(assignment: Assignment) -> bytes:
    return print_for(ACKNOWLEDGEMENT_SHEET, acknowledgement_sheet(assignment), assignment.organisation)


def sample_acknowledgement_sheet() -> AcknowledgementSheet:
    readers = (
        Reader("1", "Рябова Ольга Ивановна", "учитель математики"),
        Reader("2", "Синицына Вера Павловна", "учитель начальных классов"),
    )
    document = "приказ от 28 августа 2026 г. №\u00a0214 «О плане методической работы»"
    return AcknowledgementSheet("Муниципальное общеобразовательное учреждение «Школа № 7»", document, readers)


ACKNOWLEDGEMENT_SHEET = offer(
    PaperKind(
        "acknowledgement_sheet", "лист ознакомления", AcknowledgementSheet, TEMPLATE, sample_acknowledgement_sheet
    )
)
