"""Rows held for the transaction."""

from metodsovet.kernel.errors import DomainError
from metodsovet.work.orders.models import Order


def held_order(order: Order, version: int | None = None) -> Order:
    """DomainError ``edited_by_other`` when it is not of the version that was seen."""
    rows = Order.objects.select_for_update(of=("self",)).select_related("organisation", "act", "paper")
    order = rows.get(pk=order.pk)
    if version is not None and order.version != version:
        raise DomainError(
            "edited_by_other",
            "Пока вы читали, приказ изменили. Посмотрите, что теперь, и повторите.",
        )
    return order


def held_draft(order: Order) -> Order:
    """DomainError ``not_a_draft``: what is agreed on or registered is not edited."""
    order = held_order(order)
    if not order.is_draft:
        raise DomainError("not_a_draft", "Править можно только черновик: сначала верните приказ из согласования.")
    return order


def saved_order(order: Order, *fields: str) -> Order:
    order.version += 1
    order.save(update_fields=[*fields, "version"])
    return order
