"""Leaks of every kind, each behind a door that states its right and holds nothing: what the tests of rights must find.

A URL configuration that only ``test_planted`` turns on: the product's own addresses and the planted ones.
"""

import io
from collections.abc import Callable
from zipfile import ZipFile

from django.db.models import Model
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import include, path
from docx import Document

from metodsovet.design.tables import Column
from metodsovet.design.tables.workbooks import xlsx_bytes, xlsx_response
from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Organisation, Subject
from metodsovet.ground.files.models import StoredFile
from metodsovet.ground.notifications.calendars.entries import CalendarEntry
from metodsovet.ground.notifications.calendars.ics import escaped, folded
from metodsovet.kernel import clock

SEEN_BY_ALL = "notifications.view_notices"
TITLES = (Column[Assignment]("title", "Название", lambda row: row.title),)


def unguarded(model: type[Model], permission: str) -> Callable[..., Callable[..., HttpResponseBase]]:
    """States what ``door`` states and looks the row up among all rows."""

    def guard(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @door(permission)
        def opened(request: Visitor) -> HttpResponseBase:
            assert request.resolver_match is not None
            return view(request, get_object_or_404(model, pk=request.resolver_match.kwargs["pk"]))

        opened.guarded_model = model  # type: ignore[attr-defined]  # as the door states it
        return opened

    return guard


def titles() -> list[str]:
    return list(Assignment.objects.values_list("title", flat=True))


@door(SEEN_BY_ALL)
def plant_list(request: Visitor) -> HttpResponse:
    return HttpResponse("".join(f"<li>{title}</li>" for title in titles()))


@door(SEEN_BY_ALL)
def plant_fragment(request: Visitor) -> HttpResponse:
    return HttpResponse(titles() if "HX-Request" in request.headers else "")


@door(SEEN_BY_ALL)
def plant_xlsx(request: Visitor) -> HttpResponse:
    return xlsx_response("Поручения", TITLES, Assignment.objects.all())


@door(SEEN_BY_ALL)
def plant_docx(request: Visitor) -> HttpResponse:
    """In the properties of the file, where nobody looks."""
    paper, buffer = Document(), io.BytesIO()
    paper.core_properties.comments = "; ".join(titles())[:250]
    paper.core_properties.keywords = titles()[-1]
    paper.save(buffer)
    return HttpResponse(buffer.getvalue())


@door(SEEN_BY_ALL)
def plant_archive(request: Visitor) -> HttpResponse:
    """A workbook inside of an archive."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("списки/1.xlsx", xlsx_bytes("Поручения", TITLES, Assignment.objects.all()))
    return HttpResponse(buffer.getvalue())


@door(SEEN_BY_ALL)
def plant_calendar(request: Visitor) -> HttpResponse:
    """Long lines are cut in the middle of words."""
    lines = [folded(f"SUMMARY:{'Срок: ' * 11}{escaped(title)}".encode()) for title in titles()]
    return HttpResponse(b"\r\n".join(lines), content_type="text/calendar; charset=utf-8")


@door(SEEN_BY_ALL)
def plant_search(request: Visitor) -> JsonResponse:
    found = Assignment.objects.filter(title__icontains=request.GET.get("q") or "-")
    return JsonResponse({"found": [row.title for row in found]})


@door(SEEN_BY_ALL)
def plant_header(request: Visitor) -> FileResponse:
    return FileResponse(io.BytesIO(b"-"), as_attachment=True, filename=f"{titles()[-1]}.txt")


@door(SEEN_BY_ALL)
def plant_redirect(request: Visitor) -> HttpResponse:
    return redirect(f"/?{titles()[-1]}")


@door(SEEN_BY_ALL)
def plant_write(request: Visitor) -> HttpResponse:
    Subject.objects.create(name="Посаженный предмет")
    return HttpResponse()


@door(SEEN_BY_ALL)
def plant_stuffed(request: Visitor) -> HttpResponse:
    """Takes a column that no form declares."""
    name = request.POST.get("short_name", "Округ")
    Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY).update(short_name=name)
    return HttpResponse()


@unguarded(Assignment, "notifications.view_notices")
def plant_row(request: Visitor, row: Assignment) -> HttpResponse:
    return HttpResponse(row.title)


@unguarded(StoredFile, "files.fetch_file")
def plant_file(request: Visitor, file: StoredFile) -> FileResponse:
    return FileResponse(file.content.open("rb"))


def plant_silent(request: HttpRequest) -> HttpResponse:
    """States no right at all."""
    return HttpResponse("ok")


def plant_unknown(request: Visitor, thing: str) -> HttpResponse:
    return HttpResponse(thing)


def planted_deadlines(user: User, wanted: object) -> list[CalendarEntry]:
    """A source of calendars over the whole table."""
    rows, today = Assignment.objects.all(), clock.today()
    return [CalendarEntry(f"planted-{row.pk}", 1, row.title, today, today, "/") for row in rows]


OPEN = ("list", "xlsx", "docx", "archive", "calendar", "search", "header", "redirect")
"""What leaks at an address that names no row."""

urlpatterns = [
    path("", include("metodsovet.urls")),
    *(path(f"planted/{name}/", globals()[f"plant_{name}"], name=f"plant_{name}") for name in OPEN),
    path("planted/fragment/", plant_fragment, name="plant_fragment"),
    path("planted/write/", plant_write, name="plant_write"),
    path("planted/stuffed/", plant_stuffed, name="plant_stuffed"),
    path("planted/row/<int:pk>/", plant_row, name="plant_row"),
    path("planted/file/<uuid:pk>/", plant_file, name="plant_file"),
    path("planted/silent/", plant_silent, name="plant_silent"),
    path("planted/<str:thing>/", door(SEEN_BY_ALL)(plant_unknown), name="plant_unknown"),
]
