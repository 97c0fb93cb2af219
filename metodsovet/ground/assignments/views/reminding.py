from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.onward import next_of
from metodsovet.ground.assignments import actions
from metodsovet.ground.assignments.views.periods import asked_day
from metodsovet.ground.assignments.views.slices import asked_slice, remindable
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.offers import Period
from metodsovet.kernel.russian import plural


@door("assignments.remind_executors")
@require_POST
def remind_executors(request: Visitor) -> HttpResponse:
    """Remind of everything not handed in of the slice that the form names; rows foreign to the user are never told."""
    first, last = asked_day(request, "from"), asked_day(request, "to")
    period = Period(first, last) if first and last else None
    rows = remindable(asked_slice(request, request.POST), period)
    try:
        reminded = actions.remind_executors(list(rows.values_list("pk", flat=True)), by=request.user)
    except DomainError as refusal:
        messages.error(request, refusal.text)
    else:
        people = f"{reminded.people}\u00a0{plural(reminded.people, 'человеку', 'людям', 'людям')}"
        owed = f"{reminded.assignments}\u00a0{plural(reminded.assignments, 'поручении', 'поручениях', 'поручениях')}"
        messages.success(request, f"Напомнили {people} о {owed}")
    return redirect(next_of(request, reverse("show_matrix")))
