"""A figure of the ledger opened: formula → rows → download, in the side panel or as a page."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from metodsovet.design.tables.workbooks import xlsx_response
from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.assignments.queries import control_rows
from metodsovet.ground.assignments.queries.measures import measures
from metodsovet.ground.assignments.tables import COLUMNS
from metodsovet.ground.assignments.views.periods import asked_period, whole_year
from metodsovet.ground.assignments.views.slices import asked_slice, opened_slice
from metodsovet.kernel import clock

SHARES = ("accepted_share", "on_time_share")


@door("assignments.view_control")
@require_GET
def show_control_figure(request: Visitor, name: str) -> HttpResponse:
    """Of the slice that the address names, see ``asked_slice``; ``?from=&to=`` give the period."""
    if name not in (*measures(), *SHARES):
        raise Http404
    asked = asked_slice(request, request.GET)
    opened = opened_slice(asked, asked_period(request, whole_year(clock.today())), name)
    if request.GET.get("as") == "xlsx":
        rows = control_rows(request.user).filter(pk__in=opened.figure.rows.order_by().values("pk"))
        return xlsx_response(opened.title, COLUMNS, rows.order_by("organisation__path", "due_on", "pk"))
    if request.htmx:  # type: ignore[attr-defined]  # set by the middleware of django-htmx
        return render(request, "assignments/control/figure.html", {"opened": opened})
    return render(request, "assignments/control/figure_page.html", {"opened": opened})
