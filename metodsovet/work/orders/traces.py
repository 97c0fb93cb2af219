"""What the room of orders keeps about a person."""

from typing import Any

from django.db.models import Q

from metodsovet.kernel.traces import Clash, KeptIn, declare
from metodsovet.work.orders.models import Agreement, BroughtOrder, ControlRemoval, Deed, Order, OrderReading, PointParty

ORDERS = "названо в приказе, который хранят по закону об архивном деле (125-ФЗ)"
OF_ORDER = ("paper__series",)
"""The number of the issued paper is named with its series."""
NOT_REGISTERED = ("draft", "agreed_on", "agreed", "discarded")


def order_kept_in(order: Any) -> KeptIn | None:
    if not order.is_registered:
        return None
    return KeptIn(f"Приказ: {order.title}", order.signed_on, order.requisites)


def deed_kept_in(deed: Any) -> KeptIn | None:
    return order_kept_in(deed.order)


declare(Order, "controller", "Приказы на контроле", because=ORDERS, kept_in=order_kept_in, names_need=OF_ORDER)
declare(Order, "signatory", "Приказы за подписью", because=ORDERS, kept_in=order_kept_in, names_need=OF_ORDER)
declare(Order, "executor", "Приказы, которые готовил", because=ORDERS, kept_in=order_kept_in, names_need=OF_ORDER)
declare(Order, "drafted_by", "Составленные приказы", because=ORDERS, names_need=OF_ORDER)
declare(
    OrderReading,
    "read_by",
    "Прочитанные приказы",
    because=ORDERS,
    hidden=("source", "read_json", "points", "warnings", "settled", "paper"),
)
declare(BroughtOrder, "brought_by", "Файлы приказов", because=ORDERS, hidden=("trouble",))
declare(PointParty, "person", "Пункты приказов, где назван исполнителем", because=ORDERS)
declare(
    Deed,
    "person",
    "Назначения и освобождения приказами",
    because=ORDERS,
    goes=Q(order__state__in=NOT_REGISTERED),
    kept_in=deed_kept_in,
)
declare(ControlRemoval, "removed_by", "Приказы и пункты, снятые с контроля", because=ORDERS)
declare(ControlRemoval, "returned_by", "Приказы и пункты, возвращённые на контроль", because=ORDERS)
declare(
    Agreement,
    "person",
    "Согласования приказов",
    because="видно, кто согласовал приказ (125-ФЗ)",
    goes=Q(order__state__in=NOT_REGISTERED),
    clash=Clash.DROP,
)
