"""Errors that are not refusals: the templates 400, 403, 404, 500, 503 and 507. They ask the database for nothing."""

import errno
import sys
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from metodsovet.kernel.logs import request_id

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
DISK_FULL = "53100"
AWAY = ("08", "57P", "25006", "53300")
"""SQLSTATE: no connection, the server stops or starts, an old primary that has become read-only, too many clients."""
BUSY = ("57014", "55P03")
"""The statement or the lock took longer than a page may wait."""
RETRY_SECONDS = 5


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """507 for a full disk, 503 for a database that is away or busy, both with the form to send again; else 500."""
    error = sys.exc_info()[1]
    status = 500 if error is None else _status_of(error)
    request.is_outage = status != 500  # type: ignore[attr-defined]  # one line in the log instead of a traceback
    if status == 503:
        connection.close()  # the next request must not meet a server that is gone
    context: dict[str, object] = {"request_id": request_id.get()}
    if status != 500:
        context |= {"kept": kept_form(request), "action": request.get_full_path(), "has_files": _has_files(request)}
    response = HttpResponse(render_to_string(f"{status}.html", context), status=status)
    if status == 503:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def kept_form(request: HttpRequest) -> list[tuple[str, str]]:
    """Names and values of a posted form; nothing of one with a password."""
    if request.method != "POST":
        return []
    try:
        fields = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    except OSError:  # the disk that is full, or a body that never came whole
        return []
    return [] if any("password" in name for name, _ in fields) else fields


def _has_files(request: HttpRequest) -> bool:
    return request.method == "POST" and (request.content_type or "").startswith("multipart/")


def _status_of(error: BaseException) -> int:
    for one in _causes(error):
        state = str(getattr(one, "sqlstate", None) or "")
        if state == DISK_FULL or getattr(one, "errno", None) in NO_ROOM:
            return 507
        if state.startswith(AWAY) or state in BUSY:
            return 503
    return 503 if _is_lost(error) else 500


def _is_lost(error: BaseException) -> bool:
    """An error of the connection itself comes without a code."""
    if isinstance(error, InterfaceError):
        return True
    is_coded = any(getattr(one, "sqlstate", None) for one in _causes(error))
    return isinstance(error, OperationalError) and not is_coded


def _causes(error: BaseException) -> Iterator[BaseException]:
    current: BaseException | None = error
    seen: set[int] = set()
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__
