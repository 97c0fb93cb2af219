from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from metodsovet.ground.access import actions
from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.visits import Visit, visits_of


@door("access.show_sessions")
@never_cache
@require_safe
def show_sessions(request: Visitor) -> HttpResponse:
    return render(request, "access/sessions.html", {"visits": _visits(request)})


@door("access.end_session")
@require_POST
def end_session(request: Visitor) -> HttpResponse:
    """The post names the session by what stands for its key; a strange name ends nothing."""
    asked = request.POST.get("session", "")
    for visit in _visits(request):
        if visit.name == asked and not visit.is_this:
            actions.end_session(request.user, session_key=visit.key)
            messages.success(request, f"Вход завершён: {visit.device}")
    return redirect("show_sessions")


@door("access.end_other_sessions")
@require_POST
def end_other_sessions(request: Visitor) -> HttpResponse:
    actions.end_other_sessions(request.user, session_key=request.session.session_key or "")
    messages.success(request, "Остальные входы завершены")
    return redirect("show_sessions")


def _visits(request: Visitor) -> list[Visit]:
    return visits_of(request.user, session_key=request.session.session_key or "")
