"""Long work of the room of orders."""

from procrastinate.contrib.django import app

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.time_zones import on_local_days
from metodsovet.work.orders import actions
from metodsovet.work.orders.models import BroughtOrder, Order

UNKNOWN = "Что-то пошло не так, подробности в журнале обработчика заданий. Ничего не записано: загрузите файл ещё раз."
NO_RIGHT = "Права записывать приказы этой организации больше нет."


@app.task
@on_local_days
def read_brought_order(brought: int, user: int) -> None:
    """Read a large file of an order; whoever brought it must still have the right."""
    row = BroughtOrder.objects.select_related("organisation", "file").get(pk=brought)
    reader = User.objects.select_related("person").get(pk=user)
    if not reader.has_perm("orders.read_order", Order(organisation=row.organisation)):
        actions.give_up_brought(row, NO_RIGHT)
        return
    try:
        actions.read_brought_order(row, by=reader)
    except Exception:
        actions.give_up_brought(row, UNKNOWN)
        raise
