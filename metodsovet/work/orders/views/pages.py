"""The list of orders, one of them, and its Word file."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.documents.printing import DOCX, download
from metodsovet.ground.documents.printing.papers import print_for
from metodsovet.kernel import clock
from metodsovet.work.orders.actions.registering import as_if_registered
from metodsovet.work.orders.forms.orders import SignedForm
from metodsovet.work.orders.models import BroughtOrder, Order
from metodsovet.work.orders.papers import kind_of, order_paper, print_agreement_sheet, print_edition
from metodsovet.work.orders.papers.editions import changes_of
from metodsovet.work.orders.queries.proposals import changes_of_heads
from metodsovet.work.orders.tables import ORDERS, with_marks
from metodsovet.work.orders.views.frames import beside

BROUGHT_SHOWN = 5


@door("orders.view_order")
@require_safe
def show_orders(request: Visitor) -> HttpResponse:
    rows = Order.objects.visible_to(request.user).exclude(state=Order.State.DISCARDED)
    may = request.user.has_perm("orders.draft_order")
    brought = BroughtOrder.objects.visible_to(request.user).waiting()[:BROUGHT_SHOWN] if may else ()
    context = {"may_draft": may, "changes": changes_of_heads(request.user) if may else [], "brought": brought}
    return ORDERS.open(with_marks(rows), request.GET).answer(request, "orders/orders.html", context)


@door("orders.view_order", Order)
@require_safe
def show_order(request: Visitor, order: Order) -> HttpResponse:
    return render(request, "orders/order.html", beside(request, order) | {"signed_form": SignedForm()})


@door("orders.download_order", Order)
@require_safe
def download_order(request: Visitor, order: Order) -> HttpResponse:
    """The frozen file byte by byte, or the signed one that was read; what is not registered is printed as it stands."""
    if order.original is not None:
        return redirect(order.original)
    if order.paper is not None and order.paper.file is not None:
        with order.paper.file.content.open("rb") as frozen:
            return download(frozen.read(), name=order.paper.file.name, kind=DOCX)
    if order.deeds.exists() and request.user.has_perm("orders.register_order", order):
        with as_if_registered(order, clock.today(), request.user):
            paper = order_paper(order)
    else:
        paper = order_paper(order)
    content = print_for(kind_of(order), paper, order.organisation)
    return download(content, name=f"Проект, {order.get_kind_display()}, {order.title[:80]}.docx", kind=DOCX)


@door("orders.download_edition", Order)
@require_safe
def download_edition(request: Visitor, order: Order) -> HttpResponse:
    """With what later orders changed; one that nothing has changed is its own edition."""
    changes = changes_of(order, clock.today()) if order.is_registered else []
    if not changes:
        return redirect("download_order", order.pk)
    name = f"{order.requisites}, с изменениями.docx"
    return download(print_edition(order, changes), name=name, kind=DOCX)


@door("orders.download_agreement_sheet", Order)
@require_safe
def download_agreement_sheet(request: Visitor, order: Order) -> HttpResponse:
    return download(print_agreement_sheet(order), name=f"Лист согласования, {order.title[:80]}.docx", kind=DOCX)
