"""What the system keeps about me: seen, taken away, asked to be erased."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory import actions, panels
from metodsovet.ground.directory.everything import everything_about
from metodsovet.ground.directory.models import ErasureRequest, Person
from metodsovet.ground.directory.queries_own import watchers_of
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.directory.traces_of_people import counted_traces
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.exports import Exported, tell_export

ZIP = "application/zip"


@door("directory.view_own_page")
@require_safe
def show_own_page(request: Visitor) -> HttpResponse:
    person = _me(request)
    context = {
        "person": person,
        "jobs": person.employments.select_related("organisation", "position").order_by("-since"),
        "roles": person.roles.select_related("organisation").order_by("-since"),
        "former_names": person.former_names.all(),
        "account": request.user,
        "panels": panels.panels_of(panels.PERSON, request.user, person),
        "counted": counted_traces(person),
        "watchers": watchers_of(person),
        "request_of_erasure": person.erasure_requests.first(),
    }
    return render(request, "directory/own_page.html", context)


@door("directory.view_own_page")
@never_cache
@require_safe
def download_everything(request: Visitor) -> HttpResponse:
    answer = HttpResponse(everything_about(_me(request)), content_type=ZIP)
    answer["Content-Disposition"] = f'attachment; filename="me-{clock.today():%Y-%m-%d}.zip"'
    tell_export(answer, Exported("Всё обо мне"))
    return answer


@door("directory.ask_erasure")
@require_POST
def ask_erasure(request: Visitor) -> HttpResponse:
    try:
        actions.ask_erasure(_me(request), by=request.user)
    except DomainError as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, "Просьба подана: её решит методическая служба")
    return redirect("show_own_page")


@door("directory.withdraw_erasure", ErasureRequest)
@require_POST
def withdraw_erasure(request: Visitor, asked: ErasureRequest) -> HttpResponse:
    actions.withdraw_erasure(asked, by=request.user)
    messages.success(request, "Просьба отозвана")
    return redirect("show_own_page")


def _me(request: Visitor) -> Person:
    person_id = standing_of(request.user).person_id
    assert person_id is not None  # the door lets in nobody without a person
    return Person.objects.get(pk=person_id)
