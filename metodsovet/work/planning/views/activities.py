"""The page of an activity: facts, years, assignments, evidence, what serves it, history."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.queries import waiting_for
from metodsovet.ground.assignments.queries.control import risk_days
from metodsovet.ground.assignments.queries.slices import Slice, Source
from metodsovet.ground.assignments.views.slices import remindable
from metodsovet.ground.directory.panels import panels_of
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions.serving import set_serves as link_to_upper
from metodsovet.work.planning.forms.occurrences import ServesForm
from metodsovet.work.planning.models import Activity, Occurrence, Plan
from metodsovet.work.planning.queries_activities import (
    GROUPS,
    activity_history,
    assignments_of_year,
    evidence_of_activity,
    groups_of,
    in_groups,
    years_of,
)
from metodsovet.work.planning.queries_lines import seats_of_activity
from metodsovet.work.planning.queries_plans import ActivityPage, activity_page, executed_year
from metodsovet.work.planning.queries_review import upper_activities
from metodsovet.work.planning.tables import EVIDENCE, assignments_table
from metodsovet.work.planning.views.plan_pages import asked_year, verbs_for

EVIDENCE_SHOWN, SERVING_SHOWN, HISTORY_SHOWN = 8, 10, 12
LONGEST_HISTORY = 300
ACTIVITY_PANELS = "planning:activity"


@door("planning.view_activity", Activity)
@require_GET
def show_activity(request: Visitor, activity: Activity) -> HttpResponse:
    """``?year=2026`` the school year of the assignments, ``?only=owed`` cuts them."""
    return activity_response(request, activity)


@door("planning.view_activity", Activity)
@require_GET
def show_evidence(request: Visitor, activity: Activity) -> HttpResponse:
    opened = EVIDENCE.open(evidence_of_activity(activity, request.user), request.GET)
    return opened.answer(request, "planning/activity/evidence.html", {"activity": activity})


@door("planning.set_serves", Activity)
@require_http_methods(["GET", "POST"])
def set_serves(request: Visitor, activity: Activity) -> HttpResponse:
    uppers = upper_activities(activity.plan)
    form = ServesForm(request.POST or None, uppers=uppers, activity=activity)
    if request.method == "POST" and form.is_valid():
        try:
            link_to_upper(activity, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            if refusal.code == "edited_by_other":
                activity.refresh_from_db()
                form = _anew(request, activity, uppers)
            form.add_error(None, refusal.text)
        else:
            messages.success(request, "Связь сохранена")
            return redirect(activity)
    context = {"activity": activity, "form": form}
    return render(request, "planning/activity/serves.html", context, status=422 if form.is_bound else 200)


def activity_response(request: Visitor, activity: Activity, **more: Any) -> HttpResponse:
    """The page; ``more`` may bring ``dating`` (an occurrence) with its ``date_form``, and the ``status``."""
    status = more.pop("status", 200)
    row = Activity.objects.select_related(
        "plan__organisation",
        "plan__act",
        "plan__controller",
        "section",
        "serves__plan",
        "moved_from",
        "need_goal",
        "need_indicator",
        "need_act",
    ).get(pk=activity.pk)
    page = activity_page(row, user=request.user, day=clock.today(), risk_days=risk_days())
    year = _year(request, row, page)
    context = {
        "activity": row,
        "plan": row.plan,
        "year": year,
        "years": years_of(row, page.occurrences),
        "dated": [one for one in page.occurrences if one.occurrence.school_year == year.start],
        "parties": seats_of_activity(row, year.start, request.user),
        "can": _can(request.user, row),
        "day": clock.today(),
        "serves": _visible_upper(row, request.user),
        **_assignments_context(request, row, year),
        **_aside_context(request, row, page),
        **more,
    }
    opened = context["table"]
    context.pop("table")
    response: HttpResponse = opened.answer(request, "planning/activity/activity.html", context)
    response.status_code = status
    return response


def _assignments_context(request: Visitor, activity: Activity, year: SchoolYear) -> dict[str, Any]:
    rows = assignments_of_year(activity, year, request.user)
    chosen = [value for value in request.GET.getlist("only") if value in GROUPS]
    groups = groups_of(rows, chosen)
    waiting = waiting_for(request.user).filter(pk__in=rows.order_by().values("pk")).count()
    asked = Slice(request.user, _sources(activity, year))
    return {
        "groups": groups,
        "chosen": chosen,
        "given": sum(group.number for group in groups),
        "acceptable": waiting,
        "control_url": _control_url(asked.sources),
        "asked": asked,
        "to_remind": remindable(asked, None).count() if asked.sources else 0,
        "table": assignments_table().open(in_groups(rows, chosen) if chosen else rows, request.GET),
    }


def _aside_context(request: Visitor, activity: Activity, page: ActivityPage) -> dict[str, Any]:
    evidence = evidence_of_activity(activity, request.user)
    most = LONGEST_HISTORY if request.GET.get("log") == "all" else HISTORY_SHOWN
    history = activity_history(activity, request.user, most + 1)
    served = page.served_by.select_related("plan__organisation")
    return {
        "evidence": evidence[:EVIDENCE_SHOWN],
        "evidence_count": evidence.count(),
        "served": served[:SERVING_SHOWN] if "all" not in request.GET else served,
        "served_count": served.count(),
        "panels": panels_of(ACTIVITY_PANELS, request.user, activity),
        "history": history[:most],
        "has_more_history": len(history) > most,
    }


def _year(request: Visitor, activity: Activity, page: ActivityPage) -> SchoolYear:
    asked = asked_year(request)
    known = {one.occurrence.school_year for one in page.occurrences}
    known |= {year.start for year in activity.plan.executed_years}
    return SchoolYear(asked) if asked in known else executed_year(activity.plan, clock.today())


def _can(user: User, activity: Activity) -> frozenset[str]:
    verbs = verbs_for(user, activity.plan)
    is_live = activity.state == Activity.State.ACTIVE and activity.plan.state == Plan.State.ACCEPTED
    if not is_live:
        return verbs - {"amend_plan", "date_occurrence"}
    return verbs | {"set_serves"} if user.has_perm("planning.set_serves", activity) else verbs


def _visible_upper(activity: Activity, user: User) -> Activity | None:
    if activity.serves_id is None:
        return None
    return Activity.objects.visible_to(user).filter(pk=activity.serves_id).select_related("plan").first()


def _sources(activity: Activity, year: SchoolYear) -> list[Source]:
    kind = ContentType.objects.get_for_model(Occurrence).pk
    keys = Occurrence.objects.filter(activity=activity, school_year=year.start).values_list("pk", flat=True)
    return [(kind, key) for key in keys]


def _control_url(sources: Sequence[Source]) -> str:
    """The list of control narrowed to these occurrences."""
    return f"{reverse('show_control')}?{urlencode([('source', f'{kind}-{key}') for kind, key in sources])}"


def _anew(request: Visitor, activity: Activity, uppers: QuerySet[Activity]) -> ServesForm:
    """The same choice over the newer row, so that the next press decides knowingly."""
    fresh = Activity.objects.get(pk=activity.pk)
    again = ServesForm({**request.POST.dict(), "version": fresh.version}, uppers=uppers, activity=fresh)
    again.is_valid()
    return again
