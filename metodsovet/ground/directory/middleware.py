"""The installation of this request with its time zone; the log of files that leave by it."""

from collections.abc import Callable
from http import HTTPStatus
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from metodsovet.ground.directory.actions.exports import log_export
from metodsovet.ground.directory.queries import installation_of_request
from metodsovet.kernel.exports import told_export


class InstallationMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(("/static/", "/health/")):
            return self.get_response(request)
        with installation_of_request() as installation:
            request.installation = installation  # type: ignore[attr-defined]
            if installation is None:
                return self.get_response(request)
            with timezone.override(ZoneInfo(installation.time_zone)):
                return self.get_response(request)


class ExportMiddleware:
    """Every attachment for somebody logged in is written down before it leaves, or does not leave."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if self._leaves(request, response) and request.user.is_authenticated:
            exported = told_export(response, otherwise=request.path)
            if exported is not None:
                log_export(exported, by=request.user)
        return response

    @staticmethod
    def _leaves(request: HttpRequest, response: HttpResponseBase) -> bool:
        is_file = response.headers.get("Content-Disposition", "").startswith("attachment")
        return is_file and response.status_code == HTTPStatus.OK and request.method != "HEAD"
