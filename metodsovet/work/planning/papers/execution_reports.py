"""The report on the execution of a plan in a period: figures by offers, then each line with its evidence by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from metodsovet.design.states import STATES
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.documents.printing.signatures import Signature, signature_of
from metodsovet.kernel.numbers import percent_text
from metodsovet.kernel.offers import Figure, Period, Step, figure_named
from metodsovet.kernel.russian import date_short, date_text
from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.papers.plan_papers import edition_text
from metodsovet.work.planning.papers.report_facts import LineFacts, ReportFacts
from metodsovet.work.planning.papers.signatures import counted, head_of

FIGURES = ("planning:plan_executed", "planning:executed_activities")
MOST_EVIDENCE = 12
"""More evidence of one line than fits a cell is counted, not named."""
MOST_DATES = 3
MOST_NAMES = 100
KINDS = {
    Plan.Kind.ROADMAP: "дорожной карты",
    Plan.Kind.YEAR_PLAN: "плана работы на год",
    Plan.Kind.MONTH_PLAN: "плана на месяц",
    Plan.Kind.PROGRAMME: "программы",
}


@dataclass(frozen=True, slots=True)
class ReportFigure:
    title: str
    value: str
    formula: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """``done`` is «3 из 6», ``states`` says the rest in words: «просрочено 1, ждёт приёмки 2».

    ``dates`` are deadlines in the period, ``reported`` tells when the last report came.
    """

    number: str
    title: str
    term: str
    dates: str
    responsible: str
    done: str
    states: str
    reported: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ReportSection:
    title: str
    lines: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True)
class ExecutionReportPaper:
    """``late`` names who has not reported on what and since when, ``left_out`` who is not asked any more and why.

    ``note`` is empty unless the reader sees only a part of the assignments.
    """

    owner: str
    title: str
    subtitle: str
    period: str
    figures: tuple[ReportFigure, ...]
    note: str
    sections: tuple[ReportSection, ...]
    late: tuple[str, ...]
    left_out: tuple[str, ...]
    signature: Signature


def execution_report_paper(plan: Plan, period: Period, *, user: User) -> ExecutionReportPaper:
    """Lines count only assignments due in the period that the user sees; a line that nobody reports on says so.

    The controller signs; whoever sees only a part of the plan signs his own report.
    """
    facts = ReportFacts(plan, period, user)
    lines = list(plan.activities.active().select_related("section").prefetch_related("parties").order_by("position"))
    is_whole = facts.seen == facts.total
    return ExecutionReportPaper(
        owner=plan.organisation.name,
        title=f"Отчёт об исполнении {KINDS[Plan.Kind(plan.kind)]}",
        subtitle=f"«{plan.title}»{_in_edition(plan)}",
        period=_period_text(period),
        figures=tuple(_figure(name, plan, period) for name in FIGURES),
        note="" if is_whole else _part_text(facts),
        sections=tuple(_sections(lines, facts.lines)),
        late=tuple(_late(lines, facts.lines)),
        left_out=tuple(_left_out(lines, facts.lines)),
        signature=signature_of(_signer(plan) if is_whole else getattr(user, "person", None)),
    )


def _in_edition(plan: Plan) -> str:
    edition = edition_text(plan)
    return f" {edition[0].lower()}{edition[1:]}" if edition else ""


def _period_text(period: Period) -> str:
    is_one_year = period.first_day.year == period.last_day.year
    return f"за период с {date_text(period.first_day, year=not is_one_year)} по {date_text(period.last_day)}"


def _part_text(facts: ReportFacts) -> str:
    shown = counted(facts.seen, "поручение", "поручения", "поручений")
    return f"Показатели — по всему плану; в таблице — {shown} из {facts.total}, которые видит составитель отчёта."


def _signer(plan: Plan) -> Person | None:
    return plan.controller or plan.accepter or head_of(plan.organisation)


def _figure(name: str, plan: Plan, period: Period) -> ReportFigure:
    offer = figure_named(name)
    figure = offer.compute(plan, period)
    value = _value(figure)
    return ReportFigure(
        offer.title, value, "; ".join(_step_text(step) for step in figure.steps if _is_news(step, value))
    )


def _is_news(step: Step, value: str) -> bool:
    return step.value not in ("− 0", value)


def _step_text(step: Step) -> str:
    return f"{step.label} — {step.value.removeprefix('− ')}"


def _value(figure: Figure) -> str:
    if figure.value is None:
        return "нет данных"
    return percent_text(figure.value) if figure.is_share else str(figure.value)


def _sections(lines: Iterable[Activity], found: Mapping[int, LineFacts]) -> Iterable[ReportSection]:
    for section, rows in groupby(lines, key=lambda line: line.section):
        own = tuple(_line(line, found.get(line.pk, LineFacts())) for line in rows)
        yield ReportSection(str(section) if section else "", own)


def _line(activity: Activity, facts: LineFacts) -> ReportLine:
    return ReportLine(
        number=activity.number,
        title=activity.title,
        term=activity.term.text(),
        dates=_dates(sorted(facts.due_days)),
        responsible=", ".join(str(party) for party in activity.parties.all()),
        done=_done(activity, facts),
        states=_states(activity, facts),
        reported=f"последний отчёт {date_short(facts.reported_on)}" if facts.reported_on else "",
        evidence=_evidence(facts.evidence),
    )


def _dates(days: list[date]) -> str:
    if not days:
        return ""
    if len(days) <= MOST_DATES:
        return f"{'срок' if len(days) == 1 else 'сроки:'} {', '.join(map(date_short, days))}"
    return f"{counted(len(days), 'срок', 'срока', 'сроков')}: {date_short(days[0])} – {date_short(days[-1])}"


def _done(activity: Activity, facts: LineFacts) -> str:
    asked = facts.counts.total() - facts.counts["not_applicable"]
    if asked:
        return f"{facts.counts['done'] + facts.counts['late_done']} из {asked}"
    is_silent = activity.control == Activity.Control.NO_REPORT and not facts.counts
    return "без отчёта" if is_silent else "—"


def _states(activity: Activity, facts: LineFacts) -> str:
    if not facts.counts:
        return "" if activity.control == Activity.Control.NO_REPORT else "срок не в этом периоде"
    left = ((STATES[state].word, facts.counts[state]) for state in STATES if state != "done")
    return ", ".join(f"{word} {number}" for word, number in left if number)


def _evidence(named: Mapping[str, list[str]]) -> str:
    """«СОШ № 1: Протокол.docx; СОШ № 2: …», an organisation a line."""
    room, texts = MOST_EVIDENCE, []
    for organisation, titles in named.items():
        if room > 0:
            texts.append(f"{organisation}: {', '.join(_plain(title) for title in titles[:room])}")
        room -= len(titles)
    if room < 0:
        texts.append(f"и ещё {counted(-room, 'подтверждение', 'подтверждения', 'подтверждений')}")
    return ";\n".join(texts)


def _plain(title: str) -> str:
    return title.removeprefix("https://").removeprefix("http://")


def _late(lines: Iterable[Activity], found: Mapping[int, LineFacts]) -> Iterable[str]:
    for line in lines:
        for due_on, names in found.get(line.pk, LineFacts()).late.items():
            yield f"{_line_name(line)} — срок {date_short(due_on)}: {_names(names)}"


def _left_out(lines: Iterable[Activity], found: Mapping[int, LineFacts]) -> Iterable[str]:
    for line in lines:
        for reason, names in found.get(line.pk, LineFacts()).left_out.items():
            yield f"{_line_name(line)} — {reason}: {_names(names)}"


def _line_name(line: Activity) -> str:
    return " ".join(part for part in (line.number, line.title) if part)


def _names(names: list[str]) -> str:
    rest = len(names) - MOST_NAMES
    shown = ", ".join(names[:MOST_NAMES])
    return f"{shown} и ещё {rest}" if rest > 0 else shown
