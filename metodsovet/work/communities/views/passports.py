"""The passport of a community on a day, its figures with their rows, the same as Word."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.documents.printing import DOCX, download
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.papers import passport_paper, print_passport
from metodsovet.work.communities.queries.passports import passport_of
from metodsovet.work.communities.views.frames import PASSPORT, framed
from metodsovet.work.communities.views.members import asked_day


@door("communities.view_members", Community)
@require_safe
def show_passport(request: Visitor, community: Community) -> HttpResponse:
    passport = passport_of(community, asked_day(request), user=request.user)
    return render(request, "communities/passport.html", framed(request, community, PASSPORT) | {"passport": passport})


@door("communities.view_members", Community)
@require_safe
def show_passport_figure(request: Visitor, community: Community, name: str) -> HttpResponse:
    passport = passport_of(community, asked_day(request), user=request.user)
    figure = passport.figure(name)
    if figure is None:
        raise Http404
    context = {"passport": passport, "figure": figure, "community": community}
    if "HX-Request" in request.headers:
        return render(request, "communities/passport_figure.html", context)
    return render(request, "communities/passport_figure_page.html", framed(request, community, PASSPORT) | context)


@door("communities.view_members", Community)
@require_safe
def download_passport(request: Visitor, community: Community) -> HttpResponse:
    passport = passport_of(community, asked_day(request), user=request.user)
    name = f"Паспорт, {community.name[:80]}, {passport.day:%d.%m.%Y}.docx"
    return download(print_passport(passport_paper(passport), community.organisation), name=name, kind=DOCX)
