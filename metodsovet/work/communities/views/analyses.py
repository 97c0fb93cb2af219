"""The yearly analysis of a community: its years, its figures with their rows, its text, its way to acceptance."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.history import history_beside
from metodsovet.ground.directory.views.form_pages import FormPage, answer_form, way_to
from metodsovet.ground.documents.printing import DOCX, download
from metodsovet.ground.documents.printing.papers import print_for
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities import actions
from metodsovet.work.communities.analyses import all_followers
from metodsovet.work.communities.forms.analyses import AnalysisForm, ReturnForm
from metodsovet.work.communities.models import Analysis, Community
from metodsovet.work.communities.papers.analyses import analysis_paper
from metodsovet.work.communities.papers.kinds import ANALYSIS
from metodsovet.work.communities.queries.analyses import (
    awaited_day,
    figures_of,
    groups_of,
    is_own_analysis,
    opened_figure,
    years_of,
)
from metodsovet.work.communities.queries.keepers import others_keep
from metodsovet.work.communities.views.frames import ANALYSES, framed

VERBS = ("complete_analysis", "hand_in_analysis", "accept_analysis", "return_analysis")
FIRST_YEAR, LAST_YEAR = 1990, 2100


@door("communities.view_analyses", Community)
@require_safe
def show_analyses(request: Visitor, community: Community) -> HttpResponse:
    may_draft = request.user.has_perm("communities.draft_analysis", community)
    lines = years_of(community, request.user, may_draft=may_draft)
    context = framed(request, community, ANALYSES) | {"lines": lines}
    return render(request, "communities/analyses/list.html", context)


@door("communities.draft_analysis", Community)
@require_POST
def draft_analysis(request: Visitor, community: Community, start: int) -> HttpResponse:
    if not FIRST_YEAR <= start <= LAST_YEAR:
        raise Http404
    return redirect(actions.draft_analysis(community, year=SchoolYear(start), by=request.user))


@door("communities.view_analysis", Analysis)
@require_safe
def show_analysis(request: Visitor, analysis: Analysis) -> HttpResponse:
    sections = list(analysis.sections.all())
    context = framed(request, analysis.community, ANALYSES)
    context |= {
        "analysis": analysis,
        "sections": sections,
        "is_written": all(section.text for section in sections),
        "groups": groups_of(figures_of(analysis)),
        "verbs": _verbs(request, analysis),
        "awaited_day": None if analysis.is_told else awaited_day(analysis),
        "foretold": [] if analysis.is_told else [one.foretell(analysis) for one in all_followers()],
        "may_issue": request.user.has_perm("documents.issue_paper", analysis.community.organisation),
        "history": history_beside(analysis, request.user),
    }
    return render(request, "communities/analyses/analysis.html", context)


@door("communities.view_analysis", Analysis)
@require_safe
def show_analysis_figure(request: Visitor, analysis: Analysis, name: str) -> HttpResponse:
    """In the side panel or on a page: how it is counted, the rows, what it was when handed in."""
    opened = opened_figure(analysis, name, request.user)
    if opened is None:
        raise Http404
    context = {"analysis": analysis, "opened": opened, "community": analysis.community}
    if "HX-Request" in request.headers:
        return render(request, "communities/analyses/figure.html", context)
    return render(
        request, "communities/analyses/figure_page.html", framed(request, analysis.community, ANALYSES) | context
    )


@door("communities.complete_analysis", Analysis)
@require_http_methods(["GET", "POST"])
def complete_analysis(request: Visitor, analysis: Analysis) -> HttpResponse:
    sections = list(analysis.sections.all())
    form = AnalysisForm(request.POST or None, sections=sections, initial={"version": analysis.version})

    def act(values: dict[str, Any]) -> str:
        changed = actions.complete_analysis(analysis, texts=form.texts, version=values["version"], by=request.user)
        return changed.get_absolute_url()

    intro = f"{analysis.community}. Цифры система посчитала сама; здесь — то, что за ними. Можно писать по частям."
    return answer_form(request, form, FormPage("Что стоит за цифрами", "Сохранить", way_to(analysis), intro), act)


@door("communities.hand_in_analysis", Analysis)
@require_POST
def hand_in_analysis(request: Visitor, analysis: Analysis) -> HttpResponse:
    actions.hand_in_analysis(analysis, by=request.user)
    messages.success(request, "Анализ сдан, его цифры больше не меняются")
    return redirect(analysis)


@door("communities.accept_analysis", Analysis)
@require_POST
def accept_analysis(request: Visitor, analysis: Analysis) -> HttpResponse:
    actions.accept_analysis(analysis, by=request.user)
    messages.success(request, "Анализ принят")
    return redirect(analysis)


@door("communities.return_analysis", Analysis)
@require_http_methods(["GET", "POST"])
def return_analysis(request: Visitor, analysis: Analysis) -> HttpResponse:
    form = ReturnForm(request.POST or None)

    def act(values: dict[str, Any]) -> str:
        return actions.return_analysis(analysis, **values, by=request.user).get_absolute_url()

    intro = "Руководитель получит уведомление с вашими словами; при новой сдаче цифры посчитаются заново."
    return answer_form(request, form, FormPage("Вернуть анализ", "Вернуть", way_to(analysis), intro), act)


@door("communities.view_analysis", Analysis)
@require_safe
def download_analysis(request: Visitor, analysis: Analysis) -> HttpResponse:
    content = print_for(ANALYSIS, analysis_paper(analysis, user=request.user), analysis.community.organisation)
    year = str(analysis.year).replace("/", "-")
    return download(content, name=f"Анализ {year}, {analysis.community.name[:80]}.docx", kind=DOCX)


def _verbs(request: Visitor, analysis: Analysis) -> set[str]:
    allowed = {verb for verb in VERBS if Analysis.workflow.allows(verb, analysis.state)}
    verbs = {verb for verb in allowed if request.user.has_perm(f"communities.{verb}", analysis)}
    is_own = "accept_analysis" in verbs and is_own_analysis(analysis, request.user)
    return verbs - {"accept_analysis"} if is_own and others_keep(analysis.community, request.user) else verbs
