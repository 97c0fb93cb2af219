from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.assignments import actions
from metodsovet.ground.assignments.forms import DraftForm, form_of
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.views.acting import act, is_fragment
from metodsovet.ground.assignments.views.pages import assignment_page
from metodsovet.kernel.errors import DomainError


@door("assignments.take_assignment", Assignment)
@require_POST
def take_assignment(request: Visitor, assignment: Assignment) -> HttpResponse:
    action = partial(actions.take_assignment, assignment, by=request.user)
    return act(request, assignment, "take_assignment", action, "Поручение ваше")


@door("assignments.acknowledge_assignment", Assignment)
@require_POST
def acknowledge_assignment(request: Visitor, assignment: Assignment) -> HttpResponse:
    action = partial(actions.acknowledge_assignment, assignment, by=request.user)
    return act(request, assignment, "acknowledge_assignment", action, "Ознакомление подтверждено")


@door("assignments.write_report", Assignment)
@require_POST
def write_report(request: Visitor, assignment: Assignment) -> HttpResponse:
    """The draft that saves itself; answers with the version that the next save starts from."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        raise DomainError("bad_form", "Отчёт слишком длинный: сократите его до 20 000 знаков.")
    values = form.cleaned_data
    report = actions.write_report(assignment, text=values["text"], version=values["version"], by=request.user)
    if not is_fragment(request):
        return redirect(assignment)
    return render(
        request, "assignments/draft_saved.html", {"assignment": assignment, "version": report.version, "swap": True}
    )


@door("assignments.hand_in_report", Assignment)
@require_POST
def hand_in_report(request: Visitor, assignment: Assignment) -> HttpResponse:
    if "only_save" in request.POST:
        return _save_draft(request, assignment)
    action = partial(actions.hand_in_report, assignment, by=request.user)
    return act(request, assignment, "hand_in_report", action, "Отчёт сдан")


def _save_draft(request: Visitor, assignment: Assignment) -> HttpResponse:
    """The button of those who work without scripts."""
    form = form_of("hand_in_report", assignment, request)
    if form.is_valid():
        values = form.cleaned_data
        try:
            actions.write_report(assignment, text=values["text"], version=values["version"], by=request.user)
        except DomainError as refusal:
            form.add_error(None, refusal.text)
            return assignment_page(request, assignment, bound={"hand_in_report": form}, status=409)
        return redirect(assignment)
    return assignment_page(request, assignment, bound={"hand_in_report": form}, status=422)


@door("assignments.record_report", Assignment)
@require_POST
def record_report(request: Visitor, assignment: Assignment) -> HttpResponse:
    action = partial(actions.record_report, assignment, by=request.user)
    return act(request, assignment, "record_report", action, "Отчёт записан")


@door("assignments.withdraw_report", Assignment)
@require_POST
def withdraw_report(request: Visitor, assignment: Assignment) -> HttpResponse:
    action = partial(actions.withdraw_report, assignment, by=request.user)
    return act(request, assignment, "withdraw_report", action, "Отчёт отозван, его можно поправить")
