from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import Visitor, door, require
from metodsovet.ground.access.history import ShownHistory, kind_named, lines_of

LINES_OF_HISTORY = 200


@door("access.view_history")
@require_safe
def show_history(request: Visitor, kind: str, row: int) -> HttpResponse:
    """The history of one record of any kind that has one, under the rights of the record itself."""
    asked = kind_named(kind)
    if asked is None:
        raise Http404
    subject = get_object_or_404(asked.rows(request.user), pk=row)
    require(request.user, asked.permission, subject)
    lines = lines_of(subject, LINES_OF_HISTORY)
    address = getattr(subject, "get_absolute_url", None)
    context = {
        "subject": str(subject),
        "subject_url": address() if address else "",
        "history": ShownHistory(lines, is_whole=True),
        "is_cut": len(lines) == LINES_OF_HISTORY,
    }
    return render(request, "access/history.html", context)
