from typing import get_args

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import Visitor, door, public
from metodsovet.ground.assignments.queries import DutyKind, inbox
from metodsovet.kernel import clock
from metodsovet.surface.workspace import queries
from metodsovet.surface.workspace.views.first_page import first_page


@public("before the beginning it is the first page; afterwards home asks the door itself")
@require_safe
def show_home(request: HttpRequest) -> HttpResponseBase:
    if request.user.is_authenticated or getattr(request, "installation", None) is not None:
        return home(request)
    return first_page(request)


@door("workspace.show_home")
def home(request: Visitor) -> HttpResponse:
    today = clock.today()
    kinds: tuple[DutyKind, ...] = get_args(DutyKind)
    asked = next((kind for kind in kinds if kind == request.GET.get("kind")), None)
    context = {
        "title": queries.day_title(today),
        "school_week": queries.school_week(today),
        "week": queries.week(request.user, today),
        "inbox": inbox(request.user, today, kind=asked),
        "mine": queries.mine(request.user, today),
    }
    return render(request, "workspace/home.html", context)
