"""Year plans of all communities: who has not handed in, reminding them, approving many, the day to hand in by."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.design.tables import OpenedTable
from metodsovet.ground.access.door import Visitor, door, require
from metodsovet.ground.assignments.actions import remind_executors
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.numbers import ids_from
from metodsovet.kernel.russian import plural
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.views.picture import framed_part
from metodsovet.work.planning.actions import community_plans as actions
from metodsovet.work.planning.forms.year_plans import ApproveManyForm, AskForm
from metodsovet.work.planning.models import Plan, PlanDeadline
from metodsovet.work.planning.queries_communities import HANDED_IN, WORDS, YearPlanRow, planning_year, year_plans_of
from metodsovet.work.planning.views.making import make_once
from metodsovet.work.planning.views.plan_pages import asked_year
from metodsovet.work.planning.year_plans_table import YEAR_PLANS

LOOKS = {"none": "overdue", "draft": "on_track", "returned": "returned", "handed_in": "waiting", "approved": "done"}


@door("planning.view_year_plans")
@require_safe
def show_year_plans(request: Visitor) -> HttpResponse:
    """``?year=2026``; by default the year that is planned now."""
    year, opened = _year(request), _opened(request)
    rows: list[YearPlanRow] = list(opened.visible)
    counted = Counter(row.standing.state for row in rows)
    this = planning_year(clock.today())
    to_remind = sum(row.duty_id is not None and row.standing.is_owed for row in opened.rows)
    to_approve = sum(row.standing.state == HANDED_IN for row in opened.rows)
    if not to_remind and not to_approve:
        opened.table = replace(opened.table, row_key=None)  # nothing to choose for
    context = framed_part("plans") | {
        "year": year,
        "years": (this.previous, this, this.next),
        "number": len(rows),
        "states": [(state, word, LOOKS[state], counted[state]) for state, word in WORDS.items() if counted[state]],
        "looks": LOOKS,
        "late": sum(row.standing.is_late(clock.today()) for row in rows),
        "is_asked": any(row.standing.due_on for row in rows),
        "to_remind": to_remind,
        "to_approve": to_approve,
        "may_ask": request.user.has_perm("planning.ask_year_plans"),
        "may_see_templates": request.user.has_perm("planning.view_plan_templates"),
    }
    return opened.answer(request, "planning/year_plan/all.html", context)


@door("planning.remind_of_year_plans")
@require_POST
def remind_of_year_plans(request: Visitor) -> HttpResponse:
    """Those of the choice who were asked and have not handed in: one notice each, at most once a day."""
    chosen = _opened(request).chosen(request.POST)
    owed = [row.duty_id for row in chosen if row.standing.is_owed and row.duty_id is not None]
    try:
        if not owed:
            raise DomainError("nobody_to_remind", "Среди выбранных некому напоминать: срок сдачи им не назначен.")
        reminded = remind_executors(owed, by=request.user)
    except DomainError as refusal:
        messages.error(request, refusal.text)
    else:
        number = reminded.assignments
        words = plural(number, "объединении", "объединениях", "объединениях")
        messages.success(request, f"Напомнили о планах в {number}\u00a0{words}")
    return redirect(_list_address(request))


@door("planning.approve_plans")
@require_POST
def approve_plans(request: Visitor) -> HttpResponse:
    """The chosen that are handed in: first all of them and the act are shown, then they are approved together."""
    waiting = [row for row in _opened(request).chosen(request.POST) if row.standing.state == HANDED_IN]
    plans = [row.plan for row in waiting if row.plan and request.user.has_perm("planning.approve_plan", row.plan)]
    if not plans:
        messages.error(request, "Среди выбранных нет сданных планов: отметьте другие строки.")
        return redirect(_list_address(request))
    is_sure = "is_sure" in request.POST
    form = ApproveManyForm(request.POST if is_sure else None, acts=_acts(plans))
    if is_sure and form.is_valid():
        try:
            return make_once(form.cleaned_data["key"], lambda: _approve(request, plans, form))
        except DomainError as refusal:
            form.add_error(None, refusal.text)
    context = {"form": form, "rows": waiting, "back": _list_address(request)}
    return render(request, "planning/year_plan/approve_many.html", context, status=422 if form.is_bound else 200)


@door("planning.ask_year_plans")
@require_http_methods(["GET", "POST"])
def ask_year_plans(request: Visitor) -> HttpResponse:
    year = _year(request)
    form = AskForm(request.POST or None, user=request.user)

    def act(values: dict[str, Any]) -> str:
        organisation: Organisation = values["organisation"]
        require(request.user, "planning.ask_year_plans", organisation)
        number = actions.ask_year_plans(organisation, year=year, due_on=values["due_on"], by=request.user)
        words = plural(number, "руководитель получил", "руководителя получили", "руководителей получили")
        messages.success(request, f"Срок назначен: {number}\u00a0{words} поручение сдать план")
        return _list_address(request)

    back = Way(_list_address(request), "Планы объединений")
    intro = f"На {year.text()}. Кто не сдал, получит поручение."
    page = FormPage("Срок сдачи планов", "Назначить срок", back, intro, known={"due_on": _due_on(form, year)})
    return answer_form(request, form, page, act)


def _due_on(form: AskForm, year: SchoolYear) -> date | None:
    """The day that stands now for the organisation of the form."""
    node = form["organisation"].value()
    rows = PlanDeadline.objects.filter(organisation__in=ids_from([str(getattr(node, "pk", node))]))
    return rows.filter(school_year=year.start).values_list("due_on", flat=True).first()


def _approve(request: Visitor, plans: list[Plan], form: ApproveManyForm) -> str:
    act = form.cleaned_data["act"]
    number = len(actions.approve_plans(plans, act=act, considered=form.considered, by=request.user))
    words = f"{plural(number, 'Утверждён', 'Утверждены', 'Утверждено')} {number}"
    messages.success(request, f"{words}\u00a0{plural(number, 'план', 'плана', 'планов')}, поручения розданы")
    return _list_address(request)


def _acts(plans: list[Plan]) -> Any:
    """Of the nodes that stand above all of them."""
    common = set(plans[0].organisation.ancestor_ids)
    for plan in plans[1:]:
        common &= set(plan.organisation.ancestor_ids)
    return Act.objects.filter(organisation__in=common).order_by("-date", "-pk")


def _opened(request: Visitor) -> OpenedTable[YearPlanRow]:
    return YEAR_PLANS.open(year_plans_of(request.user, _year(request)), request.GET)


def _year(request: Visitor) -> SchoolYear:
    asked = asked_year(request)
    return SchoolYear(asked) if asked else planning_year(clock.today())


def _list_address(request: Visitor) -> str:
    query = request.GET.urlencode()
    return f"{reverse('show_year_plans')}?{query}" if query else reverse("show_year_plans")
