"""Long work of the workspace, and the keeping of the installation by the clock."""

from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from metodsovet.kernel import journal
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.journal import Deed
from metodsovet.surface.workspace.keeping import keep
from metodsovet.surface.workspace.models import DemoBuild

# The example stands above all floors and calls their actions, so nothing below may import it.
BUILDER = "metodsovet.demo.building.build"
State = DemoBuild.State
MOST_TRIES = 5
WORKER_IS_LOST_AFTER_SECONDS = 60


@app.task(queueing_lock="build_demo")
def build_demo() -> None:
    """Make the whole example or nothing of it, telling each step; a job that comes again finds it made."""
    if DemoBuild.objects.filter(state=State.DONE).exists():
        return
    progress = Progress()
    try:
        progress.tell("Готовим пример", State.BUILDING)
        with transaction.atomic():
            import_string(BUILDER)(progress.tell)
    except DomainError as refusal:
        progress.tell(refusal.text, State.FAILED)
    except Exception:
        progress.tell("Пример не получился: подробности в журнале обработчика заданий.", State.FAILED)
        raise
    else:
        progress.tell("Пример готов", State.DONE)
    finally:
        progress.close()


class Progress:
    """Writes over a connection of its own: what is told is seen before the example itself is committed."""

    def __init__(self) -> None:
        self._connection: Any = connections["default"].copy()

    def tell(self, line: str, state: str = State.BUILDING) -> None:
        table = DemoBuild._meta.db_table
        with self._connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET line = %s, state = %s, told_at = %s",  # noqa: S608 our own table
                [line[:300], state, timezone.now()],
            )

    def close(self) -> None:
        self._connection.close()


@app.task(queueing_lock="back_up", lock="keeping", pass_context=False)
def back_up(timestamp: int) -> None:
    keep(Deed.BACKUP, "backup")


if settings.BACKUPS_CRON:
    app.periodic(cron=settings.BACKUPS_CRON)(back_up)


@app.periodic(cron="10 2 * * 0")
@app.task(queueing_lock="try_restore", lock="keeping", pass_context=False)
def try_restore(timestamp: int) -> None:
    """A backup that nobody has tried to restore is a hope."""
    if settings.BACKUPS_KEY:
        return  # nobody keeps the private key here; the page reminds those who have it
    if journal.last(Deed.BACKUP, is_good=True) is not None:
        keep(Deed.TRIED_RESTORE, "restore", "--try")


@app.periodic(cron="50 0 * * *")
@app.task(queueing_lock="check_invariants", lock="keeping", pass_context=False)
def check_invariants(timestamp: int) -> None:
    keep(Deed.INVARIANTS, "check-invariants")


@app.periodic(cron="*/2 * * * *")
@app.task(queueing_lock="return_lost_jobs", pass_context=False)
async def return_lost_jobs(timestamp: int) -> None:
    """A job whose worker was killed goes back to the queue; after ``MOST_TRIES`` it is parked as failed."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=WORKER_IS_LOST_AFTER_SECONDS):
        if job.attempts < MOST_TRIES:
            await app.job_manager.retry_job(job)
        else:
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
