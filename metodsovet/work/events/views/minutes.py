"""Minutes: fetching, approving, reading, correcting."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.views.form_pages import FormPage, answer_form, way_to
from metodsovet.ground.documents.printing import DOCX, download
from metodsovet.work.events import actions
from metodsovet.work.events.actions.minutes import file_name
from metodsovet.work.events.forms import ReasonForm
from metodsovet.work.events.models import Meeting, Minutes, MinutesEdition
from metodsovet.work.events.papers import minutes_paper, print_minutes


@door("events.download_minutes", Meeting)
@require_safe
def download_minutes(request: Visitor, meeting: Meeting) -> HttpResponse:
    """The approved file byte by byte; what is not approved is printed as it stands."""
    minutes = Minutes.objects.filter(meeting=meeting).select_related("meeting__community__organisation").first()
    if minutes is None:
        raise Http404
    if meeting.state == Meeting.State.APPROVED:
        return _sent(minutes.editions.latest("number"))
    return download(print_minutes(minutes_paper(minutes)), name=f"Проект. {file_name(minutes)}", kind=DOCX)


@door("events.download_edition", MinutesEdition)
@require_safe
def download_edition(request: Visitor, edition: MinutesEdition) -> HttpResponse:
    return _sent(edition)


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


@door("events.acknowledge_minutes", Meeting)
@require_POST
def acknowledge_minutes(request: Visitor, meeting: Meeting) -> HttpResponse:
    actions.acknowledge_minutes(meeting, by=request.user)
    messages.success(request, "Ознакомление записано")
    return redirect(meeting)


def _sent(edition: MinutesEdition) -> HttpResponse:
    file = edition.file
    with file.content.open("rb") as content:
        return download(content.read(), name=file.name, kind=DOCX)
