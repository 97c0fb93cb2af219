"""Mail leaves by itself."""

from procrastinate.contrib.django import app

from metodsovet.ground.directory.time_zones import on_local_days
from metodsovet.ground.notifications.actions.letters import queue_digests_of_the_day
from metodsovet.ground.notifications.actions.letters import sweep_letters as sweep
from metodsovet.ground.notifications.delivery import deliver_letters


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="notifications:send_mail", pass_context=False)
@on_local_days
def send_mail(timestamp: int) -> None:
    queue_digests_of_the_day()
    deliver_letters()


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="notifications:sweep_letters", pass_context=False)
def sweep_letters(timestamp: int) -> int:
    return sweep()
