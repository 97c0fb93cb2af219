"""Lines of a draft: opened in place, changed, added, removed, moved, controlled in bulk."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.numbers import ids_from
from metodsovet.kernel.parties import parse_parties
from metodsovet.kernel.russian import plural
from metodsovet.work.planning import actions
from metodsovet.work.planning.actions.lines import understood
from metodsovet.work.planning.actions.sections import section_named
from metodsovet.work.planning.actions.warnings import forget_warnings
from metodsovet.work.planning.expansion.schedules import schedules_of
from metodsovet.work.planning.forms.fields import with_version
from metodsovet.work.planning.forms.lines import LineForm, NewLineForm, line_form, part_form
from metodsovet.work.planning.matching import Register, propose_holder
from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.queries_review import years_to_execute
from metodsovet.work.planning.views.making import make_once
from metodsovet.work.planning.views.review import TERM_WARNINGS
from metodsovet.work.planning.views.review_lines import preview_of
from metodsovet.work.planning.views.review_page import Asked, review_page, to_review

PREVIEW_CHARACTERS = 2000


@door("planning.change_activity", Activity)
@require_http_methods(["GET", "POST"])
def change_activity(request: Visitor, activity: Activity) -> HttpResponse:
    """A refused form is shown again with what was typed; beside it stands what another editor has saved."""
    plan = activity.plan
    if request.method == "GET":
        return to_review(plan, tab="lines", line=activity.pk)
    form = line_form(activity, request.POST)
    if form.is_valid():
        try:
            _save(activity, form, request)
        except DomainError as refusal:
            form.add_error(None, refusal.text)
            if refusal.code == "edited_by_other":
                _offer_newer(activity, form, request)
        else:
            messages.success(request, f"Строка сохранена: {activity.number or activity.title[:40]}")
            return _closed(request, plan, activity)
    return review_page(request, plan, Asked(tab="lines", line=activity.pk, bound={"line": form}), status=422)


@door("planning.add_activity", Plan)
@require_http_methods(["GET", "POST"])
def add_activity(request: Visitor, plan: Plan) -> HttpResponse:
    if request.method == "GET":
        return to_review(plan, tab="lines", adding=1)
    form = NewLineForm(request.POST, auto_id="new_%s")
    if form.is_valid():
        try:
            return make_once(form.cleaned_data["key"], lambda: _add(plan, form, request))
        except DomainError as refusal:
            form.add_error(None, refusal.text)
    return review_page(request, plan, Asked(tab="lines", adding=True, bound={"new_line": form}), status=422)


@door("planning.remove_activity", Activity)
@require_POST
def remove_activity(request: Visitor, activity: Activity) -> HttpResponse:
    plan, title = activity.plan, activity.title
    actions.remove_activity(activity, by=request.user)
    messages.success(request, f"Убрано из плана: «{title[:60]}»")
    return to_review(plan, tab="lines")


@door("planning.move_activity", Activity)
@require_POST
def move_activity(request: Visitor, activity: Activity) -> HttpResponse:
    """One place up or down among the lines."""
    rows = list(activity.plan.activities.active())
    place = rows.index(activity)
    if request.POST.get("where") == "up":
        after = rows[place - 2] if place > 1 else None
    else:
        after = rows[min(place + 1, len(rows) - 1)]
    if after != activity:
        section = rows[place - 1].section if after is None and place else None
        actions.move_activity(activity, after=after, by=request.user, section=section)
    return to_review(activity.plan, tab="lines", line=activity.pk)


@door("planning.set_control", Plan)
@require_POST
def set_control(request: Visitor, plan: Plan) -> HttpResponse:
    """Who reports, for the chosen lines or for all of them."""
    ids = ids_from(request.POST.getlist("chosen"))
    if "all" in request.POST:
        ids = list(plan.activities.active().values_list("pk", flat=True))
    if not ids:
        raise DomainError("nothing_chosen", "Отметьте строки, для которых меняется контроль.")
    number = actions.set_control(plan, activities=ids, control=request.POST.get("control", ""), by=request.user)
    changed = plural(number, "строка изменена", "строки изменены", "строк изменено")
    messages.success(request, f"{number} {changed}")
    return to_review(plan, tab="lines", page=request.GET.get("page", ""))


@door("planning.change_plan", Plan)
@require_GET
def preview_term(request: Visitor, plan: Plan) -> HttpResponse:
    """While one types: how the words of a term are understood, and what they give in the year to be executed."""
    text = request.GET.get("term_text", "").strip()[:PREVIEW_CHARACTERS]
    year = years_to_execute(plan)[0]
    preview = preview_of(understood(text, plan), year, schedules_of(plan.organisation, year)) if text else None
    return render(request, "planning/review/term_preview.html", {"preview": preview})


@door("planning.change_plan", Plan)
@require_GET
def preview_parties(request: Visitor, plan: Plan) -> HttpResponse:
    """While one types: whom the words name, the first of them leading."""
    text = request.GET.get("parties_text", "").strip()[:PREVIEW_CHARACTERS]
    parties = parse_parties(text) if text else ()
    register = Register.for_plan(plan, parties)
    proposed = [(party.print(), propose_holder(party, register)) for party in parties]
    return render(request, "planning/review/parties_preview.html", {"proposed": proposed})


@transaction.atomic
def _save(activity: Activity, form: LineForm, request: Visitor) -> None:
    """The line, then its parties: read anew when their words changed, else each with its part."""
    changes: dict[str, Any] = form.changes
    parties = list(activity.parties.all())
    if changes or "parties_text" in form.changed_data:
        version = form.cleaned_data["version"]
        actions.change_activity(activity, version=version, by=request.user, **changes)
    if "term_text" in changes:
        forget_warnings(activity, codes=TERM_WARNINGS)
    if "parties_text" in form.changed_data:
        actions.set_parties(activity, text=form.cleaned_data["parties_text"], by=request.user)
        return
    for party in parties:
        part = part_form(party, request.POST)
        if part.is_valid() and part.has_changed():
            actions.set_part(party, by=request.user, **part.cleaned_data)


def _offer_newer(activity: Activity, form: LineForm, request: Visitor) -> None:
    form.stored = Activity.objects.get(pk=activity.pk)
    form.data = with_version(request.POST, form.stored.version)


def _closed(request: Visitor, plan: Plan, activity: Activity) -> HttpResponse:
    """Stays in the line when it was only looked at, else closes it where it stands in the list."""
    if "stay" in request.POST:
        return to_review(plan, tab="lines", line=activity.pk)
    return redirect(f"{reverse('show_review', args=[plan.pk])}?tab=lines&at={activity.pk}#line-{activity.pk}")


def _add(plan: Plan, form: NewLineForm, request: Visitor) -> str:
    values = dict(form.cleaned_data)
    values.pop("key")
    title = values.pop("section_title").strip()
    section = section_named(plan, title=title, by=request.user) if title else None
    actions.add_activity(plan, by=request.user, section=section, **values)
    return f"{reverse('show_review', args=[plan.pk])}?tab=lines&adding=1"
