"""Work of the job handler that has failed and is tried no more: the administrator is told which and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max
from procrastinate.contrib.django.models import ProcrastinateEvent

from metodsovet.kernel import clock

SHOWN_FOR = timedelta(days=14)
NAMES: Mapping[str, str] = {
    "apply_roster": "внести список в справочник",
    "back_up": "сделать резервную копию",
    "build_demo": "построить пример",
    "check_invariants": "проверить данные",
    "do_plan_work": "принять план, сдать его в архив или раздать поручения на год",
    "follow_changed_holders": "передать поручения новым ответственным",
    "follow_holders_of_orders": "передать поручения по приказам новым ответственным",
    "free_parts": "освободить поручения тех, кто ушёл",
    "issue_batch": "выпустить бумаги по списку",
    "print_left_papers": "напечатать бумаги, у которых есть номер",
    "read_brought_order": "прочитать большой приказ",
    "read_roster": "прочитать список",
    "return_lost_jobs": "вернуть в очередь прерванные задания",
    "send_mail": "отправить почту",
    "sweep_access": "убрать старые сеансы и ключи форм",
    "sweep_files": "убрать файлы без записей",
    "sweep_letters": "убрать старые письма",
    "sweep_rosters": "убрать старые списки",
    "try_restore": "проверить резервную копию",
}
"""By the name of the function of the task."""


@dataclass(frozen=True, slots=True)
class ParkedJobs:
    """Failures of one task; ``last_at`` is the latest."""

    name: str
    number: int
    last_at: datetime


def parked_jobs() -> list[ParkedJobs]:
    """One query; the latest first."""
    failures = ProcrastinateEvent.objects.filter(type="failed", job__status="failed", at__gte=clock.now() - SHOWN_FOR)
    by_task = failures.values_list("job__task_name").annotate(number=Count("job", distinct=True), last_at=Max("at"))
    return [
        ParkedJobs(NAMES.get(task.rpartition(".")[2], task), number, last_at)
        for task, number, last_at in by_task.order_by("-last_at")
    ]
