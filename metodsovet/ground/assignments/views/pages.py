from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.history import history_beside
from metodsovet.ground.assignments.deeds import Deed, deeds_for
from metodsovet.ground.assignments.forms import FORMS, DecisionForm, ReportForm, form_of
from metodsovet.ground.assignments.models import Assignment, Extension, Part, Report
from metodsovet.ground.assignments.queries.control import risk_days
from metodsovet.ground.assignments.queries.evidence import evidence_of, visible_records
from metodsovet.ground.assignments.queries.inbox import duty_of
from metodsovet.ground.assignments.rules import current_parts
from metodsovet.ground.assignments.steps import steps_for
from metodsovet.kernel import clock


@door("assignments.view_assignment", Assignment)
@require_GET
def show_assignment(request: Visitor, assignment: Assignment) -> HttpResponse:
    return assignment_page(request, assignment)


@door("assignments.view_assignment", Assignment)
@require_GET
def show_duty(request: Visitor, assignment: Assignment) -> HttpResponse:
    """A duty opened in its place in the inbox, or closed again with ``?closed``; without scripts, the whole page."""
    duty = duty_of(request.user, assignment, clock.today())
    if duty is None or not request.htmx:  # type: ignore[attr-defined]  # set by the middleware of django-htmx
        return redirect(assignment)
    if "closed" in request.GET:
        return render(request, "assignments/duty.html", {"duty": duty})
    context = {"duty": duty, "can": steps_for(request.user, assignment), **_report_context(assignment, {})}
    context["evidence"] = evidence_of(assignment, request.user)
    context["decision_form"] = DecisionForm(initial={"version": assignment.version}, auto_id=f"duty_{assignment.pk}_%s")
    return render(request, "assignments/duty_open.html", context)


def assignment_page(
    request: Visitor, assignment: Assignment, *, bound: Mapping[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """The page of one assignment; ``bound`` are forms to show again with what is wrong, by verb."""
    bound = bound or {}
    assignment = Assignment.objects.select_related(
        "organisation", "issuer", "accepter", "controller", "basis", "content_type"
    ).get(pk=assignment.pk)
    can, parts = steps_for(request.user, assignment), current_parts(assignment)
    extensions = list(assignment.extensions.select_related("asked_by__person", "decided_by__person"))
    asked = next((one for one in extensions if one.state == Extension.State.ASKED), None)
    deeds = deeds_for(can, is_extension_asked=asked is not None)
    context = {
        "assignment": assignment,
        "standing": assignment.standing_on(clock.today(), risk_days()),
        "can": can,
        "deeds": deeds,
        "deed": _deed(request, deeds, bound),
        "parts": parts,
        "has_lead": any(part.role == Part.Role.LEAD and part.person for part in parts),
        "candidates": [part for part in parts if part.role == Part.Role.CANDIDATE],
        "source": _source(request, assignment),
        "evidence": evidence_of(assignment, request.user),
        "extensions": extensions,
        "interim_dates": list(assignment.interim_dates.select_related("done_by__person")),
        "asked": asked,
        "history": history_beside(assignment, request.user),
        "forms": _forms(assignment, can, bound),
        **_report_context(assignment, bound),
    }
    is_deciding = context["deed"] is None and "accept_report" in can
    hidden = context["waiting_report"] if is_deciding else None
    context["listed_reports"] = [report for report in context["reports"] if report != hidden]
    return render(request, "assignments/assignment.html", context, status=status)


def _deed(request: Visitor, deeds: Sequence[Deed], bound: Mapping[str, Form]) -> Deed | None:
    """What the page asks about: the refused form again, or what the address wants."""
    verb = next(iter(bound), "") or request.GET.get("do", "")
    return next((deed for deed in deeds if deed.verb == verb), None)


def _report_context(assignment: Assignment, bound: Mapping[str, Form]) -> dict[str, Any]:
    rows = list(assignment.reports.select_related("written_by__person", "decided_by__person"))
    draft = next((report for report in rows if report.state == Report.State.DRAFT), None)
    last = rows[0] if rows else None
    version = draft.version if draft else 0
    written = draft or last
    initial = {"text": written.text if written else "", "version": version}
    return {
        "assignment": assignment,
        "reports": [report for report in rows if report.state != Report.State.DRAFT],
        "waiting_report": next((report for report in rows if report.state == Report.State.HANDED_IN), None),
        "draft": draft,
        "shown_version": version,
        "conflict": "hand_in_report" in bound and draft is not None and _is_other(bound["hand_in_report"], draft),
        "returned_report": last if last and last.state == Report.State.RETURNED else None,
        "decision_form": bound.get("return_report") or bound.get("accept_report") or _decision_form(assignment),
        "report_form": bound.get("hand_in_report") or ReportForm(initial=initial, auto_id=f"report_{assignment.pk}_%s"),
    }


def _is_other(form: Form, draft: Report) -> bool:
    """The draft has another text than the one that was sent from an older page."""
    sent = str(form.data.get("version", ""))
    return sent != str(draft.version) and str(form.data.get("text", "")).strip() != draft.text.strip()


def _decision_form(assignment: Assignment) -> DecisionForm:
    """Many duties may be open on one page, so ids name the assignment."""
    return DecisionForm(initial={"version": assignment.version}, auto_id=f"decision_{assignment.pk}_%s")


def _source(request: Visitor, assignment: Assignment) -> Any | None:
    """What the assignment came from, if the user may open it."""
    if assignment.content_type_id is None or assignment.object_id is None:
        return None
    found = visible_records(assignment.content_type_id, [assignment.object_id], request.user)
    return found[0] if found else None


def _forms(assignment: Assignment, can: frozenset[str], bound: Mapping[str, Form]) -> dict[str, Form]:
    """An empty form for each verb that is offered, unless a bound one is to be shown again."""
    verbs = [verb for verb in FORMS if verb in can]
    if "add_evidence" in can:
        verbs += ["add_file", "add_link"]
    return {**{verb: form_of(verb, assignment) for verb in verbs if verb not in bound}, **bound}
