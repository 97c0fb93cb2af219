"""What the ledger does by itself."""

from procrastinate.contrib.django import app

from metodsovet.ground.assignments.actions import free_parts_of_leavers
from metodsovet.ground.directory.time_zones import on_local_days
from metodsovet.kernel import clock


@app.periodic(cron="5-59/10 * * * *")
@app.task(queueing_lock="assignments:free_parts", pass_context=False)
@on_local_days
def free_parts(timestamp: int) -> None:
    free_parts_of_leavers(day=clock.today())
