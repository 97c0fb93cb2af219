from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.assignments import actions
from metodsovet.ground.assignments.models import Assignment, Extension
from metodsovet.ground.assignments.views.acting import act


@door("assignments.ask_extension", Assignment)
@require_POST
def ask_extension(request: Visitor, assignment: Assignment) -> HttpResponse:
    action = partial(actions.ask_extension, assignment, by=request.user)
    return act(request, assignment, "ask_extension", action, "Просьба отправлена")


@door("assignments.grant_extension", Extension)
@require_POST
def grant_extension(request: Visitor, extension: Extension) -> HttpResponse:
    action = partial(actions.grant_extension, extension, by=request.user)
    return act(request, extension.assignment, "grant_extension", action, "Срок продлён")


@door("assignments.refuse_extension", Extension)
@require_POST
def refuse_extension(request: Visitor, extension: Extension) -> HttpResponse:
    action = partial(actions.refuse_extension, extension, by=request.user)
    return act(request, extension.assignment, "refuse_extension", action, "В продлении отказано")
