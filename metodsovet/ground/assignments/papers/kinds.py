"""Papers of the ledger as kinds."""

from collections.abc import Mapping
from pathlib import Path

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.papers.discipline import NOTE, DisciplineLine, DisciplinePaper, discipline_paper
from metodsovet.ground.assignments.queries.tallies import discipline
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.asking import asked_period
from metodsovet.ground.documents.kinds import PaperDraft, PaperKind, offer
from metodsovet.ground.documents.printing.papers import print_for
from metodsovet.ground.documents.printing.signatures import Signature
from metodsovet.ground.documents.queries import nodes_of
from metodsovet.kernel.russian import natural_key

TEMPLATES = Path(__file__).resolve().parent.parent / "paper_templates"


def compose_discipline(user: User, asked: Mapping[str, str]) -> PaperDraft | None:
    """``from`` and ``to``, the school year up to today by default: all organisations that the user sees."""
    nodes = nodes_of(user)
    if not nodes:
        return None
    period = asked_period(asked)
    tallies = discipline(user, period)
    rows = Organisation.objects.visible_to(user).filter(pk__in=list(tallies))
    organisations = sorted(rows, key=lambda one: natural_key(one.short_name))
    paper = discipline_paper(organisations, tallies, period, user=user)
    return PaperDraft(paper, nodes[0], f"{paper.title} {paper.period}")


def print_discipline(paper: DisciplinePaper, user: User) -> bytes:
    """By the template of the node for which the user acts."""
    nodes = nodes_of(user)
    return print_for(DISCIPLINE, paper, nodes[0] if nodes else None)


def sample_discipline() -> DisciplinePaper:
    line = DisciplineLine("1", "Школа № 7", "24", "21", "1", "2", "0", "1", "0", "87,5 %")
    return DisciplinePaper(
        owner="Управление образования Берёзовского муниципального округа",
        title="Исполнительская дисциплина организаций",
        period="по поручениям со сроком с 1 сентября по 31 декабря 2026 г.",
        lines=(line,),
        total=DisciplineLine("", "Всего", "24", "21", "1", "2", "0", "1", "0", "87,5 %"),
        note=NOTE,
        signature=Signature("Методист", "И.С. Дроздов"),
    )


DISCIPLINE = offer(
    PaperKind(
        code="discipline",
        name="отчёт об исполнительской дисциплине",
        data=DisciplinePaper,
        template=TEMPLATES / "discipline.docx",
        sample=sample_discipline,
        permission="assignments.view_control",
        compose=compose_discipline,
        public={"period": "Период"},
    )
)
