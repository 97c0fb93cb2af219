"""Nightly work of the room."""

from procrastinate.contrib.django import app

from metodsovet.ground.access.guessing import forget_old_guesses
from metodsovet.ground.access.models import Session
from metodsovet.kernel import clock


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="sweep_access", pass_context=False)
def sweep_access(timestamp: int = 0) -> int:
    """Delete sessions whose term is over and failures that count no more. Answers how many rows."""
    return Session.objects.filter(expire_date__lte=clock.now()).delete()[0] + forget_old_guesses()
