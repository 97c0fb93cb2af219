"""Work of the room by the clock."""

from procrastinate.contrib.django import app

from metodsovet.ground.access.models import User
from metodsovet.ground.documents import actions
from metodsovet.ground.documents.actions.printing import print_left
from metodsovet.ground.documents.models import PaperBatch
from metodsovet.kernel.errors import DomainError

UNKNOWN = "Что-то пошло не так, подробности в журнале обработчика заданий. Номера не потеряны: продолжите выпуск."


@app.task
def issue_batch(batch: int, user: int) -> None:
    """Number and print a list; whoever asked must still have the right. Begun again, it goes on where it stopped."""
    row = PaperBatch.objects.select_related("organisation").get(pk=batch)
    asker = User.objects.select_related("person").get(pk=user)
    try:
        if not asker.has_perm("documents.start_batch", row.organisation):
            raise DomainError("no_right", "Права выпускать бумаги этой организации больше нет.")
        actions.issue_batch(row)
    except DomainError as refusal:
        _give_up(row, refusal.text)
    except Exception:
        _give_up(row, UNKNOWN)
        raise


def _give_up(batch: PaperBatch, trouble: str) -> None:
    PaperBatch.objects.filter(pk=batch.pk, file=None).update(trouble=trouble[:500])


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="documents:print_left_papers", pass_context=False)
def print_left_papers(timestamp: int = 0) -> int:
    """Papers that have a number and no file; answers how many were printed."""
    return print_left()
