"""One way from a form to an action and back to the page, the list or the inbox."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from metodsovet.ground.access.door import Visitor
from metodsovet.ground.access.once import reserve_key
from metodsovet.ground.access.onward import next_of
from metodsovet.ground.assignments.forms import form_of
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.views.pages import assignment_page
from metodsovet.kernel.errors import DomainError

Action = Callable[..., object]


def act(request: Visitor, assignment: Assignment, verb: str, action: Action, done: str) -> HttpResponse:
    """Call the action with the values of the verb's form and say ``done``; what was typed never gets lost."""
    form = form_of(verb, assignment, request)
    if not form.is_valid():
        if is_fragment(request):
            raise DomainError("bad_form", " ".join(str(error) for errors in form.errors.values() for error in errors))
        return assignment_page(request, assignment, bound={verb: form}, status=422)
    try:
        act_once(form, assignment.get_absolute_url(), action)
    except DomainError as refusal:
        if is_fragment(request):
            raise
        form.add_error(None, refusal.text)
        return assignment_page(request, assignment, bound={verb: form}, status=409)
    return _done(request, assignment, done)


def act_once(form: Form, url: str, action: Action) -> None:
    """In one transaction with the one-time key, when the form has one: the second press does nothing more."""
    values: dict[str, Any] = dict(form.cleaned_data)
    key = values.pop("key", "")
    with transaction.atomic():
        reserved = reserve_key(key) if key else None
        if key and reserved is None:
            return
        action(**values)
        if reserved is not None:
            reserved.result_url = url
            reserved.save(update_fields=["result_url"])


def is_fragment(request: Visitor) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]  # set by the middleware of django-htmx


def _done(request: Visitor, assignment: Assignment, done: str) -> HttpResponse:
    if is_fragment(request):
        return render(request, "assignments/duty_done.html", {"assignment": assignment, "text": done})
    messages.success(request, done)
    return redirect(next_of(request, assignment.get_absolute_url()))
