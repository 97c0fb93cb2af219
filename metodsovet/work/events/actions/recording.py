"""What is written down while a meeting is under way: small changes, each under a key that the tablet made.

They come in the order in which they were made, perhaps long after, when the network is back, perhaps twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from metodsovet.ground.access.models import User
from metodsovet.kernel.errors import DomainError
from metodsovet.work.events.actions.locking import held
from metodsovet.work.events.actions.writing import Conflict, add_row, remove_row, set_value
from metodsovet.work.events.models import Meeting, MeetingChange

Outcome = MeetingChange.Outcome
MOST_AT_ONCE = 500
LONGEST_TOLD = 500


@dataclass(frozen=True, slots=True)
class Change:
    """``verb``: add, set, remove. ``base`` is the value that the writer saw before; ``row`` is the uid."""

    key: str
    verb: str
    kind: str
    row: str
    values: dict[str, Any] = field(default_factory=dict)
    name: str = ""
    value: Any = ""
    base: Any = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a change: for a conflict ``told`` is the value that stands there, for a refusal the sentence."""

    key: str
    outcome: str
    told: str = ""


@transaction.atomic
def record_changes(meeting: Meeting, changes: Sequence[Change], *, by: User) -> list[Recorded]:
    """Do each change once, in order; one that is refused does not stop the others.

    DomainError ``too_many`` at once, ``not_under_way``: then nothing is done.
    """
    if len(changes) > MOST_AT_ONCE:
        raise DomainError("too_many", "Слишком много изменений сразу: отправьте их по частям.")
    meeting = held(meeting)
    keys = [change.key for change in changes]
    known = {row.key: row for row in MeetingChange.objects.filter(meeting=meeting, key__in=keys)}
    fresh = [change for change in changes if change.key not in known]
    if fresh and not meeting.is_written:
        raise DomainError(
            "not_under_way",
            f"Записать уже нельзя: заседание — «{meeting.get_state_display()}». Исправить протокол может руководитель.",
        )
    done: dict[str, Recorded] = {}
    for change in fresh:
        if change.key not in done:
            done[change.key] = Recorded(change.key, *_done(meeting, change))
    MeetingChange.objects.bulk_create(
        MeetingChange(meeting=meeting, key=one.key, outcome=one.outcome, told=one.told[:LONGEST_TOLD], made_by=by)
        for one in done.values()
    )
    return [_again(known[one.key]) if one.key in known else done[one.key] for one in changes]


def _done(meeting: Meeting, change: Change) -> tuple[str, str]:
    verbs: dict[str, Callable[[], None]] = {
        "add": lambda: add_row(meeting, change.kind, change.row, change.values),
        "set": lambda: set_value(meeting, (change.kind, change.row, change.name), change.value, change.base),
        "remove": lambda: remove_row(meeting, change.kind, change.row),
    }
    try:
        with transaction.atomic():
            if change.verb not in verbs:
                raise DomainError("unknown_change", "Эта страница устарела: обновите её.")
            verbs[change.verb]()
    except Conflict as conflict:
        return Outcome.CONFLICT, conflict.current
    except DomainError as refusal:
        return Outcome.REFUSED, refusal.text
    return Outcome.APPLIED, ""


def _again(row: MeetingChange) -> Recorded:
    return Recorded(row.key, row.outcome, row.told)
