"""Requisites of a draft: name and days, the act, for whom, and the two offices."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from metodsovet.ground.access.door import Visitor, door
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning import actions
from metodsovet.work.planning.forms.fields import with_version
from metodsovet.work.planning.forms.settings import TitleForm, act_form, audience_form, offices_form, title_form
from metodsovet.work.planning.models import Plan, Reading
from metodsovet.work.planning.views.review_page import Asked, people_of, review_page, to_review


@door("planning.set_title", Plan)
@require_http_methods(["GET", "POST"])
def set_title(request: Visitor, plan: Plan) -> HttpResponse:
    form = title_form(plan, request.user, request.POST)
    return _settle(request, plan, "title", form, lambda: actions.set_title(plan, by=request.user, **form.cleaned_data))


@door("planning.set_act", Plan)
@require_http_methods(["GET", "POST"])
def set_act(request: Visitor, plan: Plan) -> HttpResponse:
    reading = Reading.objects.filter(plan=plan).first()
    form = act_form(plan, reading.act if reading else {}, request.POST)
    return _settle(request, plan, "act", form, lambda: actions.set_act(plan, by=request.user, **form.cleaned_data))


@door("planning.set_audience", Plan)
@require_http_methods(["GET", "POST"])
def set_audience(request: Visitor, plan: Plan) -> HttpResponse:
    form = audience_form(plan, request.POST)
    return _settle(
        request, plan, "audience", form, lambda: actions.set_audience(plan, by=request.user, **form.cleaned_data)
    )


@door("planning.set_offices", Plan)
@require_http_methods(["GET", "POST"])
def set_offices(request: Visitor, plan: Plan) -> HttpResponse:
    form = offices_form(plan, people_of(plan), request.POST)
    return _settle(
        request, plan, "offices", form, lambda: actions.set_offices(plan, by=request.user, **form.cleaned_data)
    )


def _settle(request: Visitor, plan: Plan, name: str, form: Form, action: Callable[[], object]) -> HttpResponse:
    """The form of one part is saved by itself; refused, it comes back with what was typed."""
    if request.method == "GET":
        return to_review(plan, tab="act")
    if form.is_valid():
        try:
            action()
        except DomainError as refusal:
            form.add_error(None, refusal.text)
            if refusal.code == "edited_by_other" and isinstance(form, TitleForm):
                _offer_newer(plan, form, request)
        else:
            messages.success(request, "Реквизиты сохранены")
            return to_review(plan, tab="act")
    return review_page(request, plan, Asked(tab="act", bound={name: form}), status=422)


def _offer_newer(plan: Plan, form: TitleForm, request: Visitor) -> None:
    form.stored = Plan.objects.get(pk=plan.pk)
    form.data = with_version(request.POST, form.stored.version)
