from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from metodsovet.ground.access.door import Visitor, door, require
from metodsovet.ground.assignments import actions
from metodsovet.ground.assignments.forms import SubstitutionForm
from metodsovet.ground.assignments.models import Substitution
from metodsovet.ground.assignments.queries.substitutions import people_answered_for
from metodsovet.ground.assignments.views.acting import act_once
from metodsovet.ground.directory.models import Person
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

SHOWN = 200


@door("assignments.view_substitutions")
@require_GET
def show_substitutions(request: Visitor) -> HttpResponse:
    return _page(request, _form(request), 200)


@door("assignments.appoint_substitute")
@require_POST
def appoint_substitute(request: Visitor) -> HttpResponse:
    form = _form(request, request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    require(request.user, "assignments.appoint_substitute", form.cleaned_data["absent"])
    try:
        act_once(form, reverse("show_substitutions"), partial(_appoint, request))
    except DomainError as refusal:
        form.add_error(None, refusal.text)
        return _page(request, form, 409)
    messages.success(request, "Замещение назначено")
    return redirect("show_substitutions")


@door("assignments.end_substitution", Substitution)
@require_POST
def end_substitution(request: Visitor, substitution: Substitution) -> HttpResponse:
    actions.end_substitution(substitution, by=request.user)
    messages.success(request, "Замещение закончено")
    return redirect("show_substitutions")


def _appoint(request: Visitor, *, absent: Person, **values: Any) -> Substitution:
    return actions.appoint_substitute(absent, by=request.user, **values)


def _form(request: Visitor, posted: Any = None) -> SubstitutionForm:
    return SubstitutionForm(
        posted,
        absent=people_answered_for(request.user),
        substitutes=Person.objects.visible_to(request.user),
        today=clock.today(),
    )


def _page(request: Visitor, form: SubstitutionForm, status: int) -> HttpResponse:
    today = clock.today()
    rows = Substitution.objects.visible_to(request.user).select_related("absent", "substitute")
    context = {
        "form": form,
        "current": list(rows.exclude(until__lt=today)[:SHOWN]),
        "past": list(rows.filter(until__lt=today)[:SHOWN]),
        "may_end": set(people_answered_for(request.user).values_list("pk", flat=True)),
        "today": today,
    }
    return render(request, "assignments/substitutions.html", context, status=status)
