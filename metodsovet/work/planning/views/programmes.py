"""A programme of support: goals, what is done for them, target figures, results by years."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning import actions
from metodsovet.work.planning.forms.year_results import ReopenYearForm, YearResultForm
from metodsovet.work.planning.models import Plan, YearResult
from metodsovet.work.planning.queries_goals import goals_of, years_of_plan
from metodsovet.work.planning.queries_programmes import programme_goals, results_of
from metodsovet.work.planning.views.plan_pages import page_of, plan_context


@door("planning.view_plan", Plan)
@require_GET
def show_programme(request: Visitor, plan: Plan) -> HttpResponse:
    """Activities as they stand in the year looked at; 404 for a plan that is no programme."""
    if plan.kind != Plan.Kind.PROGRAMME:
        raise Http404
    context = plan_context(request, plan, "show_programme")
    goals = goals_of(context["plan"])
    closes = request.user.has_perm("planning.close_programme_year", plan) and plan.state in Plan.PUBLISHED
    context |= {
        "goals": programme_goals(page_of(request, context["head"]), goals),
        "years": years_of_plan(context["plan"]),
        "results": results_of(context["plan"], goals),
        "may_close": closes,
    }
    return render(request, "planning/plan/programme.html", context)


@door("planning.close_programme_year", Plan)
@require_http_methods(["GET", "POST"])
def close_programme_year(request: Visitor, plan: Plan, year: int) -> HttpResponse:
    """By the first year of the school year; 404 on one that the programme has not."""
    school_year = SchoolYear(year)
    if plan.kind != Plan.Kind.PROGRAMME or school_year not in years_of_plan(plan):
        raise Http404
    row = plan.year_results.filter(school_year=year).first()
    form = YearResultForm(request.POST or None, initial={"text": row.text if row else ""})

    def act(values: dict[str, Any]) -> str:
        result = actions.close_programme_year(plan, year=school_year, text=values["text"], by=request.user)
        return result.get_absolute_url()

    title = f"Итоги за {school_year}"
    page = FormPage(title, "Закрыть год", _way_to(plan), str(plan), creates=True)
    shown = next(one for one in results_of(plan, goals_of(plan)) if one.year == school_year)
    return answer_form(
        request, form, page, act, template="planning/plan/close_year.html", beside={"figures": shown.now}
    )


@door("planning.reopen_programme_year", YearResult)
@require_http_methods(["GET", "POST"])
def reopen_programme_year(request: Visitor, result: YearResult) -> HttpResponse:
    form = ReopenYearForm(request.POST or None)

    def act(values: dict[str, Any]) -> str:
        return actions.reopen_programme_year(result, **values, by=request.user).get_absolute_url()

    intro = "Текст и показатели останутся, пока год не закроют снова: тогда показатели возьмутся того дня."
    page = FormPage(f"Открыть снова: {result}", "Открыть снова", _way_to(result.plan), intro, creates=True)
    return answer_form(request, form, page, act)


def _way_to(plan: Plan) -> Way:
    return Way(reverse("show_programme", args=[plan.pk]), plan.title)
