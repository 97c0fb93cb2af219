"""Points, each edited where it stands."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.views.form_pages import FormPage, answer_form, way_to
from metodsovet.kernel.numbers import id_from
from metodsovet.kernel.parties import parse_parties
from metodsovet.work.orders import actions
from metodsovet.work.orders.actions.points import read_term, register_for
from metodsovet.work.orders.forms.points import PointForm, known_of
from metodsovet.work.orders.models import Order, Point, PointParty
from metodsovet.work.orders.views.frames import beside
from metodsovet.work.planning.matching import HolderChoice, node_of, propose_holder
from metodsovet.work.planning.matching.searching import holders_found, holders_of_many

TEMPLATE = "orders/order.html"
PREVIEW_CHARACTERS = 2000


@door("orders.add_point", Order)
@require_http_methods(["GET", "POST"])
def add_point(request: Visitor, order: Order) -> HttpResponse:
    """``?parent=7`` under that point."""
    asked = id_from(request.POST.get("parent", "") or request.GET.get("parent", ""))
    parent = order.points.filter(pk=asked).first() if asked else None
    form = PointForm(request.POST or None)

    def act(values: dict[str, Any]) -> str:
        return actions.add_point(order, draft=form.draft, parent=parent, by=request.user).get_absolute_url()

    page = FormPage("Новый пункт", "Добавить пункт", way_to(order), creates=True)
    opened = beside(request, order, adding=True, parent=parent)
    return answer_form(request, form, page, act, template=TEMPLATE, beside=opened)


@door("orders.change_point", Point)
@require_http_methods(["GET", "POST"])
def change_point(request: Visitor, point: Point) -> HttpResponse:
    known = known_of(point)
    form = PointForm(request.POST or None, initial=known)

    def act(values: dict[str, Any]) -> str:
        return actions.change_point(point, draft=form.draft, by=request.user).get_absolute_url()

    page = FormPage("Пункт", "Сохранить пункт", way_to(point.order), known=known)
    opened = beside(request, point.order, opened=point, choices=_choices(point))
    return answer_form(request, form, page, act, template=TEMPLATE, beside=opened)


@door("orders.move_point", Point)
@require_POST
def move_point(request: Visitor, point: Point) -> HttpResponse:
    return redirect(actions.move_point(point, where=request.POST.get("where", ""), by=request.user))


@door("orders.remove_point", Point)
@require_POST
def remove_point(request: Visitor, point: Point) -> HttpResponse:
    order = point.order
    actions.remove_point(point, by=request.user)
    return redirect(order)


@door("orders.choose_party", PointParty)
@require_POST
def choose_party(request: Visitor, party: PointParty) -> HttpResponse:
    holder = HolderChoice.from_code(request.POST.get("holder", ""))
    actions.choose_party(party, holder=holder, by=request.user)
    return redirect("change_point", pk=party.point_id)


@door("orders.choose_party", PointParty)
@require_GET
def find_party(request: Visitor, party: PointParty) -> HttpResponse:
    """Among all people, organisations and associations of the municipality, when none of the proposed fits."""
    order = party.point.order
    if not order.is_draft:
        return redirect(order)
    words = request.GET.get("find", "").strip()[:PREVIEW_CHARACTERS]
    context = {
        "party": party,
        "order": order,
        "words": words,
        "choices": list(holders_found(node_of(order.organisation), words)) if words else [],
        "common": list(holders_of_many(order.audience_kinds)),
    }
    return render(request, "orders/find_party.html", context)


@door("orders.add_point", Order)
@require_GET
def preview_point(request: Visitor, order: Order) -> HttpResponse:
    """While one types: whom the words name and by when."""
    text = partial(_typed, request)
    parties = parse_parties(text("parties")) if text("parties") else ()
    register = register_for(order, parties)
    proposed = [(party.print(), propose_holder(party, register)) for party in parties]
    context = {"proposed": proposed, "term": read_term(text("term"), order)}
    return render(request, "orders/parts/understood.html", context)


def _typed(request: Visitor, name: str) -> str:
    return request.GET.get(name, "").strip()[:PREVIEW_CHARACTERS]


def _choices(point: Point) -> list[tuple[PointParty, list[HolderChoice], HolderChoice]]:
    """For each party all that is possible, and what is chosen."""
    rows = list(point.parties.all())
    register = register_for(point.order, [row.party for row in rows])
    return [(row, list(propose_holder(row.party, register).choices), HolderChoice.of(row)) for row in rows]
