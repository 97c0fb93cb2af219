"""A draft by hand, and a draft put aside."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door, require
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning import actions
from metodsovet.work.planning.forms.drafts import DraftPlanForm
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.views.making import make_once


@door("planning.draft_plan")
@require_http_methods(["GET", "POST"])
def draft_plan(request: Visitor) -> HttpResponse:
    form = DraftPlanForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        key = values.pop("key")
        require(request.user, "planning.draft_plan", values["organisation"])
        try:
            return make_once(key, lambda: _address(actions.draft_plan(by=request.user, **values)))
        except DomainError as refusal:
            form.add_error(None, refusal.text)
    status = 422 if form.is_bound else 200
    return render(request, "planning/reading/draft_plan.html", {"form": form}, status=status)


@door("planning.discard_plan", Plan)
@require_POST
def discard_plan(request: Visitor, plan: Plan) -> HttpResponse:
    actions.discard_plan(plan, by=request.user)
    messages.success(request, f"Черновик убран: «{plan.title[:60]}»")
    if plan.community_id is None:
        return redirect("show_plans")
    return redirect(f"{reverse('show_year_plan', args=[plan.community_id])}?year={plan.school_year}")


def _address(plan: Plan) -> str:
    return f"{reverse('show_review', args=[plan.pk])}?tab=lines"
