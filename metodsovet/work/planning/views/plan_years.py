"""The coming school year of a plan: what will arise, then the assignments themselves."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from metodsovet.ground.access.door import Visitor, door
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import plural
from metodsovet.work.planning import actions
from metodsovet.work.planning.models import Plan, PlanWork
from metodsovet.work.planning.queries_heads import plan_head
from metodsovet.work.planning.queries_review import acceptance_preview
from metodsovet.work.planning.queries_works import gives_many
from metodsovet.work.planning.views.works import send_to_worker


@door("planning.make_school_year", Plan)
@require_http_methods(["GET", "POST"])
def make_school_year(request: Visitor, plan: Plan) -> HttpResponse:
    """Idempotent, so a second press makes nothing more; thousands of assignments are given by the worker."""
    head = plan_head(plan, None, day=clock.today())
    year = head.due_year
    if year is None:
        if request.method == "POST":
            return redirect(plan)
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            if gives_many(plan, year):
                with transaction.atomic():
                    return redirect(send_to_worker(request, plan, PlanWork.Verb.MAKE_SCHOOL_YEAR, year))
            number = actions.make_school_year(plan, year, by=request.user)
        except DomainError as error:
            refusal = error.text
        else:
            said = plural(number, "поручение", "поручения", "поручений")
            messages.success(request, f"На {year} роздано {number} {said}")
            return redirect(f"{plan.get_absolute_url()}?year={year.start}")
    context = {"plan": head.plan, "year": year, "preview": acceptance_preview(head.plan, year), "refusal": refusal}
    return render(request, "planning/plan/make_year.html", context, status=409 if refusal else 200)
