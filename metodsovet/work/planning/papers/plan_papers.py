"""The plan itself, as it is in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from metodsovet.kernel.russian import date_text
from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.papers.signatures import Signature, signature_of


@dataclass(frozen=True, slots=True)
class PlanLine:
    number: str
    title: str
    term: str
    responsible: str
    result: str


@dataclass(frozen=True, slots=True)
class PlanSection:
    title: str
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """``approved`` and ``edition`` are empty where there is no act or no change."""

    owner: str
    approved: str
    title: str
    edition: str
    sections: tuple[PlanSection, ...]
    signature: Signature


def plan_paper(plan: Plan) -> PlanPaper:
    activities = plan.activities.active().select_related("section").prefetch_related("parties").order_by("position")
    return PlanPaper(
        owner=plan.organisation.name,
        approved=f"Утверждён: {plan.act.requisites}" if plan.act else "",
        title=plan.title,
        edition=edition_text(plan),
        sections=tuple(_sections(activities)),
        signature=signature_of(plan.controller or plan.accepter),
    )


def edition_text(plan: Plan) -> str:
    """«В редакции от 1 декабря 2026 г. (приказ …)» by the last revision, empty without one. Asks the database."""
    last = plan.revisions.select_related("basis").order_by("number").last()
    if last is None:
        return ""
    basis = f" ({last.basis.requisites})" if last.basis else ""
    return f"В редакции от {date_text(last.in_force_from)}{basis}"


def _sections(activities: Iterable[Activity]) -> Iterable[PlanSection]:
    for section, lines in groupby(activities, key=lambda activity: activity.section):
        yield PlanSection(str(section) if section else "", tuple(_line(line) for line in lines))


def _line(activity: Activity) -> PlanLine:
    return PlanLine(
        number=activity.number,
        title=activity.title,
        term=activity.term.text(),
        responsible="; ".join(str(party) for party in activity.parties.all()),
        result=activity.result,
    )
