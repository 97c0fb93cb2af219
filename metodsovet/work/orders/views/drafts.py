"""A draft as a whole: begun, named, signed by whom, for whom; copied, laid aside."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form, way_to
from metodsovet.work.orders import actions
from metodsovet.work.orders.forms.orders import (
    REQUISITES,
    SIGNATURES,
    AudienceForm,
    BasesForm,
    NewOrderForm,
    RequisitesForm,
    SignaturesForm,
)
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.queries.ended_plans import appendices_with_ended_plans
from metodsovet.work.orders.queries.people import issuers
from metodsovet.work.orders.queries.proposals import changes_of_heads
from metodsovet.work.orders.queries.repeating import repeated_deeds


@door("orders.draft_order")
@require_http_methods(["GET", "POST"])
def draft_order(request: Visitor) -> HttpResponse:
    form = NewOrderForm(request.POST or None, user=request.user)

    def act(values: dict[str, Any]) -> str:
        organisation = values.pop("organisation")
        return actions.draft_order(organisation, **values, by=request.user).get_absolute_url()

    page = FormPage("Новый приказ", "Начать черновик", Way(reverse("show_orders"), "Приказы"), creates=True)
    return answer_form(request, form, page, act)


@door("orders.change_requisites", Order)
@require_http_methods(["GET", "POST"])
def change_requisites(request: Visitor, order: Order) -> HttpResponse:
    known = {name: getattr(order, name) for name in REQUISITES}
    form = RequisitesForm(request.POST or None, initial=known)

    def act(values: dict[str, Any]) -> str:
        return actions.change_requisites(order, requisites=form.requisites, by=request.user).get_absolute_url()

    page = FormPage("Заголовок и вступление", "Сохранить", way_to(order), known=known)
    return answer_form(request, form, page, act)


@door("orders.set_signatures", Order)
@require_http_methods(["GET", "POST"])
def set_signatures(request: Visitor, order: Order) -> HttpResponse:
    known = {name: getattr(order, name) for name in SIGNATURES}
    form = SignaturesForm(request.POST or None, initial=known, order=order)

    def act(values: dict[str, Any]) -> str:
        return actions.set_signatures(order, signatures=form.signatures, by=request.user).get_absolute_url()

    page = FormPage("Кто подписывает и контролирует", "Сохранить", way_to(order), known=known)
    return answer_form(request, form, page, act)


@door("orders.set_bases", Order)
@require_http_methods(["GET", "POST"])
def set_bases(request: Visitor, order: Order) -> HttpResponse:
    known = {"bases": _ids(order.bases), "beside": _ids(order.beside)}
    form = BasesForm(request.POST or None, initial=known, order=order, user=request.user)

    def act(values: dict[str, Any]) -> str:
        return actions.set_bases(order, **values, by=request.user).get_absolute_url()

    page = FormPage("Основания", "Сохранить", way_to(order), known=known)
    return answer_form(request, form, page, act)


@door("orders.set_order_audience", Order)
@require_http_methods(["GET", "POST"])
def set_order_audience(request: Visitor, order: Order) -> HttpResponse:
    known = {"kinds": order.audience_kinds, "organisations": _ids(order.audience)}
    form = AudienceForm(request.POST or None, initial=known, order=order)

    def act(values: dict[str, Any]) -> str:
        return actions.set_order_audience(order, **values, by=request.user).get_absolute_url()

    intro = "Кого значат слова «руководители образовательных организаций» в пунктах."
    page = FormPage("Для кого приказ", "Сохранить", way_to(order), intro, known=known)
    return answer_form(request, form, page, act)


@door("orders.discard_order", Order)
@require_POST
def discard_order(request: Visitor, order: Order) -> HttpResponse:
    actions.discard_order(order, by=request.user)
    messages.success(request, "Черновик отложен навсегда")
    return redirect("show_orders")


@door("orders.copy_order", Order)
@require_POST
def copy_order(request: Visitor, order: Order) -> HttpResponse:
    copy = actions.copy_order(order, by=request.user)
    messages.success(request, "Черновик по образцу готов: проверьте то, что изменилось")
    for one in appendices_with_ended_plans(copy):
        messages.warning(request, f"Приложение №\u00a0{one.position} — план прошлого времени: замените его")
    return redirect("repeat_deeds", copy.pk) if repeated_deeds(copy, request.user) else redirect(copy)


@door("orders.draft_changes_of_heads")
@require_POST
def draft_changes_of_heads(request: Visitor) -> HttpResponse:
    """On behalf of the authority where there is one."""
    nodes = issuers(request.user)
    issuer = nodes.filter(kind=Organisation.Kind.AUTHORITY).first() or nodes.first()
    if issuer is None:
        raise Http404
    changes = changes_of_heads(request.user)
    order = actions.draft_changes_of_heads(issuer, changes=changes, by=request.user)
    messages.success(request, "Черновик готов: в нём только то, что изменилось")
    return redirect(order)


def _ids(rows: Any) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))
