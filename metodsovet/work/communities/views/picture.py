"""All communities on one page: what they lack, which subjects they cover, who is in many of them."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from metodsovet.design.tables import Column
from metodsovet.design.tables.workbooks import xlsx_response
from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.documents.printing import DOCX, download
from metodsovet.kernel import clock
from metodsovet.work.communities import gaps, slots
from metodsovet.work.communities.papers import heads_paper, print_heads
from metodsovet.work.communities.queries.coverage import Teacher, coverage_of
from metodsovet.work.communities.queries.picture import loaded_people, picture_of
from metodsovet.work.communities.tables.picture import COVERAGE, load_table, picture_table

TEACHERS = (
    Column[Teacher]("name", "ФИО", lambda row: row.person.full_name, chars=36),
    Column[Teacher]("place", "Организация", lambda row: row.place, chars=28),
    Column[Teacher]("communities", "Где состоит", lambda row: "; ".join(row.communities), chars=60),
)


def framed_part(part: str) -> dict[str, Any]:
    """The context of ``communities/base_picture.html`` with the page ``part`` open."""
    return {"part": part, "picture_parts": slots.picture_parts()}


@door("communities.view_picture")
@require_safe
def show_picture(request: Visitor) -> HttpResponse:
    rows = picture_of(request.user, clock.today())
    lacking = Counter(code for row in rows for code in row.gaps)
    context = framed_part("picture") | {
        "number": len(rows),
        "lacking": [(code, title, lacking[code]) for code, title in gaps.titles().items() if lacking[code]],
        "sound_text": f"{sum(not row.gaps for row in rows)} без замечаний",
    }
    return picture_table().open(rows, request.GET).answer(request, "communities/picture.html", context)


@door("communities.view_picture")
@require_safe
def download_heads(request: Visitor) -> HttpResponse:
    """The appendix of an order about heads, of the communities that the filters of the picture leave."""
    today = clock.today()
    opened = picture_table().open(picture_of(request.user, today), request.GET)
    communities = [row.community for row in opened.rows]
    places = {one.organisation.name for one in communities}
    paper = heads_paper(communities, today, place=places.pop() if len(places) == 1 else "", user=request.user)
    return download(
        print_heads(paper, request.user), name=f"Руководители объединений, {today:%d.%m.%Y}.docx", kind=DOCX
    )


@door("communities.view_picture")
@require_safe
def show_coverage(request: Visitor) -> HttpResponse:
    rows = coverage_of(request.user, clock.today())
    return COVERAGE.open(rows, request.GET).answer(request, "communities/coverage.html", framed_part("coverage"))


@door("communities.view_picture")
@require_safe
def show_coverage_figure(request: Visitor, subject: int) -> HttpResponse:
    """Teachers of a subject: formula and rows, in the side panel or on a page, or all of them as xlsx."""
    covered = next((one for one in coverage_of(request.user, clock.today()) if one.subject.pk == subject), None)
    if covered is None:
        raise Http404
    if request.GET.get("as") == "xlsx":
        return xlsx_response(f"Педагоги: {covered.subject.name}", TEACHERS, covered.teachers)
    is_side = "HX-Request" in request.headers
    template = "communities/coverage_figure.html" if is_side else "communities/coverage_figure_page.html"
    return render(request, template, framed_part("coverage") | {"covered": covered})


@door("communities.view_picture")
@require_safe
def show_load(request: Visitor) -> HttpResponse:
    rows = loaded_people(request.user, clock.today())
    return load_table().open(rows, request.GET).answer(request, "communities/load.html", framed_part("load"))
