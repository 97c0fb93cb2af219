"""One decision: from which school year the plan is executed. What will arise is told before."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import plural
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning import actions
from metodsovet.work.planning.actions.acceptance import require_acceptable
from metodsovet.work.planning.expansion.sources import assignments_of_plan
from metodsovet.work.planning.forms.acceptance import AcceptForm, ExtendForm
from metodsovet.work.planning.models import Activity, Plan, PlanWork
from metodsovet.work.planning.queries_review import acceptance_preview, years_to_execute
from metodsovet.work.planning.queries_works import ends_many, gives_many, work_under_way
from metodsovet.work.planning.views.making import make_once
from metodsovet.work.planning.views.works import send_to_worker

ALREADY_DONE = ("already_accepted", "work_under_way")


@door("planning.accept_plan", Plan)
@require_http_methods(["GET", "POST"])
def accept_plan(request: Visitor, plan: Plan) -> HttpResponse:
    if plan.amends_id is not None and plan.is_draft:
        return redirect("apply_edition", pk=plan.pk)
    if plan.community_id is not None and request.method == "GET":
        return redirect(f"{reverse('show_year_plan', args=[plan.community_id])}?year={plan.school_year}")
    if request.method == "GET":
        return _shown(request, plan)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, "Страница устарела: посмотрите, что будет роздано, и примите план снова.", 422)
    try:
        return make_once(form.cleaned_data["key"], lambda: _accept(request, plan, form.cleaned_data))
    except DomainError as refusal:
        if refusal.code in ALREADY_DONE:
            messages.info(request, refusal.text)
            return redirect(plan)
        return _page(request, plan, refusal.text, 409)


def _shown(request: Visitor, plan: Plan) -> HttpResponse:
    if (work := work_under_way(plan)) is not None:
        return redirect(work)
    if not plan.is_draft:
        return redirect("show_plans") if plan.state == Plan.State.DISCARDED else redirect(plan)
    return _page(request, plan)


@door("planning.archive_plan", Plan)
@require_POST
def archive_plan(request: Visitor, plan: Plan) -> HttpResponse:
    """A plan with thousands of open assignments is archived by the worker while its page waits."""
    if ends_many(plan):
        with transaction.atomic():
            return redirect(send_to_worker(request, plan, PlanWork.Verb.ARCHIVE_PLAN))
    actions.archive_plan(plan, by=request.user)
    messages.success(request, "План сдан в архив")
    return redirect(plan)


@door("planning.extend_plan", Plan)
@require_http_methods(["GET", "POST"])
def extend_plan(request: Visitor, plan: Plan) -> HttpResponse:
    """A draft goes back to acceptance with its new years; an accepted plan goes on."""
    form = _extend_form(plan, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            plan = actions.extend_plan(plan, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.text)
        else:
            messages.success(request, "Срок плана продлён")
            return redirect("accept_plan", pk=plan.pk) if plan.is_draft else redirect(plan)
    if plan.is_draft:
        return _page(request, plan, status=422 if form.is_bound else 200, extend_form=form)
    status = 422 if form.is_bound else 200
    return render(request, "planning/review/extend_plan.html", {"plan": plan, "form": form}, status=status)


def _page(
    request: Visitor, plan: Plan, refusal: str = "", status: int = 200, extend_form: ExtendForm | None = None
) -> HttpResponse:
    plan = Plan.objects.select_related("organisation", "act", "accepter", "controller").get(pk=plan.pk)
    context: dict[str, Any] = {"plan": plan, "refusal": refusal}
    if plan.years_are_over(clock.today()):
        context["extend_form"] = extend_form or _extend_form(plan)
        return render(request, "planning/review/years_are_over.html", context, status=status)
    years = years_to_execute(plan)
    year = _chosen(request, years)
    labels = dict(Activity.Control.choices)
    counted = plan.activities.active().order_by().values_list("control").annotate(number=Count("pk"))
    context |= {
        "years": sorted(years),
        "year": year,
        "preview": acceptance_preview(plan, year),
        "controls": [(labels[control], number) for control, number in sorted(counted)],
        "form": AcceptForm(initial={"executed_from": year.start, "version": plan.version}),
    }
    return render(request, "planning/review/accept_plan.html", context, status=status)


def _chosen(request: Visitor, years: list[SchoolYear]) -> SchoolYear:
    """The asked year; by default the present one, or the nearest to come."""
    asked = request.GET.get("year") or request.POST.get("executed_from", "")
    today = SchoolYear.of(clock.today())
    nearest = next((year for year in sorted(years) if year >= today), years[-1])
    return next((year for year in years if str(year.start) == asked), nearest)


def _accept(request: Visitor, plan: Plan, values: dict[str, Any]) -> str:
    """A plan that gives thousands of assignments is accepted by the worker while its page waits."""
    year, version = SchoolYear(values["executed_from"]), values["version"]
    if plan.is_draft and gives_many(plan, year):
        require_acceptable(plan, year)
        return send_to_worker(request, plan, PlanWork.Verb.ACCEPT_PLAN, year, version)
    accepted = actions.accept_plan(plan, executed_from=year, by=request.user, version=version)
    number = Assignment.objects.filter(pk__in=assignments_of_plan(accepted).values("pk")).count()
    words = plural(number, "поручение", "поручения", "поручений")
    messages.success(request, f"План принят, роздано {number} {words}" if number else "План принят")
    return accepted.get_absolute_url()


def _extend_form(plan: Plan, data: Any = None) -> ExtendForm:
    return ExtendForm(data, stored=plan.last_day, initial={"last_day": SchoolYear.of(clock.today()).next.last_day})
