"""Others for the two offices of an accepted plan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from metodsovet.ground.access.door import Visitor, door
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import plural
from metodsovet.work.planning import actions
from metodsovet.work.planning.forms.fields import with_version
from metodsovet.work.planning.forms.settings import change_offices_form
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.views.review_page import people_of


@door("planning.change_offices", Plan)
@require_http_methods(["GET", "POST"])
def change_offices(request: Visitor, plan: Plan) -> HttpResponse:
    form = change_offices_form(plan, people_of(plan), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_offices(plan, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.text)
            plan = Plan.objects.select_related("accepter", "controller").get(pk=plan.pk)
            form.data = with_version(request.POST, plan.version)
        else:
            number = plural(changed, "открытое поручение", "открытых поручения", "открытых поручений")
            messages.success(request, f"Принимающий и контролёр назначены, изменено {changed} {number}")
            return redirect(plan)
    status = 422 if form.is_bound else 200
    return render(request, "planning/plan/change_offices.html", {"plan": plan, "form": form}, status=status)
