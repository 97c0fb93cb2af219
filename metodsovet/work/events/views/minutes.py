"""Minutes: fetching what is not approved yet, approving, correcting."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.views.form_pages import FormPage, answer_form, way_to
from metodsovet.ground.documents.printing import DOCX, download
from metodsovet.kernel.russian import date_short
from metodsovet.work.events import actions
from metodsovet.work.events.forms import ReasonForm
from metodsovet.work.events.models import Meeting, Minutes
from metodsovet.work.events.papers import print_minutes
from metodsovet.work.events.queries.editions import editions_of_minutes


@door("events.download_minutes", Meeting)
@require_safe
def download_minutes(request: Visitor, meeting: Meeting) -> HttpResponse:
    """Printed as they stand; what is approved is a paper and is fetched as any other."""
    minutes = Minutes.objects.filter(meeting=meeting).select_related("meeting__community__organisation").first()
    if minutes is None:
        raise Http404
    if meeting.state == Meeting.State.APPROVED:
        return redirect(editions_of_minutes(meeting)[0])
    name = f"Проект протокола № {minutes.number} от {date_short(meeting.held_on)}.docx"
    return download(print_minutes(minutes), name=name, kind=DOCX)


@door("events.approve_minutes", Meeting)
@require_POST
def approve_minutes(request: Visitor, meeting: Meeting) -> HttpResponse:
    actions.approve_minutes(meeting, by=request.user)
    messages.success(request, "Протокол утверждён, решения стали поручениями")
    return redirect(meeting)


@door("events.correct_minutes", Meeting)
@require_http_methods(["GET", "POST"])
def correct_minutes(request: Visitor, meeting: Meeting) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = "Что исправляется"

    def act(values: dict[str, Any]) -> str:
        actions.correct_minutes(meeting, by=request.user, **values)
        return reverse("hold_meeting", args=[meeting.pk])

    intro = "Утверждённая редакция останется; после исправления протокол утверждают снова."
    page = FormPage("Исправить протокол", "Открыть для исправления", way_to(meeting), intro)
    return answer_form(request, form, page, act)
