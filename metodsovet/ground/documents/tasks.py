"""Work of the room by the clock."""

from procrastinate.contrib.django import app

from metodsovet.ground.documents.actions.printing import print_left


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="documents:print_left_papers", pass_context=False)
def print_left_papers(timestamp: int = 0) -> int:
    """Papers that have a number and no file; answers how many were printed."""
    return print_left()
