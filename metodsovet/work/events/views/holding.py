"""The meeting mode: one screen for a tablet, which writes small changes and keeps them while there is no network."""

import json
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door, public
from metodsovet.ground.documents.rendering.words import NOT_XML
from metodsovet.kernel.errors import DomainError
from metodsovet.work.events import actions
from metodsovet.work.events.actions.recording import Change
from metodsovet.work.events.models import Meeting
from metodsovet.work.events.queries.holding import held_page, moment_number, values_of

LONGEST_BODY, LONGEST_KEY, LONGEST_NAME = 2_000_000, 64, 100
TEXTS = ("key", "verb", "kind", "row", "name")


@door("events.begin_meeting", Meeting)
@require_POST
def begin_meeting(request: Visitor, meeting: Meeting) -> HttpResponse:
    actions.begin_meeting(meeting, by=request.user)
    return redirect("hold_meeting", pk=meeting.pk)


@door("events.hold_meeting", Meeting)
@require_safe
def hold_meeting(request: Visitor, meeting: Meeting) -> HttpResponse:
    if not meeting.is_written:
        return redirect(meeting)
    return render(request, "events/hold.html", {"page": held_page(meeting), "user_key": request.user.pk})


@door("events.record_changes", Meeting)
@require_POST
def record_changes(request: Visitor, meeting: Meeting) -> HttpResponse:
    """Takes ``changes``, a JSON list; answers what became of each, and all values as they stand now."""
    changes = _changes(request.POST.get("changes", "[]"))
    if changes is None:
        return JsonResponse({"told": "Эта страница устарела: обновите её."}, status=400)
    try:
        recorded = actions.record_changes(meeting, changes, by=request.user)
    except DomainError as refusal:
        return JsonResponse({"told": refusal.text, "code": refusal.code}, status=409)
    results = [{"key": one.key, "outcome": one.outcome, "told": one.told} for one in recorded]
    return JsonResponse({"results": results, "values": values_of(meeting), "at": moment_number()})


@door("events.close_meeting", Meeting)
@require_POST
def close_meeting(request: Visitor, meeting: Meeting) -> HttpResponse:
    minutes = actions.close_meeting(meeting, by=request.user)
    return redirect(minutes)


@public("a script of ours, the same for everybody; it must lie above the pages that it keeps")
@require_safe
def serve_offline_script(request: HttpRequest) -> HttpResponse:
    path = finders.find("design/js/offline.js")
    assert isinstance(path, str)
    answer = HttpResponse(Path(path).read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


def _changes(text: str) -> list[Change] | None:
    """None for what is no list of changes."""
    if len(text) > LONGEST_BODY:
        return None
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        return None
    changes = [_change(row) for row in rows] if isinstance(rows, list) else [None]
    return [one for one in changes if one is not None] if None not in changes else None


def _change(row: Any) -> Change | None:
    if not isinstance(row, dict) or not row.get("key"):
        return None
    texts = {name: _plain(row.get(name, ""))[:LONGEST_NAME] for name in TEXTS}
    values = row.get("values", {})
    if len(texts["key"]) > LONGEST_KEY or not isinstance(values, dict):
        return None
    plain = {str(name): _plain(value) for name, value in values.items()}
    return Change(**texts, values=plain, value=_plain(row.get("value", "")), base=_plain(row.get("base", "")))


def _plain(value: Any) -> str:
    """Without the characters that no database and no paper holds."""
    return NOT_XML.sub("", str(value))
