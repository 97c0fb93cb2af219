"""The report of discipline by organisation and period: on the screen with the rows behind, as docx and as xlsx."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.assignments.papers import discipline_paper, print_discipline, print_xlsx
from metodsovet.ground.assignments.queries.measures import measures
from metodsovet.ground.assignments.queries.slices import Slice
from metodsovet.ground.assignments.queries.tallies import Tally, discipline, sum_of
from metodsovet.ground.assignments.views.periods import asked_period, named_periods, year_so_far
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.printing import DOCX, XLSX, download
from metodsovet.kernel import clock
from metodsovet.kernel.offers import Period
from metodsovet.kernel.russian import date_short, natural_key
from metodsovet.kernel.school_year import SchoolYear

MEASURES = ("given", "on_time", "late", "overdue", "waiting", "extended", "returned")
SHOWN = 100
FORMATS = {"docx": (DOCX, print_discipline), "xlsx": (XLSX, lambda paper, _: print_xlsx(paper))}


@door("assignments.view_control")
@require_GET
def show_discipline(request: Visitor) -> HttpResponse:
    """``?from=&to=``, the school year up to today by default; ``kind=`` cuts organisations."""
    period = _period(request)
    tallies = discipline(request.user, period)
    known = measures()
    organisations = _organisations(request, tallies)
    page = Paginator(organisations, SHOWN).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, tallies[one.pk]) for one in page],
        "total": sum_of({one.pk: tallies[one.pk] for one in organisations}),
        "measures": [known[name] for name in MEASURES],
        "asked": Slice(request.user),
        "period": period,
        "named": named_periods(SchoolYear.of(period.first_day), period),
        "kinds": [(kind.value, kind.label, kind in request.GET.getlist("kind")) for kind in Organisation.Kind],
        "now": clock.now(),
    }
    return render(request, "assignments/control/discipline.html", context)


@door("assignments.view_control")
@require_GET
def download_discipline(request: Visitor) -> HttpResponse:
    """``?format=docx`` or ``xlsx``; the rest as on the screen."""
    extension = request.GET.get("format", "docx")
    if extension not in FORMATS:
        raise Http404
    period = _period(request)
    tallies = discipline(request.user, period)
    organisations = _organisations(request, tallies)
    shown = {one.pk: tallies[one.pk] for one in organisations}
    paper = discipline_paper(organisations, shown, period, user=request.user)
    kind, write = FORMATS[extension]
    name = f"Исполнительская дисциплина {date_short(period.first_day)}–{date_short(period.last_day)}"
    return download(write(paper, request.user), name=f"{name}.{extension}", kind=kind)


def _period(request: Visitor) -> Period:
    return asked_period(request, year_so_far(SchoolYear.of(clock.today())))


def _organisations(request: Visitor, tallies: Mapping[int, Tally]) -> list[Organisation]:
    rows: Any = Organisation.objects.visible_to(request.user).filter(pk__in=list(tallies))
    if kinds := request.GET.getlist("kind"):
        rows = rows.filter(kind__in=kinds)
    return sorted(rows, key=lambda one: natural_key(one.short_name))
