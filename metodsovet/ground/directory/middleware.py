"""The installation of this request: its settings and its time zone."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from metodsovet.ground.directory.queries import current_installation


class InstallationMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(("/static/", "/health/")):
            return self.get_response(request)
        installation = current_installation()
        request.installation = installation  # type: ignore[attr-defined]
        if installation is None:
            return self.get_response(request)
        with timezone.override(ZoneInfo(installation.time_zone)):
            return self.get_response(request)
