"""What orders do by themselves, and long work: open assignments follow changed holders; large files are read."""

from procrastinate.contrib.django import app

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.time_zones import on_local_days
from metodsovet.kernel import clock
from metodsovet.work.orders import actions
from metodsovet.work.orders.models import BroughtOrder, Order

UNKNOWN = "Что-то пошло не так, подробности в журнале обработчика заданий. Ничего не записано: загрузите файл ещё раз."
NO_RIGHT = "Права записывать приказы этой организации больше нет."


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="orders:follow_holders_of_orders", pass_context=False)
@on_local_days
def follow_holders_of_orders(timestamp: int) -> None:
    actions.follow_holders(day=clock.today())


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
