"""What every view of a plan shares: the head, the years, the tabs, the figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from metodsovet.ground.access.door import Visitor
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.queries.control import risk_days
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import percent_text
from metodsovet.kernel.offers import Period, figure_named
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.queries_foretold import foretold
from metodsovet.work.planning.queries_heads import PlanHead, plan_head
from metodsovet.work.planning.queries_plans import PlanPage, plan_page
from metodsovet.work.planning.queries_works import work_under_way

EXECUTED = "planning:plan_executed"
VIEWS = (
    ("show_plan", "Лента года"),
    ("show_plan_list", "Список"),
    ("show_plan_month", "Месяц"),
    ("show_goals", "Цели и показатели"),
    ("show_plan_document", "Документ"),
    ("show_plan_history", "История"),
)
OF_PROGRAMME = ("show_programme", "Программа")
VERBS = (
    "accept_plan",
    "archive_plan",
    "extend_plan",
    "amend_plan",
    "change_offices",
    "make_school_year",
    "date_occurrence",
    "read_plan",
)
OF_STATE = {
    Plan.State.DRAFT: {"accept_plan", "archive_plan", "extend_plan"},
    Plan.State.ACCEPTED: {
        "archive_plan",
        "extend_plan",
        "amend_plan",
        "change_offices",
        "make_school_year",
        "date_occurrence",
        "read_plan",
    },
    Plan.State.HANDED_IN: set[str](),
    Plan.State.ARCHIVED: {"extend_plan"},
    Plan.State.DISCARDED: set[str](),
}
NOT_OF_COMMUNITY = {"accept_plan", "extend_plan"}
"""What is not done with the year plan of a community: it is handed in and approved, and is for one year."""
TONES = {Plan.State.ACCEPTED: "good", Plan.State.DRAFT: "wait", Plan.State.HANDED_IN: "wait"}
BADGES = {Plan.State.ACCEPTED: "действует"}


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    is_current: bool


def plan_context(request: Visitor, plan: Plan, view: str) -> dict[str, Any]:
    head = plan_head(plan, asked_year(request), day=clock.today())
    return {
        "head": head,
        "plan": head.plan,
        "year": head.year,
        "tabs": _tabs(head, view),
        "can": verbs_for(request.user, head.plan),
        "state_tone": TONES.get(Plan.State(head.plan.state), ""),
        "state_word": BADGES.get(Plan.State(head.plan.state), head.plan.get_state_display()),
        "sees_all": request.user.has_perm("planning.change_offices", head.plan),
        "executed_text": executed_text(head),
        "executed_url": reverse("show_plan_figure", args=[plan.pk, "plan_executed"]) + f"?year={head.year.start}",
        "day": clock.today(),
        "work": work_under_way(head.plan) if request.user.has_perm("planning.accept_plan", head.plan) else None,
    }


def rows_context(request: Visitor, head: PlanHead) -> dict[str, Any]:
    """The lines with plan and fact, and the counts that stand above each view of them."""
    page = page_of(request, head)
    counted = sum(page.counts.values())
    return {"page": page, "counts": page.counts, "uncounted": len(page.rows) - counted, "total": len(page.rows)}


def page_of(request: Visitor, head: PlanHead) -> PlanPage:
    """A year that is not given yet is shown as its terms foretell it."""
    page = plan_page(head.plan, head.year, user=request.user, day=clock.today(), risk_days=risk_days())
    return page if head.is_made else foretold(page, day=clock.today())


def executed_text(head: PlanHead) -> str:
    """The share of the whole plan's assignments due by today, in the year looked at, whoever may see which of them;
    nothing of a plan that nobody executes yet.
    """
    if not head.is_made:
        return ""
    value = figure_named(EXECUTED).compute(head.plan, period_of(head.year)).value
    return f"исполнено {percent_text(value)} поручений, срок которых наступил" if value is not None else ""


def period_of(year: SchoolYear) -> Period:
    return Period(year.first_day, year.last_day)


def asked_year(request: Visitor) -> int | None:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 and 1900 <= int(asked) <= 2900 else None


def verbs_for(user: User, plan: Plan) -> frozenset[str]:
    """What the user may do with the plan in its state now."""
    fit = OF_STATE[Plan.State(plan.state)]
    if plan.community_id is not None:
        fit = fit - NOT_OF_COMMUNITY
    return frozenset(verb for verb in VERBS if verb in fit and user.has_perm(f"planning.{verb}", plan))


def _tabs(head: PlanHead, view: str) -> Sequence[Tab]:
    query = f"?year={head.year.start}"
    shown = (OF_PROGRAMME, *VIEWS) if head.plan.kind == Plan.Kind.PROGRAMME else VIEWS
    return [Tab(label, reverse(name, args=[head.plan.pk]) + query, name == view) for name, label in shown]
