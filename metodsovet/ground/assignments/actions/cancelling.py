"""Ending what a source asked for: as many assignments as it has, one notice a person."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Concat

from metodsovet.ground.access.history import record_actions
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.locking import locked_open
from metodsovet.ground.assignments.actions.requests import close_requests_of
from metodsovet.ground.assignments.actions.telling import Sentences, executors_of_all, tell_together
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.models.assignments import CANCELLED_KEY
from metodsovet.kernel.progress import Tell, quietly
from metodsovet.kernel.russian import plural

CHUNK = 5000


@transaction.atomic
def cancel_assignments(assignments: Iterable[Assignment], *, reason: str, by: User | None, tell: Tell = quietly) -> int:
    """Cancel those that are open, leave the finished; returns how many were cancelled.

    Their keys are free again: the source may give the same duty once more.
    """
    asked = sorted(one.pk for one in assignments)
    told: dict[int, set[int]] = defaultdict(set)
    cancelled: list[int] = []
    for start in range(0, len(asked), CHUNK):
        tell(f"Закрываем поручения: {start:,} из {len(asked):,}".replace(",", "\u00a0"))
        rows = [row.pk for row in locked_open(asked[start : start + CHUNK])]
        for person, ids in executors_of_all(rows).items():
            told[person] |= ids
        _cancel(rows, reason, by)
        cancelled += rows
    if cancelled:
        words = Sentences(
            lambda title: f"Поручение отменено: «{title}». {reason}",
            lambda number: f"Отменено {number}\u00a0{plural(number, 'поручение', 'поручения', 'поручений')}. {reason}",
        )
        tell_together(told, words, key=f"cancelled:{cancelled[0]}", by=by)
    return len(cancelled)


def _cancel(ids: list[int], reason: str, by: User | None) -> None:
    freed = Concat(F("key"), Value(CANCELLED_KEY), Cast("pk", TextField()), output_field=TextField())
    Assignment.objects.filter(pk__in=ids).update(state=Assignment.State.CANCELLED, key=freed, version=F("version") + 1)
    close_requests_of(ids, "Поручение отменено.", by=by)
    record_actions("cancel_assignment", Assignment, ((pk, f"Отменено: {reason}") for pk in ids), by=by)
