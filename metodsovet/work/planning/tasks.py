"""What planning does by itself: follows changed holders. A school year is made by a person, never by the clock."""

from procrastinate.contrib.django import app

from metodsovet.ground.directory.time_zones import on_local_days
from metodsovet.kernel import clock
from metodsovet.work.planning.actions import follow_holders
from metodsovet.work.planning.actions.community_plans import follow_heads


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="planning:follow_changed_holders", pass_context=False)
@on_local_days
def follow_changed_holders(timestamp: int) -> None:
    follow_holders(day=clock.today())
    follow_heads(day=clock.today())
