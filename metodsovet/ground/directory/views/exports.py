from django.http import HttpResponse
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.models import Export
from metodsovet.ground.directory.tables_of_log import EXPORTS


@door("directory.view_exports")
@require_safe
def show_exports(request: Visitor) -> HttpResponse:
    """One's own, and of one's municipality for those who answer for it."""
    rows = Export.objects.visible_to(request.user).select_related("by__person")
    answers = request.user.has_perm("directory.view_exports_of_all")
    context = {"answers": answers, "manages": request.user.has_perm("directory.change_installation")}
    return EXPORTS.open(rows, request.GET).answer(request, "directory/exports.html", context)
