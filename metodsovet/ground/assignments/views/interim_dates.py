from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.assignments import actions
from metodsovet.ground.assignments.models import Assignment, InterimDate
from metodsovet.ground.assignments.views.acting import act


@door("assignments.set_interim_date", Assignment)
@require_POST
def set_interim_date(request: Visitor, assignment: Assignment) -> HttpResponse:
    action = partial(actions.set_interim_date, assignment, by=request.user)
    return act(request, assignment, "set_interim_date", action, "Промежуточный срок поставлен")


@door("assignments.mark_interim_date", InterimDate)
@require_POST
def mark_interim_date(request: Visitor, interim: InterimDate) -> HttpResponse:
    action = partial(actions.mark_interim_date, interim, by=request.user)
    return act(request, interim.assignment, "mark_interim_date", action, "Отмечено: готово")


@door("assignments.remove_interim_date", InterimDate)
@require_POST
def remove_interim_date(request: Visitor, interim: InterimDate) -> HttpResponse:
    action = partial(actions.remove_interim_date, interim, by=request.user)
    return act(request, interim.assignment, "remove_interim_date", action, "Промежуточный срок убран")
