"""From the data of a paper to the bytes of a file."""

from dataclasses import dataclass
from functools import singledispatch

from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.printing import SheetColumn, write_sheet
from metodsovet.ground.documents.printing.papers import print_for
from metodsovet.ground.documents.printing.signatures import Signature
from metodsovet.work.planning.papers.execution_reports import ExecutionReportPaper
from metodsovet.work.planning.papers.kinds import EXECUTION_REPORT, MONTH_PLAN, PLAN
from metodsovet.work.planning.papers.month_plans import MonthPlanLine, MonthPlanPaper
from metodsovet.work.planning.papers.plan_papers import PlanLine, PlanPaper

Paper = MonthPlanPaper | PlanPaper | ExecutionReportPaper
MONTH_COLUMNS = (
    ("Дата", 14),
    ("Время", 8),
    ("Мероприятие", 44),
    ("Для кого", 22),
    ("Место", 20),
    ("Ответственный", 28),
)
PLAN_COLUMNS = (("№", 6), ("Мероприятие", 50), ("Сроки", 24), ("Ответственные", 30), ("Результат", 26))
REPORT_COLUMNS = (
    ("№", 6),
    ("Мероприятие", 34),
    ("Сроки", 19),
    ("Ответственные", 22),
    ("Исполнено", 11),
    ("Состояние", 18),
    ("Подтверждения", 28),
)


@dataclass(frozen=True, slots=True)
class PaperFile:
    name: str
    content: bytes


def print_docx(paper: Paper, organisation: Organisation | None = None) -> bytes:
    """By the template that holds for the organisation, by ours without one."""
    kinds = {PlanPaper: PLAN, MonthPlanPaper: MONTH_PLAN, ExecutionReportPaper: EXECUTION_REPORT}
    return print_for(kinds[type(paper)], paper, organisation)


@singledispatch
def print_xlsx(paper: Paper) -> bytes:
    raise TypeError(f"no sheet for {type(paper).__name__}")


@print_xlsx.register
def _(paper: MonthPlanPaper) -> bytes:
    rows: list[tuple[str, ...]] = [_month_row(line) for line in paper.dated]
    if paper.undated:
        rows += [("В течение месяца",), *(_month_row(line) for line in paper.undated)]
    return write_sheet(paper.title, (paper.owner, paper.title), _columns(MONTH_COLUMNS), rows, _signed(paper.signature))


@print_xlsx.register
def _(paper: PlanPaper) -> bytes:
    rows: list[tuple[str, ...]] = []
    for section in paper.sections:
        rows += [(section.title,)] if section.title else []
        rows += [(line.number, _with_need(line), line.term, line.responsible, line.result) for line in section.lines]
    stamps = (_in_words(paper.considered), _in_words(paper.approved))
    heading = [text for text in (paper.owner, paper.title, *stamps, paper.edition) if text]
    notes = [f"Цель: {goal}" for goal in paper.goals]
    notes += [f"{one.title}: план {_in_line(one.planned)}; факт {_in_line(one.facts)}" for one in paper.indicators]
    return write_sheet("План", heading, _columns(PLAN_COLUMNS), rows, (*notes, *_signed(paper.signature)))


@print_xlsx.register
def _(paper: ExecutionReportPaper) -> bytes:
    rows: list[tuple[str, ...]] = []
    for section in paper.sections:
        rows += [(section.title,)] if section.title else []
        rows += [
            (
                line.number,
                line.title,
                _two_lines(line.term, line.dates),
                line.responsible,
                line.done,
                _two_lines(line.states, line.reported),
                line.evidence,
            )
            for line in section.lines
        ]
    figures = [f"{figure.title}: {figure.value} ({figure.formula})" for figure in paper.figures]
    figures += [paper.note] if paper.note else []
    late = ["Просрочено:", *paper.late] if paper.late else []
    left_out = ["Не исполняется:", *paper.left_out] if paper.left_out else []
    heading = (paper.owner, paper.title, paper.subtitle, paper.period)
    notes = (*figures, *late, *left_out, *_signed(paper.signature))
    return write_sheet("Исполнение", heading, _columns(REPORT_COLUMNS), rows, notes)


def _month_row(line: MonthPlanLine) -> tuple[str, ...]:
    return (line.day, line.hour, line.title, line.audience, line.place, line.responsible)


def _columns(named: tuple[tuple[str, int], ...]) -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(title, width) for title, width in named)


def _with_need(line: PlanLine) -> str:
    return _two_lines(line.title, f"Потребность: {line.need}" if line.need else "")


def _in_words(lines: str) -> str:
    return lines.replace("\n", " ")


def _in_line(years: str) -> str:
    return years.replace("\n", ", ")


def _two_lines(first: str, second: str) -> str:
    return "\n".join(text for text in (first, second) if text)


def _signed(signature: Signature) -> tuple[str, ...]:
    line = "_" * 20
    return ("", f"{signature.position or line}    {line}    {signature.name or line}")
