"""Goals and indicators of a plan: plan against fact, with the rows or the evidence behind each fact."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from metodsovet.design.tables.workbooks import xlsx_response
from metodsovet.ground.access.door import Visitor, door
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.offers import figure_named
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning import actions
from metodsovet.work.planning.forms.goals import FactForm, GoalForm, IndicatorForm
from metodsovet.work.planning.models import Goal, Indicator, Plan
from metodsovet.work.planning.queries_goals import figure_of, goals_of, period_of, without_need, years_of_plan
from metodsovet.work.planning.views.making import make_once
from metodsovet.work.planning.views.plan_figures import OpenedFigure, columns_of, seen_rows, value_text
from metodsovet.work.planning.views.plan_pages import plan_context

LINES_SHOWN = 300
CHANGED = (Plan.State.DRAFT, Plan.State.ACCEPTED)


@door("planning.view_plan", Plan)
@require_GET
def show_goals(request: Visitor, plan: Plan) -> HttpResponse:
    return _goals_page(request, plan, GoalForm())


@door("planning.add_goal", Plan)
@require_POST
def add_goal(request: Visitor, plan: Plan) -> HttpResponse:
    form = GoalForm(request.POST)
    if not form.is_valid():
        return _goals_page(request, plan, form, status=422)
    values = form.cleaned_data
    address = reverse("show_goals", args=[plan.pk])

    def make() -> str:
        actions.add_goal(plan, title=values["title"], by=request.user)
        return address

    try:
        return make_once(values["key"], make)
    except DomainError as refusal:
        form.add_error(None, refusal.text)
        return _goals_page(request, plan, form, status=409)


@door("planning.remove_goal", Goal)
@require_POST
def remove_goal(request: Visitor, goal: Goal) -> HttpResponse:
    return _removed(request, goal, actions.remove_goal, "Цель убрана")


@door("planning.add_indicator", Plan)
@require_http_methods(["GET", "POST"])
def add_indicator(request: Visitor, plan: Plan) -> HttpResponse:
    form = IndicatorForm(request.POST or None, plan=plan, years=years_of_plan(plan))

    def make() -> str:
        actions.add_indicator(plan, draft=form.draft(), by=request.user)
        return reverse("show_goals", args=[plan.pk])

    return _made(request, form, plan, make, ("Новый показатель", "Добавить показатель"))


@door("planning.change_indicator", Indicator)
@require_http_methods(["GET", "POST"])
def change_indicator(request: Visitor, indicator: Indicator) -> HttpResponse:
    plan = indicator.plan
    form = IndicatorForm(request.POST or None, plan=plan, years=years_of_plan(plan), indicator=indicator)

    def make() -> str:
        actions.change_indicator(indicator, draft=form.draft(), by=request.user)
        return indicator.get_absolute_url()

    return _made(request, form, plan, make, ("Показатель", "Сохранить показатель"))


@door("planning.remove_indicator", Indicator)
@require_POST
def remove_indicator(request: Visitor, indicator: Indicator) -> HttpResponse:
    return _removed(request, indicator, actions.remove_indicator, "Показатель убран")


@door("planning.enter_fact", Indicator)
@require_http_methods(["GET", "POST"])
def enter_fact(request: Visitor, indicator: Indicator, year: int) -> HttpResponse:
    """The fact of a school year, by its first year; 404 on a year that the plan has not."""
    plan = indicator.plan
    school_year = SchoolYear(year)
    if school_year not in years_of_plan(plan):
        raise Http404
    row = indicator.years.filter(school_year=year).first()
    initial = {"fact": row.fact, "evidence": row.evidence} if row else {}
    form = FactForm(request.POST or None, initial=initial)

    def make() -> str:
        values = form.cleaned_data
        actions.enter_fact(
            indicator, year=school_year, fact=values["fact"], evidence=values["evidence"], by=request.user
        )
        return indicator.get_absolute_url()

    return _made(request, form, plan, make, (f"{indicator}: факт за {school_year}", "Внести факт"))


@door("planning.view_indicator", Indicator)
@require_GET
def show_indicator_figure(request: Visitor, indicator: Indicator, year: int) -> HttpResponse:
    """How the fact of a year was counted, in the side panel or as a page."""
    plan = indicator.plan
    school_year = SchoolYear(year)
    if not indicator.offer or school_year not in years_of_plan(plan):
        raise Http404
    figure, offer = figure_of(indicator, plan, school_year), figure_named(indicator.offer)
    rows = seen_rows(figure, request)
    if request.GET.get("as") == "xlsx":
        return xlsx_response(offer.title, columns_of(figure), list(rows))
    period = period_of(school_year)
    opened = OpenedFigure(offer.title, value_text(figure), figure, period, rows, rows.count(), figure.rows.count())
    if request.htmx:  # type: ignore[attr-defined]  # set by the middleware of django-htmx
        return render(request, "planning/plan/figure.html", {"plan": plan, "opened": opened})
    context = plan_context(request, plan, "show_goals") | {"opened": opened}
    return render(request, "planning/plan/figure_page.html", context)


def _goals_page(request: Visitor, plan: Plan, form: GoalForm, *, status: int = 200) -> HttpResponse:
    context = plan_context(request, plan, "show_goals")
    lacking = without_need(plan)
    context |= {
        "form": form,
        "goals": goals_of(context["plan"]),
        "years": years_of_plan(context["plan"]),
        "lacking": list(lacking.order_by("position")[:LINES_SHOWN]),
        "lacking_count": lacking.count(),
        "lines_count": plan.activities.active().count(),
        "may_change": request.user.has_perm("planning.add_goal", plan) and plan.state in CHANGED,
    }
    return render(request, "planning/plan/goals.html", context, status=status)


def _made(request: Visitor, form: Any, plan: Plan, make: Any, words: tuple[str, str]) -> HttpResponse:
    """A page of one form: ``words`` are its title and the verb of its button."""
    context = {"form": form, "plan": plan, "title": words[0], "submit_label": words[1]}
    context["cancel_url"] = reverse("show_goals", args=[plan.pk])
    if not form.is_bound or not form.is_valid():
        return render(request, "planning/plan/goal_form.html", context, status=422 if form.is_bound else 200)
    try:
        return make_once(form.cleaned_data["key"], make)
    except DomainError as refusal:
        form.add_error(None, refusal.text)
        return render(request, "planning/plan/goal_form.html", context, status=409)


def _removed(request: Visitor, row: Goal | Indicator, remove: Any, done: str) -> HttpResponse:
    try:
        remove(row, by=request.user)
    except DomainError as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, done)
    return redirect("show_goals", pk=row.plan_id)
