"""What orders do by themselves: their open assignments follow changed holders."""

from procrastinate.contrib.django import app

from metodsovet.ground.directory.time_zones import on_local_days
from metodsovet.kernel import clock
from metodsovet.work.orders.actions import follow_holders


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="orders:follow_holders_of_orders", pass_context=False)
@on_local_days
def follow_holders_of_orders(timestamp: int) -> None:
    follow_holders(day=clock.today())
