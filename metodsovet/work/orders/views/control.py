"""Execution of orders: those on control, the board of one, removing from control and returning there."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.assignments.models.assignments import AssignmentQuerySet
from metodsovet.ground.assignments.views.slices import remindable
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form
from metodsovet.ground.documents.printing import DOCX, download
from metodsovet.kernel import clock
from metodsovet.kernel.russian import plural
from metodsovet.work.orders import actions
from metodsovet.work.orders.control_tables import BOARD, CONTROLLED, FIGURES, WHOLE_BOARD
from metodsovet.work.orders.forms.control import RemovalForm, ReturnForm
from metodsovet.work.orders.models import ControlRemoval, Order, Point
from metodsovet.work.orders.numbering import number_of
from metodsovet.work.orders.papers import print_execution
from metodsovet.work.orders.queries.assignments import assignments_of_order, assignments_of_points
from metodsovet.work.orders.queries.boards import board_of
from metodsovet.work.orders.queries.controlled import READY, orders_on_control
from metodsovet.work.orders.queries.links import with_below
from metodsovet.work.orders.wording import capital

FORM = "orders/control/remove.html"


@door("orders.view_board")
@require_GET
def show_orders_on_control(request: Visitor) -> HttpResponse:
    """What may be removed stands first."""
    rows = orders_on_control(request.user)
    context = {"ready": sum(row.group == READY for row in rows), "now": clock.now()}
    return CONTROLLED.open(rows, request.GET).answer(request, "orders/control/orders.html", context)


@door("orders.view_board", Order)
@require_GET
def show_order_board(request: Visitor, order: Order) -> HttpResponse:
    """``?as=xlsx`` and ``?as=print`` as of any list; 404 while it is not registered."""
    if not order.is_registered:
        raise Http404
    board = board_of(order, request.user)
    table = replace(WHOLE_BOARD if request.GET.get("as") else BOARD, title=f"Исполнение: {order.requisites}")
    late = board.scope.slice_of(board.controlled)
    context = {
        "board": board,
        "order": order,
        "to_remind": remindable(late, board.scope.period).count() if board.controlled else 0,
        "to_remind_slice": late,
        "figures": [
            (label, board.total.of(name), board.figure_url(name)) for name, label in FIGURES if board.total.of("given")
        ],
        "may_issue": request.user.has_perm("documents.issue_paper") and board.may["download_certificate"],
        "now": clock.now(),
    }
    return table.open(board.points, request.GET).answer(request, "orders/control/board.html", context)


@door("orders.download_certificate", Order)
@require_GET
def download_certificate(request: Visitor, order: Order) -> HttpResponse:
    """The certificate of execution as of today, without a number; 404 while the order is not registered."""
    if not order.is_registered:
        raise Http404
    content = print_execution(order, request.user)
    return download(content, name=f"Справка об исполнении, {order.requisites}.docx", kind=DOCX)


@door("orders.remove_order_from_control", Order)
@require_http_methods(["GET", "POST"])
def remove_order_from_control(request: Visitor, order: Order) -> HttpResponse:
    duties = assignments_of_order(order).open()
    form = RemovalForm(request.POST or None, has_open=duties.exists(), initial={"version": order.version})

    def act(values: dict[str, Any]) -> str:
        version = values["version"]
        return actions.remove_order_from_control(
            order, removal=form.removal, version=version, by=request.user
        ).get_absolute_url()

    title = f"Снять {order.get_kind_display()} с контроля"
    page = FormPage(title, title, _way_to_board(order), capital(f"{order.requisites}: {order.title}"), creates=True)
    return answer_form(request, form, page, act, template=FORM, beside=_beside(order, duties))


@door("orders.remove_point_from_control", Point)
@require_http_methods(["GET", "POST"])
def remove_point_from_control(request: Visitor, point: Point) -> HttpResponse:
    order = point.order
    points = list(order.points.all())
    duties = assignments_of_points(with_below({point.pk}, points)).open()
    form = RemovalForm(request.POST or None, has_open=duties.exists(), initial={"version": order.version})

    def act(values: dict[str, Any]) -> str:
        version = values["version"]
        return actions.remove_point_from_control(
            point, removal=form.removal, version=version, by=request.user
        ).get_absolute_url()

    title = f"Снять с контроля пункт {number_of(point, points)}"
    page = FormPage(title, "Снять пункт с контроля", _way_to_board(order), capital(str(point)), creates=True)
    return answer_form(request, form, page, act, template=FORM, beside=_beside(order, duties))


@door("orders.return_to_control", ControlRemoval)
@require_http_methods(["GET", "POST"])
def return_to_control(request: Visitor, removal: ControlRemoval) -> HttpResponse:
    order = removal.order
    number = len(removal.cancelled)
    form = ReturnForm(request.POST or None, has_cancelled=number > 0, initial={"version": order.version})

    def act(values: dict[str, Any]) -> str:
        return actions.return_to_control(removal, **values, by=request.user).get_absolute_url()

    cancelled = (
        f". При снятии {plural(number, 'отменено', 'отменены', 'отменено')} {number}\u00a0"
        f"{plural(number, 'поручение', 'поручения', 'поручений')}"
        if number
        else ""
    )
    page = FormPage(
        "Вернуть на контроль", "Вернуть на контроль", _way_to_board(order), f"{removal.mark}{cancelled}", creates=True
    )
    return answer_form(request, form, page, act)


def _way_to_board(order: Order) -> Way:
    return Way(reverse("show_order_board", args=[order.pk]), f"Исполнение: {order.requisites}")


def _beside(order: Order, duties: AssignmentQuerySet) -> dict[str, Any]:
    return {
        "order": order,
        "open_count": duties.count(),
        "waiting_count": duties.filter(state="reported").count(),
    }
