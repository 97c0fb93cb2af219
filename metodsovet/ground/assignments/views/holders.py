from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.assignments import actions
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.views.acting import act


@door("assignments.hand_over", Assignment)
@require_POST
def hand_over(request: Visitor, assignment: Assignment) -> HttpResponse:
    action = partial(actions.hand_over, assignment, by=request.user)
    return act(request, assignment, "hand_over", action, "Поручение передано")
