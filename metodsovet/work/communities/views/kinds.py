"""What communities of a municipality may be."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form
from metodsovet.kernel.numbers import id_from
from metodsovet.work.communities import actions
from metodsovet.work.communities.forms.kinds import KindForm, initial_of
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.communities.queries import municipalities_kept_by


@door("communities.view_kinds")
@require_safe
def show_kinds(request: Visitor) -> HttpResponse:
    towns = list(municipalities_kept_by(request.user))
    town = _town(request)
    context = {"towns": towns, "town": town, "kinds": _rows(town), "part": "kinds"}
    return render(request, "communities/kinds.html", context)


@door("communities.add_kind")
@require_http_methods(["GET", "POST"])
def add_kind(request: Visitor) -> HttpResponse:
    town = _town(request)
    form = KindForm(request.POST or None, initial={"head_title": "руководитель", "is_standing": True})

    def act(values: dict[str, Any]) -> str:
        actions.add_kind(town, draft=form.draft, by=request.user)
        return _back(town)

    page = FormPage(
        "Новый вид объединений", "Добавить вид", Way(_back(town), "Виды объединений"), town.name, creates=True
    )
    return answer_form(request, form, page, act)


@door("communities.reword_kind", CommunityKind)
@require_http_methods(["GET", "POST"])
def reword_kind(request: Visitor, kind: CommunityKind) -> HttpResponse:
    town = kind.municipality or _town(request)
    known = initial_of(kind)
    form = KindForm(request.POST or None, initial=known)

    def act(values: dict[str, Any]) -> str:
        actions.reword_kind(kind, municipality=town, draft=form.draft, by=request.user)
        return _back(town)

    page = FormPage(f"Вид «{kind}»", "Сохранить", Way(_back(town), "Виды объединений"), town.name, known=known)
    return answer_form(request, form, page, act)


@door("communities.hide_kind", CommunityKind)
@require_POST
def hide_kind(request: Visitor, kind: CommunityKind) -> HttpResponse:
    town = kind.municipality or _town(request)
    actions.hide_kind(kind, municipality=town, by=request.user)
    messages.success(request, f"Вид «{kind}» больше не предлагается")
    return redirect(_back(town))


@door("communities.bring_back_kind", CommunityKind)
@require_POST
def bring_back_kind(request: Visitor, kind: CommunityKind) -> HttpResponse:
    town = kind.municipality or _town(request)
    actions.bring_back_kind(kind, municipality=town, by=request.user)
    messages.success(request, f"Вид «{kind}» снова предлагается")
    return redirect(_back(town))


def _town(request: Visitor) -> Organisation:
    """The municipality of the address among those whose kinds the user words; the first without one."""
    towns = municipalities_kept_by(request.user)
    asked = id_from(request.GET.get("organisation", ""))
    town = next((one for one in towns if one.pk == asked), towns.first())
    if town is None:
        raise Http404
    return town


def _back(town: Organisation) -> str:
    return f"{reverse('show_kinds')}?organisation={town.pk}"


def _rows(town: Organisation) -> list[CommunityKind]:
    """Offered and hidden ones, each with ``number`` of its open communities here."""
    here = Community.objects.filter(kind=OuterRef("pk"), organisation__path__startswith=town.path, closed_on=None)
    number = here.order_by().values("kind").annotate(n=Count("pk")).values("n")
    shown = CommunityKind.objects.used_in(town).values("pk")
    rows = CommunityKind.objects.filter(Q(pk__in=shown) | Q(municipality=town))
    return list(rows.annotate(number=Coalesce(Subquery(number), 0)).prefetch_related("offices"))
