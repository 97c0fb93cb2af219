"""The rule of a composition and what it proposes."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.forms import DayForm
from metodsovet.ground.directory.views.form_pages import FormPage, answer_form, way_to
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import plural
from metodsovet.work.communities import actions
from metodsovet.work.communities.forms.rules import RuleForm
from metodsovet.work.communities.models import Community, CompositionRule
from metodsovet.work.communities.queries.composition import proposals_for, rule_text
from metodsovet.work.communities.queries.proposing import communities_with_proposals
from metodsovet.work.communities.views.frames import MEMBERS, framed

PAGE_SIZE = 30


@door("communities.set_rule", Community)
@require_http_methods(["GET", "POST"])
def set_rule(request: Visitor, community: Community) -> HttpResponse:
    form = RuleForm(request.POST or None, community=community)

    def act(values: dict[str, Any]) -> str:
        actions.set_rule(community, draft=form.draft, by=request.user)
        return f"{community.get_absolute_url()}proposals/"

    intro = f"{community}: кого предлагать в состав. Решает всегда человек."
    page = FormPage("Правило состава", "Сохранить правило", way_to(community), intro)
    return answer_form(request, form, page, act)


@door("communities.decide_proposals", Community)
@require_http_methods(["GET", "POST"])
def decide_proposals(request: Visitor, community: Community) -> HttpResponse:
    form = DayForm(request.POST or None, label="Принять с какого дня")
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, community, form)
        except DomainError as refusal:
            form.add_error(None, refusal.text)
        else:
            return redirect("decide_proposals", pk=community.pk)
    proposals = proposals_for(community, clock.today())
    rule = CompositionRule.objects.filter(community=community).first()
    context = framed(request, community, MEMBERS) | {
        "form": form,
        "joining": [one for one in proposals if one.is_joining],
        "leaving": [one for one in proposals if not one.is_joining],
        "rule_text": rule_text(rule) if rule else "",
    }
    return render(request, "communities/decide_proposals.html", context, status=422 if form.errors else 200)


@door("communities.decide_proposals")
@require_safe
def show_proposals(request: Visitor) -> HttpResponse:
    """Communities for which there is something to decide."""
    found = communities_with_proposals(request.user, clock.today())
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "communities/proposals.html", {"page": page})


def _decide(request: Visitor, community: Community, form: DayForm) -> None:
    keys = request.POST.getlist("chosen")
    if not keys:
        raise DomainError("nobody_chosen", "Отметьте, о ком решаете.")
    if "aside" in request.POST:
        number = actions.set_aside_proposals(community, keys, by=request.user)
        messages.success(request, f"До конца учебного года больше не предложим: {number}")
        return
    since = form.cleaned_data["day"]
    added, left = actions.accept_proposals(community, keys, since=since, by=request.user)
    said = [
        f"{text} {n} {plural(n, 'человек', 'человека', 'человек')}"
        for text, n in (("приняты", added), ("выведены", left))
        if n
    ]
    messages.success(request, ", ".join(said).capitalize() or "Менять нечего")
