"""The theme of the year."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from metodsovet.ground.access.door import Visitor, door, require
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.numbers import id_from
from metodsovet.work.planning import actions
from metodsovet.work.planning.forms.fields import own_node, planned_nodes
from metodsovet.work.planning.forms.occurrences import ThemeForm
from metodsovet.work.planning.models import Theme
from metodsovet.work.planning.queries_themes import theme_page
from metodsovet.work.planning.views.making import make_once
from metodsovet.work.planning.views.schedules import year_of, years_around


@door("planning.view_theme")
@require_GET
def show_themes(request: Visitor) -> HttpResponse:
    year = year_of(request)
    context = {
        "year": year,
        "years": years_around(),
        "page": theme_page(request.user, year),
        "can_set": request.user.has_perm("planning.set_theme"),
    }
    return render(request, "planning/calendar/themes.html", context)


@door("planning.set_theme")
@require_http_methods(["GET", "POST"])
def set_theme(request: Visitor) -> HttpResponse:
    """``?year=&organisation=``; a theme that is there already is changed."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        try:
            return make_once(form.cleaned_data["key"], lambda: _set(request, form))
        except DomainError as refusal:
            form.add_error(None, refusal.text)
    context = {"form": form, "year": year_of(request)}
    return render(request, "planning/calendar/set_theme.html", context, status=422 if form.is_bound else 200)


def _form(request: Visitor) -> ThemeForm:
    nodes, year = planned_nodes(request.user), year_of(request)
    uppers = Theme.objects.visible_to(request.user).filter(school_year=year.start)
    asked = id_from(request.POST.get("organisation", request.GET.get("organisation", "")))
    node = nodes.filter(pk=asked).first() if asked is not None else own_node(request.user)
    known = uppers.filter(organisation=node).first() if node else None
    initial = {
        "organisation": node,
        "title": known.title if known else "",
        "upper": known.upper_id if known else uppers.exclude(organisation=node).order_by("organisation__path").first(),
    }
    return ThemeForm(request.POST or None, nodes=nodes, uppers=uppers, stored=known, initial=initial)


def _set(request: Visitor, form: ThemeForm) -> str:
    values, year = form.cleaned_data, year_of(request)
    require(request.user, "planning.set_theme", values["organisation"])
    theme = actions.set_theme(
        values["organisation"], year=year, title=values["title"], upper=values["upper"], by=request.user
    )
    messages.success(request, f"Тема записана: «{theme.title[:80]}»")
    return f"{reverse('show_themes')}?year={year.start}"
