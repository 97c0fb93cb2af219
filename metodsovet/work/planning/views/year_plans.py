"""The year plan of one community: where it stands, beginning it, handing it in and what is decided about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries.keepers import others_keep
from metodsovet.work.communities.views.frames import framed
from metodsovet.work.planning.actions import community_plans as actions
from metodsovet.work.planning.actions.community_plans.people import is_own_plan
from metodsovet.work.planning.community_slots import TAB, address_of
from metodsovet.work.planning.forms.year_plans import ApproveForm, BeginYearPlanForm, ConsideredForm, ReturnForm
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.queries_communities import TONES, planning_year, standings_of, submissions_of
from metodsovet.work.planning.views.making import make_once
from metodsovet.work.planning.views.plan_pages import asked_year

VERBS = ("begin_year_plan",)
PLAN_VERBS = ("change_plan", "discard_plan", "hand_in_plan", "take_back_plan", "approve_plan", "return_plan")
DECIDING = frozenset({"approve_plan", "return_plan"})
DONE_BEFORE = ("already_handed_in", "already_approved", "already_begun")


@door("planning.view_year_plan", Community)
@require_safe
def show_year_plan(request: Visitor, community: Community) -> HttpResponse:
    """``?year=2026``; by default the year that is planned now."""
    year = _year(request)
    plans = Plan.objects.visible_to(request.user).filter(community=community)
    rows = plans.exclude(state=Plan.State.DISCARDED).values_list("school_year", flat=True)
    known = {start for start in rows if start is not None}
    standing = standings_of([community], year)[community.pk]
    plan = plans.filter(pk=standing.plan.pk).first() if standing.plan else None
    user = request.user
    context = framed(request, community, TAB) | {
        "year": year,
        "years": [SchoolYear(start) for start in sorted({*known, planning_year(clock.today()).start, year.start})],
        "standing": standing,
        "tone": TONES[standing.state],
        "plan": plan,
        "is_late": standing.is_late(clock.today()),
        "lines": list(plan.activities.active().select_related("section", "serves__plan")) if plan else [],
        "submissions": list(submissions_of(plan)) if plan else [],
        "can_begin": community.closed_on is None and user.has_perm("planning.begin_year_plan", community),
        "can": dict.fromkeys(_verbs(user, plan), True) if plan else {},
    }
    return render(request, "planning/year_plan/show.html", context)


@door("planning.begin_year_plan", Community)
@require_http_methods(["GET", "POST"])
def begin_year_plan(request: Visitor, community: Community) -> HttpResponse:
    year = _year(request)
    form = BeginYearPlanForm(request.POST or None, community=community, year=year)
    if request.method == "POST" and form.is_valid():
        try:
            return make_once(form.cleaned_data["key"], lambda: _begin(request, community, form))
        except DomainError as refusal:
            if refusal.code in DONE_BEFORE:
                messages.info(request, refusal.text)
                return redirect(_address(community, year))
            form.add_error(None, refusal.text)
    context = framed(request, community, TAB) | {"form": form, "year": year}
    return render(request, "planning/year_plan/begin.html", context, status=422 if form.is_bound else 200)


@door("planning.hand_in_plan", Plan)
@require_http_methods(["GET", "POST"])
def hand_in_plan(request: Visitor, plan: Plan) -> HttpResponse:
    form = ConsideredForm(request.POST or None, initial={"version": plan.version})

    def act(values: dict[str, Any]) -> str:
        actions.hand_in_plan(plan, version=values["version"], considered=form.considered, by=request.user)
        messages.success(request, "План сдан: о решении придёт уведомление")
        return _back(plan).url

    return _answered(
        request, plan, form, FormPage("Сдать план на утверждение", "Сдать план", _back(plan), plan.title), act
    )


@door("planning.take_back_plan", Plan)
@require_POST
def take_back_plan(request: Visitor, plan: Plan) -> HttpResponse:
    actions.take_back_plan(plan, by=request.user)
    messages.success(request, "План снова черновик: исправьте и сдайте ещё раз")
    return redirect(_back(plan).url)


@door("planning.approve_plan", Plan)
@require_http_methods(["GET", "POST"])
def approve_plan(request: Visitor, plan: Plan) -> HttpResponse:
    form = ApproveForm(request.POST or None, plan=plan, initial={"version": plan.version, **_considered(plan)})

    def act(values: dict[str, Any]) -> str:
        actions.approve_plan(
            plan, version=values["version"], act=values["act"], considered=form.considered, by=request.user
        )
        messages.success(request, "План утверждён, поручения розданы")
        return _back(plan).url

    page = FormPage("Утвердить план", "Утвердить план", _back(plan), plan.title)
    return _answered(request, plan, form, page, act, template="planning/year_plan/approve.html")


@door("planning.return_plan", Plan)
@require_http_methods(["GET", "POST"])
def return_plan(request: Visitor, plan: Plan) -> HttpResponse:
    form = ReturnForm(request.POST or None, initial={"version": plan.version})

    def act(values: dict[str, Any]) -> str:
        actions.return_plan(plan, by=request.user, **values)
        messages.success(request, "План возвращён с замечанием")
        return _back(plan).url

    page = FormPage("Вернуть план", "Вернуть план", _back(plan), plan.title, ends=True)
    return _answered(request, plan, form, page, act)


def _verbs(user: User, plan: Plan) -> set[str]:
    """Of one's own plan others decide, where there are any."""
    verbs = {verb for verb in PLAN_VERBS if user.has_perm(f"planning.{verb}", plan)}
    is_decided = plan.is_handed_in and verbs & DECIDING and is_own_plan(plan, user)
    return verbs - DECIDING if is_decided and plan.community and others_keep(plan.community, user) else verbs


def _answered(
    request: Visitor, plan: Plan, form: Any, page: FormPage, act: Any, *, template: str = "directory/form.html"
) -> HttpResponse:
    """A plan that is where the form would bring it says so; one of no community has no such page."""
    if plan.community is None:
        return redirect(plan)

    def once(values: dict[str, Any]) -> str:
        try:
            return str(act(values))
        except DomainError as refusal:
            if refusal.code not in DONE_BEFORE:
                raise
            messages.info(request, refusal.text)
            return page.back.url

    return answer_form(request, form, page, once, template=template)


def _begin(request: Visitor, community: Community, form: BeginYearPlanForm) -> str:
    plan = actions.begin_year_plan(community, draft=form.draft, by=request.user)
    return f"{reverse('show_review', args=[plan.pk])}?tab=lines"


def _considered(plan: Plan) -> dict[str, Any]:
    """What the head said when he handed it in."""
    waiting = plan.submissions.waiting().first()
    names = ("considered_at", "minutes_number", "minutes_on")
    return {name: getattr(waiting, name) for name in names} if waiting else {}


def _back(plan: Plan) -> Way:
    if plan.community is None:
        return Way(plan.get_absolute_url(), plan.title)
    return Way(_address(plan.community, SchoolYear(plan.school_year or 0)), str(plan.community))


def _address(community: Community, year: SchoolYear) -> str:
    return f"{address_of(community.pk)}?year={year.start}"


def _year(request: Visitor) -> SchoolYear:
    asked = asked_year(request)
    return SchoolYear(asked) if asked else planning_year(clock.today())
