"""What planning does by itself: follows changed holders. A school year is made by a person, never by the clock.

And what is too long for a page: accepting, archiving, a school year of a plan with thousands of assignments.
"""

from procrastinate.contrib.django import app

from metodsovet.ground.directory.time_zones import on_local_days
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.progress import Progress
from metodsovet.work.planning import actions
from metodsovet.work.planning.actions import follow_holders
from metodsovet.work.planning.actions.community_plans import follow_heads
from metodsovet.work.planning.models import PlanWork, PlanWorkProgress

UNKNOWN = "Что-то пошло не так, подробности в журнале обработчика заданий. План не изменился: попробуйте ещё раз."


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="planning:follow_changed_holders", pass_context=False)
@on_local_days
def follow_changed_holders(timestamp: int) -> None:
    follow_holders(day=clock.today())
    follow_heads(day=clock.today())


@app.task
def do_plan_work(work: int) -> None:
    """Whole or not at all; whoever asked must still have the right. A job that comes again finds it done."""
    row = PlanWork.objects.select_related("plan").get(pk=work)
    progress = Progress(PlanWorkProgress.objects.get_or_create(work=row)[0])
    try:
        actions.do_plan_work(row, tell=progress.tell)
    except DomainError as refusal:
        actions.give_up_work(row, refusal.text)
    except Exception:
        actions.give_up_work(row, UNKNOWN)
        raise
    finally:
        progress.close()
