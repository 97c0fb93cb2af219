"""For those who watch the machine, without a word about what is inside."""

import os
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import public

WORKER_IS_SILENT_AFTER_SECONDS = 120
LEAST_FREE_BYTES = 100 * 2**20


@public("asked by the supervisor of the process")
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@public("asked by the balancer in front of several machines")
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """503 when this process cannot serve; a silent worker delays jobs and is told without being counted."""
    try:
        asked = {"database": _is_writable(), "migrations": _is_migrated(), "disk": _has_room()}
        worker = _worker_is_heard()
    except Error:
        return JsonResponse({"ready": False, "database": False}, status=503)
    is_ready = all(asked.values())
    return JsonResponse({"ready": is_ready, **asked, "worker": worker}, status=200 if is_ready else 503)


def _is_writable() -> bool:
    """Neither a standby nor an old primary that was told to write no more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off'")
        return bool(cursor.fetchone()[0])


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _has_room() -> bool:
    """The nearest existing folder of the files: it is made with the first of them."""
    folder = Path(settings.MEDIA_ROOT)
    while not folder.exists():
        folder = folder.parent
    state = os.statvfs(folder)
    return os.access(folder, os.W_OK) and state.f_bavail * state.f_frsize >= LEAST_FREE_BYTES


def _worker_is_heard() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_or(last_heartbeat > now() - make_interval(secs => %s)) FROM procrastinate_workers",
            [WORKER_IS_SILENT_AFTER_SECONDS],
        )
        return bool(cursor.fetchone()[0])
