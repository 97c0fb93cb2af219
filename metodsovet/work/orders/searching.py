"""What can be found among orders."""

from typing import Any

from django.db.models import F

from metodsovet.kernel.searching import Found, Searched, offer, offer_page
from metodsovet.work.orders.models import Order


def _order(order: Any) -> Found:
    state = "" if order.is_registered else f", {order.get_state_display()}"
    return Found(order.title, f"{order.requisites}, {order.organisation.short_name}{state}")


offer(
    Searched(
        "orders",
        "Приказы",
        Order,
        names=("title", "number"),
        place=48,
        shown=_order,
        label="kind",
        rows=lambda rows: rows.select_related("organisation", "act"),
        order=(F("signed_on").desc(nulls_first=True), "pk"),
    )
)
offer_page("show_orders", "Приказы", "распоряжения черновики реестр")
offer_page("draft_order", "Составить приказ", "новый приказ распоряжение черновик")
offer_page("read_order", "Прочитать приказ из файла", "загрузить приказ word docx файл подписанный")
offer_page("show_orders_on_control", "Приказы на контроле", "исполнение приказа снять с контроля справка")
