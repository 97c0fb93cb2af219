"""The execution report of a period: choose the days, look at the figures, take the paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.assignments.views.periods import asked_period, named_periods, year_so_far
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.papers import execution_report_paper
from metodsovet.work.planning.papers.execution_reports import FIGURES
from metodsovet.work.planning.views.plan_pages import plan_context

FIGURE_NAMES = tuple(name.split(":")[1] for name in FIGURES)


@door("planning.view_plan", Plan)
@require_GET
def show_execution(request: Visitor, plan: Plan) -> HttpResponse:
    """``?from=2026-09-01&to=2026-12-31``; the year's first day to today by default."""
    context = plan_context(request, plan, "")
    period = asked_period(request, year_so_far(context["year"]))
    context["period"] = period
    context["named"] = named_periods(context["year"], period)
    context["may_issue"] = request.user.has_perm("documents.issue_paper", plan.organisation)
    context["paper"] = execution_report_paper(context["plan"], period, user=request.user)
    context["figures"] = list(zip(context["paper"].figures, FIGURE_NAMES, strict=True))
    return render(request, "planning/plan/execution.html", context)
