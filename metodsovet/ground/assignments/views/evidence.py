from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.assignments import actions
from metodsovet.ground.assignments.models import Assignment, Evidence
from metodsovet.ground.assignments.views.acting import act


@door("assignments.add_evidence", Assignment)
@require_POST
def add_evidence(request: Visitor, assignment: Assignment) -> HttpResponse:
    verb = "add_file" if request.FILES or "link" not in request.POST else "add_link"
    action = partial(actions.add_evidence, assignment, by=request.user)
    return act(request, assignment, verb, action, "Подтверждение добавлено")


@door("assignments.remove_evidence", Evidence)
@require_POST
def remove_evidence(request: Visitor, evidence: Evidence) -> HttpResponse:
    action = partial(actions.remove_evidence, evidence, by=request.user)
    return act(request, evidence.assignment, "remove_evidence", action, "Подтверждение убрано")
