"""Around every request: the last visit is noted, and a refusal of the domain becomes a sentence on the page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from metodsovet.ground.access.visits import note_seen
from metodsovet.kernel.errors import DomainError


class SeenMiddleware:
    """Remembers when a session was last in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        note_seen(request.session)
        return self.get_response(request)


class DomainErrorMiddleware:
    """An uncaught DomainError of a form post is shown where the person came from; nothing was saved."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        if getattr(request, "htmx", False):
            return render(request, "design/refusal_fragment.html", {"error": error}, status=409)
        origin = request.headers.get("Referer", "")
        if url_has_allowed_host_and_scheme(origin, {request.get_host()}, require_https=request.is_secure()):
            messages.error(request, error.text)
            return redirect(origin)
        return render(request, "design/refusal.html", {"error": error}, status=409)
