"""The plan itself, as it is in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.utils.timezone import localdate

from metodsovet.ground.documents.models import Act
from metodsovet.ground.documents.printing.signatures import Signature
from metodsovet.kernel.numbers import plain_text
from metodsovet.kernel.russian import Case, date_text, decline_organisation
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.papers.signatures import signature_of_plan
from metodsovet.work.planning.queries_goals import goals_of

Kind = Act.Kind
APPROVED_BY = {
    Kind.ORDER: "приказом",
    Kind.DIRECTIVE: "распоряжением",
    Kind.RESOLUTION: "постановлением",
    Kind.LETTER: "письмом",
    Kind.REGULATION: "положением",
}
FEMININE = (Plan.Kind.ROADMAP, Plan.Kind.PROGRAMME)


@dataclass(frozen=True, slots=True)
class PlanLine:
    number: str
    title: str
    term: str
    responsible: str
    result: str
    need: str


@dataclass(frozen=True, slots=True)
class PlanIndicator:
    """``planned`` and ``facts`` have a school year a line: «2026/27: 48»."""

    goal: str
    title: str
    planned: str
    facts: str


@dataclass(frozen=True, slots=True)
class PlanSection:
    title: str
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """``approved`` and ``edition`` are empty where there is no act or no change; lines of ``approved`` end with \\n.

    ``results`` are those of the closed years of a programme.
    """

    owner: str
    approved: str
    title: str
    edition: str
    goals: tuple[str, ...]
    indicators: tuple[PlanIndicator, ...]
    sections: tuple[PlanSection, ...]
    signature: Signature
    considered: str = ""
    results: tuple[str, ...] = ()


def plan_paper(plan: Plan) -> PlanPaper:
    links = ("section", "need_goal", "need_indicator", "need_act")
    activities = plan.activities.active().select_related(*links).prefetch_related("parties").order_by("position")
    return PlanPaper(
        owner=plan.organisation.name,
        approved=approved_text(plan),
        title=plan.title,
        edition=edition_text(plan),
        goals=tuple(goal.title for goal in plan.goals.all()),
        indicators=tuple(_indicators(plan)),
        sections=tuple(_sections(activities)),
        signature=signature_of_plan(plan),
        considered=considered_text(plan),
        results=tuple(_results(plan)),
    )


def considered_text(plan: Plan) -> str:
    """«РАССМОТРЕН / на заседании методического совета / протокол от 28 августа 2026 г. № 1», a line each.

    Of the plan of a community, by its last handing in; asks the database. Source: ГОСТ Р 7.0.97-2016, п. 5.20.
    """
    last = plan.submissions.first() if plan.community_id else None
    if last is None:
        return ""
    day = f"от {date_text(last.minutes_on)}" if last.minutes_on else ""
    number = f"№\u00a0{last.minutes_number}" if last.minutes_number else ""
    minutes = " ".join(part for part in (day, number) if part)
    lines = (last.considered_at, f"протокол {minutes}" if minutes else "")
    said = "\n".join(line for line in lines if line)
    return f"РАССМОТРЕН\n{said}" if said else ""


def approved_text(plan: Plan) -> str:
    """«УТВЕРЖДЕНА / приказом / от 28 августа 2026 г. № 214», a line each. Source: ГОСТ Р 7.0.97-2016, п. 5.16.

    The approved plan of a community without an act names the day; asks the database.
    """
    act = plan.act
    if act is None:
        return _approved_on(plan) if plan.community_id else ""
    known = [f"от {date_text(act.date)}" if act.date else "", f"№\u00a0{act.number}" if act.number else ""]
    lines = (
        "УТВЕРЖДЕНА" if plan.kind in FEMININE else "УТВЕРЖДЁН",
        _approved_by(act),
        " ".join(part for part in known if part),
    )
    return "\n".join(line for line in lines if line)


def _approved_by(act: Act) -> str:
    """«приказом Управления образования», where the issuer is known."""
    issuer = decline_organisation(act.issuer, Case.GENT) if act.issuer else ""
    return f"{APPROVED_BY.get(Kind(act.kind), 'документом')} {issuer}".strip()


def _approved_on(plan: Plan) -> str:
    last = plan.submissions.filter(outcome="approved").first()
    if last is None or last.decided_at is None:
        return ""
    return f"УТВЕРЖДЁН\n{date_text(localdate(last.decided_at))}"


def edition_text(plan: Plan) -> str:
    """«В редакции от 1 декабря 2026 г. (приказ …)» by the last revision, empty without one. Asks the database."""
    last = plan.revisions.select_related("basis").order_by("number").last()
    if last is None:
        return ""
    basis = f" ({last.basis.requisites})" if last.basis else ""
    return f"В редакции от {date_text(last.in_force_from)}{basis}"


def _indicators(plan: Plan) -> Iterable[PlanIndicator]:
    for shown in goals_of(plan):
        for one in shown.indicators:
            planned = _by_year((year.year, year.planned) for year in one.years)
            facts = _by_year((year.year, year.fact) for year in one.years)
            title = f"{one.indicator.title}, {one.indicator.unit}"
            yield PlanIndicator(str(shown.goal or ""), title, planned, facts)


def _results(plan: Plan) -> Iterable[str]:
    for one in plan.year_results.exclude(closed_on=None):
        yield f"{one.year} учебный год. {' '.join(one.text.split())}"


def _by_year(values: Iterable[tuple[SchoolYear, Decimal | None]]) -> str:
    return "\n".join(f"{year}: {plain_text(value)}" for year, value in values if value is not None) or "—"


def _sections(activities: Iterable[Activity]) -> Iterable[PlanSection]:
    """Lines of a plan that numbers none are numbered through."""
    rows = list(activities)
    has_numbers = any(row.number for row in rows)
    for place, row in enumerate(rows, start=1):
        if not has_numbers:
            row.number = f"{place}."
    for section, lines in groupby(rows, key=lambda activity: activity.section):
        yield PlanSection(str(section) if section else "", tuple(_line(line) for line in lines))


def _line(activity: Activity) -> PlanLine:
    return PlanLine(
        number=activity.number,
        title=activity.title,
        term=activity.term.text(),
        responsible=", ".join(str(party) for party in activity.parties.all()),
        result=activity.result,
        need=_need(activity),
    )


def _need(activity: Activity) -> str:
    link = activity.need_link
    return ", ".join(str(part) for part in (activity.need, link) if part)
