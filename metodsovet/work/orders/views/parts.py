"""Appendices, deeds and links of a draft: one form each on a page of its own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.views.form_pages import FormPage, answer_form, way_to
from metodsovet.kernel.russian import date_text
from metodsovet.work.orders import actions
from metodsovet.work.orders.forms.appendices import ReplacePlanForm, form_of, known_of, moved
from metodsovet.work.orders.forms.deeds import DeedForm, LinkForm
from metodsovet.work.orders.forms.finding import LOOK
from metodsovet.work.orders.forms.repeating import RepeatForm
from metodsovet.work.orders.models import Deed, Order, OrderAppendix, OrderLink
from metodsovet.work.orders.queries.ended_plans import instead_of
from metodsovet.work.orders.queries.repeating import repeated_deeds
from metodsovet.work.orders.wording import quoted

APPENDIX, FINDING = "orders/appendix_form.html", "orders/found_form.html"


@door("orders.add_appendix", Order)
@require_http_methods(["GET", "POST"])
def add_appendix(request: Visitor, order: Order, what: str) -> HttpResponse:
    """``what`` is «plan», «text», «rows» or the name of an offered table."""
    form = form_of(what, request.POST or None, order, request.user)
    if form is None:
        raise Http404

    def act(values: dict[str, Any]) -> str:
        return actions.add_appendix(order, draft=form.draft, by=request.user).get_absolute_url()

    page = FormPage("Новое приложение", "Добавить приложение", way_to(order), creates=True)
    if "move" in request.POST:
        return _with_moved_column(request, page, what, order)
    return answer_form(request, form, page, act, template=APPENDIX)


@door("orders.change_appendix", OrderAppendix)
@require_http_methods(["GET", "POST"])
def change_appendix(request: Visitor, appendix: OrderAppendix) -> HttpResponse:
    known = known_of(appendix)
    what = appendix.offer or appendix.kind
    form = form_of(what, request.POST or None, appendix.order, request.user, initial=known)
    if form is None:  # the room that offered the table is gone
        raise Http404

    def act(values: dict[str, Any]) -> str:
        return actions.change_appendix(appendix, draft=form.draft, by=request.user).get_absolute_url()

    page = FormPage(f"Приложение {appendix}", "Сохранить", way_to(appendix.order), known=known)
    if "move" in request.POST:
        return _with_moved_column(request, page, what, appendix.order)
    return answer_form(request, form, page, act, template=APPENDIX)


def _with_moved_column(request: Visitor, page: FormPage, what: str, order: Order) -> HttpResponse:
    """The form as it was sent but for the order of columns: nothing is saved and nothing is found wrong yet."""
    form = form_of(what, None, order, request.user, initial=moved(request.POST))
    sent = {name: request.POST.get(name, "") for name in ("form_key", "seen")}
    return render(request, APPENDIX, {"form": form, "page": page, "moved": request.POST["move"], **sent})


@door("orders.move_appendix", OrderAppendix)
@require_POST
def move_appendix(request: Visitor, appendix: OrderAppendix) -> HttpResponse:
    actions.move_appendix(appendix, where=request.POST.get("where", ""), by=request.user)
    return redirect(appendix)


@door("orders.replace_plan", OrderAppendix)
@require_http_methods(["GET", "POST"])
def replace_plan(request: Visitor, appendix: OrderAppendix) -> HttpResponse:
    """404 where the appendix is no plan."""
    instead = instead_of(appendix, request.user)
    if instead is None:
        raise Http404
    form = ReplacePlanForm(request.POST or None, instead=instead)

    def act(values: dict[str, Any]) -> str:
        if form.removes:
            actions.remove_appendix(appendix, by=request.user)
            return appendix.order.get_absolute_url()
        return actions.replace_plan(appendix, plan=form.plan, by=request.user).get_absolute_url()

    until = f" действует по {date_text(instead.former.last_day)}" if instead.former.last_day else ""
    intro = f"{quoted(str(instead.former))}{until}, а приказ — на {instead.year.text()}."
    page = FormPage(
        f"План в приложении №\u00a0{appendix.position}", "Поставить", way_to(appendix.order), intro, creates=True
    )
    return answer_form(request, form, page, act)


@door("orders.remove_appendix", OrderAppendix)
@require_POST
def remove_appendix(request: Visitor, appendix: OrderAppendix) -> HttpResponse:
    actions.remove_appendix(appendix, by=request.user)
    return redirect(appendix.order)


@door("orders.add_deed", Order)
@require_http_methods(["GET", "POST"])
def add_deed(request: Visitor, order: Order, kind: str) -> HttpResponse:
    if kind not in Deed.Kind.values:
        raise Http404
    label = Deed.Kind(kind).label
    intro = "Сделается само, когда приказ зарегистрируют; основанием станет он."
    page = FormPage(f"Приказ: {label}", "Добавить", way_to(order), intro, creates=True)
    sent = request.POST.dict()
    plain: dict[str, Any] = {"kind": kind, "order": order, "user": request.user, "sent": sent}
    if LOOK in sent:
        return _looking(request, DeedForm(None, initial=sent, **plain), page)
    form = DeedForm(request.POST or None, initial=request.GET.dict(), **plain)

    def act(values: dict[str, Any]) -> str:
        return actions.add_deed(order, draft=form.draft, by=request.user).get_absolute_url()

    return answer_form(request, form, page, act, template=FINDING)


@door("orders.repeat_deeds", Order)
@require_http_methods(["GET", "POST"])
def repeat_deeds(request: Visitor, order: Order) -> HttpResponse:
    """What the order that this one was drafted after did; leads back where there is nothing to repeat."""
    repeated = repeated_deeds(order, request.user) if order.is_draft else []
    if not repeated:
        messages.info(request, "Повторять нечего: образец ничего не назначал, не создавал и не утверждал.")
        return redirect(order)
    intro = "Так сделал приказ, по образцу которого начат этот. Отметьте, что сделает и он; кто ушёл, о том спрошено."
    page = FormPage("Что повторить из образца", "Добавить в приказ", way_to(order), intro, creates=True)
    sent = request.POST.dict()
    plain: dict[str, Any] = {"repeated": repeated, "order": order, "user": request.user, "sent": sent}
    if LOOK in sent:
        return _looking(request, RepeatForm(None, initial=RepeatForm.as_sent(repeated, sent), **plain), page)
    form = RepeatForm(request.POST or None, **plain)

    def act(values: dict[str, Any]) -> str:
        actions.repeat_deeds(order, drafts=form.drafts, by=request.user)
        return order.get_absolute_url()

    return answer_form(request, form, page, act, template=FINDING)


def _looking(request: Visitor, form: DeedForm | RepeatForm, page: FormPage) -> HttpResponse:
    """The form as it was sent, with those who were found."""
    return render(request, FINDING, {"form": form, "page": page, "form_key": request.POST.get("form_key", "")})


@door("orders.remove_deed", Deed)
@require_POST
def remove_deed(request: Visitor, deed: Deed) -> HttpResponse:
    order = deed.order
    actions.remove_deed(deed, by=request.user)
    return redirect(order)


@door("orders.add_link", Order)
@require_http_methods(["GET", "POST"])
def add_link(request: Visitor, order: Order) -> HttpResponse:
    form = LinkForm(request.POST or None, order=order, user=request.user, initial=request.GET.dict())

    def act(values: dict[str, Any]) -> str:
        return actions.add_link(order, **values, by=request.user).order.get_absolute_url()

    intro = "Связь сбудется, когда приказ зарегистрируют: неисполненные поручения прежнего отменятся."
    page = FormPage("Что приказ меняет", "Добавить", way_to(order), intro, creates=True)
    return answer_form(request, form, page, act)


@door("orders.remove_link", OrderLink)
@require_POST
def remove_link(request: Visitor, link: OrderLink) -> HttpResponse:
    order = link.order
    actions.remove_link(link, by=request.user)
    return redirect(order)
