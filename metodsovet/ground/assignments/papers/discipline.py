"""The report on discipline of execution: how organisations carried out what was asked of them in a period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.queries.tallies import Tally, sum_of
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.printing import SheetColumn, write_sheet
from metodsovet.ground.documents.printing.signatures import Signature, signature_of, workplace_of
from metodsovet.kernel.numbers import percent_text
from metodsovet.kernel.offers import Period
from metodsovet.kernel.russian import date_text

NAMES = ("given", "on_time", "late", "overdue", "waiting", "extended", "returned")
HEADS = {
    "given": "Поручено",
    "on_time": "В срок",
    "late": "С опозданием",
    "overdue": "Просрочено",
    "waiting": "Ждёт приёмки",
    "extended": "Срок продлён",
    "returned": "Возвращали отчёт",
}
NOTE = (
    "Доля в срок — отчёты, сданные в срок и принятые, от принятых и просроченных вместе. "
    "Отчёты, которые ждут приёмки, в долю не входят. Отменённое, снятое с контроля и «не относится» не считается."
)


@dataclass(frozen=True, slots=True)
class DisciplineLine:
    """Numbers as texts; ``share`` is «87,5 %», or a dash while nothing has come to its end."""

    number: str
    organisation: str
    given: str
    on_time: str
    late: str
    overdue: str
    waiting: str
    extended: str
    returned: str
    share: str


@dataclass(frozen=True, slots=True)
class DisciplinePaper:
    """Organisations in the order of the tree; ``total`` sums them."""

    owner: str
    title: str
    period: str
    lines: tuple[DisciplineLine, ...]
    total: DisciplineLine
    note: str
    signature: Signature


def discipline_paper(
    organisations: Sequence[Organisation], tallies: Mapping[int, Tally], period: Period, *, user: User
) -> DisciplinePaper:
    """Whoever takes the paper signs it."""
    home = workplace_of(user)
    return DisciplinePaper(
        owner=home.name if home else "",
        title="Исполнительская дисциплина организаций",
        period=f"по поручениям со сроком с {date_text(period.first_day)} по {date_text(period.last_day)}",
        lines=tuple(_line(str(n), one.name, tallies[one.pk]) for n, one in enumerate(organisations, start=1)),
        total=_line("", "Всего", sum_of(tallies)),
        note=NOTE,
        signature=signature_of(getattr(user, "person", None)),
    )


def print_xlsx(paper: DisciplinePaper) -> bytes:
    columns = [SheetColumn("№", 5), SheetColumn("Организация", 46)]
    columns += [SheetColumn(HEADS[name], 13) for name in NAMES]
    columns.append(SheetColumn("Доля в срок", 11))
    rows = [_cells(line) for line in (*paper.lines, paper.total)]
    line = "_" * 20
    signed = f"{paper.signature.position or line}    {line}    {paper.signature.name or line}"
    return write_sheet(
        "Дисциплина", [text for text in (paper.owner, paper.title, paper.period) if text], columns, rows,
        (paper.note, "", signed),
    )  # fmt: skip


def _cells(line: DisciplineLine) -> tuple[str, ...]:
    return (line.number, line.organisation, *(getattr(line, name) for name in NAMES), line.share)


def _line(number: str, organisation: str, tally: Tally) -> DisciplineLine:
    share = tally.on_time_share
    numbers = {name: str(tally.of(name)) for name in NAMES}
    return DisciplineLine(number, organisation, share="—" if share is None else percent_text(share), **numbers)
