"""The plan as its time line, list, month, document and history."""

from calendar import monthrange
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from metodsovet.design.lanes import Span
from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.history import history_of
from metodsovet.kernel import clock
from metodsovet.kernel.russian import month_name
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.papers import plan_paper
from metodsovet.work.planning.queries_lines import plan_lines
from metodsovet.work.planning.queries_months import month_of_plan
from metodsovet.work.planning.tables import lines_table
from metodsovet.work.planning.views.plan_pages import plan_context, rows_context
from metodsovet.work.planning.wording import lane_state

HISTORY_SHOWN = 200


@door("planning.view_plan", Plan)
@require_GET
def show_plan(request: Visitor, plan: Plan) -> HttpResponse:
    context = plan_context(request, plan, "show_plan")
    rows = rows_context(request, context["head"])
    sections = [
        (section.section, [(row, *lane_state(row, clock.today())) for row in section.rows])
        for section in rows["page"].sections
    ]
    span = Span(context["year"].first_day, context["year"].last_day, clock.today())
    return render(request, "planning/plan/timeline.html", {**context, **rows, "sections": sections, "span": span})


@door("planning.view_plan", Plan)
@require_GET
def show_plan_list(request: Visitor, plan: Plan) -> HttpResponse:
    context = plan_context(request, plan, "show_plan_list")
    rows = rows_context(request, context["head"])
    opened = lines_table(context["year"], clock.today()).open(plan_lines(rows["page"], request.user), request.GET)
    return opened.answer(request, "planning/plan/list.html", {**context, **rows})


@door("planning.view_plan", Plan)
@require_GET
def show_plan_month(request: Visitor, plan: Plan) -> HttpResponse:
    context = plan_context(request, plan, "show_plan_month")
    first = month_asked(request, context["year"])
    context |= rows_context(request, context["head"]) | month_context(first)
    context["rows"] = month_of_plan(context["head"].plan, first, last_of(first), page=context["page"])
    return render(request, "planning/plan/month.html", context)


@door("planning.view_plan", Plan)
@require_GET
def show_plan_document(request: Visitor, plan: Plan) -> HttpResponse:
    context = plan_context(request, plan, "show_plan_document")
    return render(request, "planning/plan/document.html", {**context, "paper": plan_paper(context["plan"])})


@door("planning.view_plan", Plan)
@require_GET
def show_plan_history(request: Visitor, plan: Plan) -> HttpResponse:
    context = plan_context(request, plan, "show_plan_history")
    context["revisions"] = list(plan.revisions.select_related("basis", "made_by__person").order_by("-number"))
    context["history"] = list(history_of(plan)[:HISTORY_SHOWN])
    return render(request, "planning/plan/history.html", context)


def month_context(first: date) -> dict[str, object]:
    """Names and addresses of the month and of those beside it."""
    before, after = (first - timedelta(days=1)).replace(day=1), last_of(first) + timedelta(days=1)
    return {
        "month": first,
        "month_title": f"{month_name(first.month).capitalize()} {first.year}",
        "before": before,
        "before_title": month_name(before.month),
        "after": after,
        "after_title": month_name(after.month),
    }


def month_asked(request: HttpRequest, year: SchoolYear) -> date:
    """The first day of the month in the address; today's where it is in the year, else the year's first."""
    try:
        return date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        today = clock.today()
        return today.replace(day=1) if today in year else year.first_day


def last_of(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])
