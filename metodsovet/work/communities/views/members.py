"""Who is in a community on a day; taking in and leading out."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form
from metodsovet.ground.documents.printing import DOCX, download
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import plural
from metodsovet.work.communities import actions
from metodsovet.work.communities.forms.communities import JoiningForm, UntilForm
from metodsovet.work.communities.models import Community, Membership
from metodsovet.work.communities.papers import print_roster, roster_paper
from metodsovet.work.communities.queries.rosters import roster_of
from metodsovet.work.communities.tables.members import candidates_of, candidates_table, members_table
from metodsovet.work.communities.views.frames import MEMBERS, framed


@door("communities.view_members", Community)
@require_safe
def show_members(request: Visitor, community: Community) -> HttpResponse:
    day = asked_day(request)
    roster = roster_of(community, day, user=request.user)
    is_today = day == clock.today()
    context = framed(request, community, MEMBERS, roster if is_today else None)
    context |= {"shown": roster, "day": day, "is_today": is_today, "ends": context["may"]["add_members"] and is_today}
    return members_table(community).open(roster.rows, request.GET).answer(request, "communities/members.html", context)


@door("communities.view_members", Community)
@require_safe
def download_roster(request: Visitor, community: Community) -> HttpResponse:
    """Of today, or of the day in the address."""
    day = asked_day(request)
    paper = roster_paper(community, roster_of(community, day, user=request.user))
    return download(
        print_roster(paper, community.organisation),
        name=f"Состав, {community.name[:80]}, {day:%d.%m.%Y}.docx",
        kind=DOCX,
    )


@door("communities.add_members", Community)
@require_http_methods(["GET", "POST"])
def add_members(request: Visitor, community: Community) -> HttpResponse:
    """Several at once: those ticked, or all of the filter."""
    opened = candidates_table(community).open(candidates_of(community), request.GET)
    form = JoiningForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        people = list(opened.chosen(request.POST))
        try:
            if not people:
                raise DomainError("nobody_chosen", "Отметьте в списке, кого принять в состав.")
            added = actions.add_members(community, people, **form.cleaned_data, by=request.user)
        except DomainError as refusal:
            form.add_error(None, refusal.text)
        else:
            number = len(added)
            messages.success(request, f"Принято: {number} {plural(number, 'человек', 'человека', 'человек')}")
            return redirect("show_members", pk=community.pk)
    context = framed(request, community, MEMBERS) | {"form": form}
    response = opened.answer(request, "communities/add_members.html", context)
    response.status_code = 422 if form.errors else 200
    return response


@door("communities.end_membership", Membership)
@require_http_methods(["GET", "POST"])
def end_membership(request: Visitor, membership: Membership) -> HttpResponse:
    form = UntilForm(request.POST or None)
    back = Way(reverse("show_members", args=[membership.community_id]), "Состав")

    def act(values: dict[str, Any]) -> str:
        actions.end_membership(membership, **values, by=request.user)
        return back.url

    intro = f"{membership.person.full_name}, «{membership.community}»"
    page = FormPage("Вывести из состава", "Вывести из состава", back, intro, ends=True)
    return answer_form(request, form, page, act)


def asked_day(request: Visitor) -> date:
    """``?day=2026-09-01``; today where it is not asked or is no day."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return clock.today()
