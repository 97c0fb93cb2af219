"""The report on the execution of a plan in a period: figures by offers, then each line with its evidence by name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch

from metodsovet.design.states import look_of
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Evidence
from metodsovet.ground.directory.queries import current_installation
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import percent_text
from metodsovet.kernel.offers import Figure, Period, figure_named
from metodsovet.kernel.russian import date_short, date_text
from metodsovet.work.planning.expansion.sources import assignments_of_plan
from metodsovet.work.planning.models import Activity, Occurrence, Plan
from metodsovet.work.planning.papers.plan_papers import edition_text
from metodsovet.work.planning.papers.signatures import Signature, counted, signature_of

FIGURES = ("planning:plan_executed", "planning:executed_activities")
MOST_EVIDENCE = 12
"""More evidence of one line than fits a cell is counted, not named."""


@dataclass(frozen=True, slots=True)
class ReportFigure:
    title: str
    value: str
    formula: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """``done`` is «3 из 6», ``states`` says the rest in words: «просрочено 1, ждёт приёмки 2»."""

    number: str
    title: str
    term: str
    responsible: str
    done: str
    states: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ReportSection:
    title: str
    lines: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True)
class ExecutionReportPaper:
    """``late`` names what is overdue: whose, what, since when."""

    owner: str
    title: str
    subtitle: str
    period: str
    figures: tuple[ReportFigure, ...]
    sections: tuple[ReportSection, ...]
    late: tuple[str, ...]
    signature: Signature


def execution_report_paper(plan: Plan, period: Period, *, user: User) -> ExecutionReportPaper:
    """Only assignments due in the period that the user sees; a line that nobody reports on says so."""
    by_activity = _assignments(plan, period, user)
    lines = plan.activities.active().select_related("section").prefetch_related("parties").order_by("position")
    return ExecutionReportPaper(
        owner=plan.organisation.name,
        title="Отчёт об исполнении",
        subtitle=", ".join(part for part in (plan.title, edition_text(plan).lower()) if part),
        period=f"за период с {date_text(period.first_day)} по {date_text(period.last_day)}",
        figures=tuple(_figure(name, plan, period) for name in FIGURES),
        sections=tuple(_sections(lines, by_activity)),
        late=tuple(_late(by_activity)),
        signature=signature_of(plan.controller or plan.accepter),
    )


def _assignments(plan: Plan, period: Period, user: User) -> Mapping[int, list[Assignment]]:
    installation = current_installation()
    risk_days = installation.risk_days if installation else 0
    rows = (
        assignments_of_plan(plan)
        .visible_to(user)
        .with_standing(clock.today(), risk_days)
        .filter(due_on__range=(period.first_day, period.last_day))
        .select_related("organisation")
        .prefetch_related(Prefetch("evidence", Evidence.objects.order_by("added_at")))
        .order_by("due_on", "pk")
    )
    activity_of = dict(Occurrence.objects.filter(activity__plan=plan).values_list("pk", "activity_id"))
    by_activity: dict[int, list[Assignment]] = defaultdict(list)
    for row in rows:
        if row.object_id is not None:
            by_activity[activity_of[row.object_id]].append(row)
    return by_activity


def _figure(name: str, plan: Plan, period: Period) -> ReportFigure:
    offer = figure_named(name)
    figure = offer.compute(plan, period)
    return ReportFigure(offer.title, _value(figure), "; ".join(f"{step.label}: {step.value}" for step in figure.steps))


def _value(figure: Figure) -> str:
    if figure.value is None:
        return "нет данных"
    return percent_text(figure.value) if figure.is_share else str(figure.value)


def _sections(lines: Iterable[Activity], found: Mapping[int, list[Assignment]]) -> Iterable[ReportSection]:
    for section, rows in groupby(lines, key=lambda line: line.section):
        yield ReportSection(
            str(section) if section else "", tuple(_line(line, found.get(line.pk, [])) for line in rows)
        )


def _line(activity: Activity, assignments: list[Assignment]) -> ReportLine:
    counts = Counter(_standing(assignment) for assignment in assignments)
    done = counts["done"] + counts["late_done"]
    asked = sum(counts.values()) - counts["not_applicable"]
    words = [f"{look_of(state).word} {number}" for state, number in counts.items() if state != "done"]
    return ReportLine(
        number=activity.number,
        title=activity.title,
        term=activity.term.text(),
        responsible="; ".join(str(party) for party in activity.parties.all()),
        done=f"{done} из {asked}" if asked else ("—" if assignments else "без отчёта"),
        states=", ".join(words),
        evidence=_evidence(assignments),
    )


def _evidence(assignments: list[Assignment]) -> str:
    named = [
        f"{evidence.title} ({assignment.organisation.short_name})"
        for assignment in assignments
        for evidence in assignment.evidence.all()
    ]
    rest = len(named) - MOST_EVIDENCE
    if rest > 0:
        named = [*named[:MOST_EVIDENCE], f"и ещё {counted(rest, 'подтверждение', 'подтверждения', 'подтверждений')}"]
    return "; ".join(named)


def _late(found: Mapping[int, list[Assignment]]) -> Iterable[str]:
    for assignments in found.values():
        for assignment in assignments:
            if _standing(assignment) == "overdue" and assignment.due_on:
                yield f"{assignment.organisation.short_name}: {assignment.title} — срок {date_short(assignment.due_on)}"


def _standing(assignment: Assignment) -> str:
    """The annotation ``standing`` of the queryset."""
    return str(assignment.standing)  # type: ignore[attr-defined]
