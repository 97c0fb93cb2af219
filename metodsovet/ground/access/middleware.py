"""Around every request: it has a number, the last visit is noted, a refusal of the domain becomes a sentence."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from metodsovet.ground.access.visits import note_seen
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.logs import NO_ROUTE, request_id

requests_log = logging.getLogger("metodsovet.requests")
# Hexadecimal, as proxies make it: a number that comes from outside must not carry words into the log.
NUMBER = re.compile(r"[0-9a-fA-F-]{16,64}")


class RequestIdMiddleware:
    """The number of X-Request-ID, or a new one: in the log, in the answer, on the page of an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.headers.get("X-Request-ID", "")
        number = asked if NUMBER.fullmatch(asked) else uuid.uuid4().hex
        token, began = request_id.set(number), time.monotonic()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = number
            self._tell(request, response, time.monotonic() - began)
        finally:
            request_id.reset(token)
        return response

    @staticmethod
    def _tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        match = request.resolver_match
        fields = {
            "method": request.method,
            "route": match.route if match else NO_ROUTE,
            "status": response.status_code,
            "ms": round(seconds * 1000),
        }
        requests_log.info("answered", extra={"fields": fields})


class ZeroByteMiddleware:
    """A question with a zero byte is nobody's typing, and the database takes none: it is refused as broken."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("a zero byte in the address")
        return self.get_response(request)


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
