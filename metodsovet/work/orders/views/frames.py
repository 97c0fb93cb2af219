"""What stands on the page of an order beside whatever form is opened on it."""

from typing import Any

from metodsovet.ground.access.door import Visitor
from metodsovet.ground.access.history import history_beside
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.queries.shown import shown_order


def beside(request: Visitor, order: Order, **opened: Any) -> dict[str, Any]:
    """``opened`` says where the form stands: ``point`` that is changed, or ``parent`` of a new one."""
    return {"shown": shown_order(order, request.user), "history": history_beside(order, request.user), **opened}
