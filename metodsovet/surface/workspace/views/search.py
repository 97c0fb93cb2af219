from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.surface.workspace import searching

LONGEST_QUESTION = 200


@door("workspace.search")
@never_cache
@require_safe
def search(request: Visitor) -> HttpResponse:
    """The page with all kinds, or one kind to the end (``kind``); for the dialog only the lines."""
    text = request.GET.get("q", "")[:LONGEST_QUESTION].strip()
    if getattr(request, "htmx", False):
        return render(request, "workspace/parts/found.html", {"answer": searching.search(request.user, text)})
    name = request.GET.get("of", "")
    whole = searching.search_kind(request.user, text, name, request.GET.get("page", "")) if name else None
    answer = None if whole else searching.search(request.user, text)
    return render(request, "workspace/search.html", {"text": text, "whole": whole, "answer": answer})
