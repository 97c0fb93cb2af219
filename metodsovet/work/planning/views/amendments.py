"""Changes of an accepted plan, one at a time: each is a revision with its basis."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.assignments.views.periods import asked_day
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import parse_term
from metodsovet.work.planning import actions
from metodsovet.work.planning.actions import ChangeKind
from metodsovet.work.planning.actions.bases import register_basis
from metodsovet.work.planning.forms.amendments import FORMS, AmendForm
from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.queries_amendments import consequences
from metodsovet.work.planning.queries_plans import executed_year
from metodsovet.work.planning.views.making import make_once

TITLES = {
    ChangeKind.MOVE: ("Перенести срок", "Перенести"),
    ChangeKind.RENAME: ("Изложить иначе", "Изменить"),
    ChangeKind.PARTIES: ("Сменить ответственных", "Сменить ответственных"),
    ChangeKind.NEED: ("Указать потребность", "Сохранить потребность"),
    ChangeKind.SPLIT: ("Разделить мероприятие", "Разделить"),
    ChangeKind.CANCEL: ("Исключить из плана", "Исключить"),
    ChangeKind.ADD: ("Дополнить план мероприятием", "Дополнить план"),
}


@door("planning.amend_plan", Activity)
@require_http_methods(["GET", "POST"])
def amend_activity(request: Visitor, activity: Activity, kind: str) -> HttpResponse:
    change_kind = _kind(kind)
    activity = Activity.objects.select_related("plan__organisation", "section").get(pk=activity.pk)
    if activity.state != Activity.State.ACTIVE:
        messages.error(request, "Это мероприятие уже исключено из плана: менять в нём нечего.")
        return redirect(activity)
    return _amend(request, activity.plan, activity, change_kind)


@door("planning.amend_plan", Plan)
@require_http_methods(["GET", "POST"])
def add_to_plan(request: Visitor, plan: Plan) -> HttpResponse:
    return _amend(request, plan, None, ChangeKind.ADD)


@door("planning.amend_plan", Activity)
@require_GET
def preview_amendment(request: Visitor, activity: Activity, kind: str) -> HttpResponse:
    """A part of the page: how the new words are understood, and what follows for assignments."""
    plan = activity.plan
    context = _consequences(plan, activity, _kind(kind), asked_day(request, "in_force_from") or clock.today())
    words = request.GET.get("term_text", "").strip()
    if words:
        year = executed_year(plan, clock.today())
        context |= {"term": parse_term(words, year=SchoolYear.of(plan.first_day or clock.today())), "year": year}
        context["windows"] = context["term"].occurrences(year)[:6]
    return render(request, "planning/activity/parts/consequences.html", context)


def _amend(request: Visitor, plan: Plan, activity: Activity | None, kind: ChangeKind) -> HttpResponse:
    if plan.state != Plan.State.ACCEPTED:
        messages.error(request, "Редакция вносится в принятый план: черновик меняют прямо в нём.")
        return redirect("show_review", pk=plan.pk) if plan.is_draft else redirect(plan)
    acts = Act.objects.visible_to(request.user)
    form = FORMS[kind](request.POST or None, plan=plan, acts=acts, activity=activity)
    if request.method == "GET" or not form.is_valid():
        return _page(request, form, kind, status=422 if form.is_bound else 200)
    try:
        response = make_once(form.cleaned_data["key"], lambda: _make(request, form))
    except DomainError as refusal:
        is_newer = refusal.code == "edited_by_other"
        if is_newer:
            form = _anew(request, form, kind)
        form.add_error(None, refusal.text)
        return _page(request, form, kind, status=409, is_newer=is_newer)
    messages.success(request, "Изменение внесено в план")
    return response


def _make(request: Visitor, form: AmendForm) -> str:
    basis = form.cleaned_data["basis"]
    if basis is None and form.new_act:
        basis = register_basis(form.plan.organisation, by=request.user, **form.new_act)
    actions.amend_plan(
        form.plan,
        [form.change()],
        version=form.cleaned_data["version"],
        by=request.user,
        in_force_from=form.cleaned_data["in_force_from"],
        basis=basis,
    )
    if form.activity is None or form.change().kind in (ChangeKind.SPLIT, ChangeKind.CANCEL):
        return reverse("show_plan_history", args=[form.plan.pk])
    return form.activity.get_absolute_url()


def _page(
    request: Visitor, form: AmendForm, kind: ChangeKind, *, status: int = 200, is_newer: bool = False
) -> HttpResponse:
    title, button = TITLES[kind]
    context: dict[str, Any] = {
        "form": form,
        "plan": form.plan,
        "activity": form.activity,
        "kind": kind.value,
        "title": title,
        "button": button,
        "kinds": [(one.value, TITLES[one][0]) for one in ChangeKind if one is not ChangeKind.ADD],
        "last_revision": form.plan.revisions.order_by("-number").first() if is_newer else None,
        "is_newer": is_newer,
        **_consequences(form.plan, form.activity, kind, clock.today()),
    }
    return render(request, "planning/activity/amend.html", context, status=status)


def _consequences(plan: Plan, activity: Activity | None, kind: ChangeKind, since: date) -> dict[str, Any]:
    return {"consequences": consequences(plan, activity, kind, since)}


def _anew(request: Visitor, form: AmendForm, kind: ChangeKind) -> AmendForm:
    """What was typed, over the plan as it is now: the next press decides knowingly."""
    plan = Plan.objects.get(pk=form.plan.pk)
    activity = Activity.objects.get(pk=form.activity.pk) if form.activity else None
    typed = {**request.POST.dict(), "version": plan.version}
    again = FORMS[kind](typed, plan=plan, acts=Act.objects.visible_to(request.user), activity=activity)
    again.is_valid()
    return again


def _kind(asked: str) -> ChangeKind:
    try:
        return ChangeKind(asked)
    except ValueError as error:
        raise Http404 from error
