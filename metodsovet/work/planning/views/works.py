"""A long work over a plan: sent to the worker, shown while it goes on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning import actions, tasks
from metodsovet.work.planning.models import Plan, PlanWork


def send_to_worker(request: Visitor, plan: Plan, verb: str, year: SchoolYear | None = None, version: int = 0) -> str:
    """The address of the work; ``version`` is that of the plan as the visitor saw it, by default as it is."""
    work = actions.ask_plan_work(plan, verb=verb, year=year, version=version or plan.version, by=request.user)
    tasks.do_plan_work.defer(work=work.pk)
    return work.get_absolute_url()


@door("planning.view_planwork", PlanWork)
@never_cache
@require_safe
def show_plan_work(request: Visitor, work: PlanWork) -> HttpResponse:
    """Patience while it goes on, then what came of it."""
    is_poll = "HX-Request" in request.headers
    if is_poll and not work.is_under_way:
        return HttpResponse(headers={"HX-Redirect": work.get_absolute_url()})
    context = {"work": work, "plan": work.plan, "progress": getattr(work, "progress", None)}
    template = "planning/plan/parts/work_progress.html" if is_poll else "planning/plan/work.html"
    return render(request, template, context)


@door("planning.continue_plan_work", PlanWork)
@require_POST
def continue_plan_work(request: Visitor, work: PlanWork) -> HttpResponse:
    """Send the worker once more: of two the second finds the work done."""
    actions.continue_plan_work(work, by=request.user)
    tasks.do_plan_work.defer(work=work.pk)
    messages.success(request, "Работа снова в очереди")
    return redirect(work)
