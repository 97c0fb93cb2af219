from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.assignments import actions
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.views.acting import act


@door("assignments.accept_report", Assignment)
@require_POST
def accept_report(request: Visitor, assignment: Assignment) -> HttpResponse:
    action = partial(actions.accept_report, assignment, by=request.user)
    return act(request, assignment, "accept_report", action, "Отчёт принят")


@door("assignments.return_report", Assignment)
@require_POST
def return_report(request: Visitor, assignment: Assignment) -> HttpResponse:
    action = partial(actions.return_report, assignment, by=request.user)
    return act(request, assignment, "return_report", action, "Отчёт возвращён")


@door("assignments.mark_not_applicable", Assignment)
@require_POST
def mark_not_applicable(request: Visitor, assignment: Assignment) -> HttpResponse:
    action = partial(actions.mark_not_applicable, assignment, by=request.user)
    return act(request, assignment, "mark_not_applicable", action, "Отмечено: не относится")


@door("assignments.reopen_assignment", Assignment)
@require_POST
def reopen_assignment(request: Visitor, assignment: Assignment) -> HttpResponse:
    action = partial(actions.reopen_assignment, assignment, by=request.user)
    return act(request, assignment, "reopen_assignment", action, "Поручение снова в работе")


@door("assignments.cancel_assignment", Assignment)
@require_POST
def cancel_assignment(request: Visitor, assignment: Assignment) -> HttpResponse:
    action = partial(actions.cancel_assignment, assignment, by=request.user)
    return act(request, assignment, "cancel_assignment", action, "Поручение отменено")


@door("assignments.remove_from_control", Assignment)
@require_POST
def remove_from_control(request: Visitor, assignment: Assignment) -> HttpResponse:
    action = partial(actions.remove_from_control, assignment, by=request.user)
    return act(request, assignment, "remove_from_control", action, "Снято с контроля")


@door("assignments.put_back_on_control", Assignment)
@require_POST
def put_back_on_control(request: Visitor, assignment: Assignment) -> HttpResponse:
    action = partial(actions.put_back_on_control, assignment, by=request.user)
    return act(request, assignment, "put_back_on_control", action, "Снова на контроле")
