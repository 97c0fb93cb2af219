"""A window or a schedule gets its date, time and place."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.onward import next_of
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text
from metodsovet.work.planning import actions
from metodsovet.work.planning.forms.occurrences import DateForm
from metodsovet.work.planning.models import Occurrence
from metodsovet.work.planning.views.activities import activity_response


@door("planning.date_occurrence", Occurrence)
@require_http_methods(["GET", "POST"])
def date_occurrence(request: Visitor, occurrence: Occurrence) -> HttpResponse:
    """The form stands in its place on the page of the activity; ``next`` names where to go on from."""
    if request.method == "GET":
        return _shown(request, occurrence, DateForm(occurrence=occurrence))
    form = DateForm(request.POST, occurrence=occurrence)
    if not form.is_valid():
        return _shown(request, occurrence, form, status=422)
    try:
        dated = actions.date_occurrence(occurrence, by=request.user, **form.cleaned_data)
    except DomainError as refusal:
        if refusal.code == "edited_by_other":
            occurrence.refresh_from_db()
            form = _anew(request, occurrence)
        form.add_error(None, refusal.text)
        return _shown(request, occurrence, form, status=409, is_newer=refusal.code == "edited_by_other")
    assert dated.held_on is not None
    messages.success(request, f"Назначено на {date_text(dated.held_on)}")
    back = f"{occurrence.get_absolute_url()}?year={occurrence.school_year}"
    return redirect(next_of(request, back))


def _shown(
    request: Visitor, occurrence: Occurrence, form: DateForm, *, status: int = 200, is_newer: bool = False
) -> HttpResponse:
    year = request.GET.copy()
    year["year"] = str(occurrence.school_year)
    request.GET = year  # type: ignore[assignment]  # the page below reads its school year from the address
    return activity_response(
        request,
        occurrence.activity,
        dating=occurrence,
        date_form=form,
        is_newer=is_newer,
        next=request.POST.get("next") or request.GET.get("next", ""),
        status=status,
    )


def _anew(request: Visitor, occurrence: Occurrence) -> DateForm:
    """What was typed over the newer row: the next press decides knowingly."""
    form = DateForm({**request.POST.dict(), "version": occurrence.version}, occurrence=occurrence)
    form.is_valid()
    return form
