"""Open assignments follow what their source now says: words, days, helpers. Who leads is a matter of succession."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db import transaction
from django.db.models import F

from metodsovet.ground.access.history import record_actions
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.giving import ORIGIN_LENGTH, TITLE_LENGTH, AssignmentDraft, PartDraft
from metodsovet.ground.assignments.actions.locking import locked_open
from metodsovet.ground.assignments.actions.telling import Sentences, executors_of_all, tell_together
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_text, plural

HELPERS = (Part.Role.CO_EXECUTOR.value, Part.Role.INFORMED.value)


@dataclass(frozen=True, slots=True)
class _Wording:
    """What a source says of an assignment: equal for most of those that follow together."""

    title: str
    origin: str
    starts_on: date | None
    due_on: date | None
    first_due_on: date | None

    @classmethod
    def of(cls, row: Assignment) -> Self:
        return cls(row.title, row.origin, row.starts_on, row.due_on, row.first_due_on)

    @classmethod
    def after(cls, draft: AssignmentDraft, row: Assignment) -> Self:
        """An extension granted beyond the new day stays."""
        due_on, first_due_on = draft.due_on, row.first_due_on
        if row.first_due_on is not None and row.due_on is not None:
            first_due_on = draft.due_on
            due_on = max(draft.due_on, row.due_on) if draft.due_on is not None else None
        return cls(draft.title[:TITLE_LENGTH], draft.origin[:ORIGIN_LENGTH], draft.starts_on, due_on, first_due_on)

    def has_days_of(self, other: "_Wording") -> bool:
        return (self.starts_on, self.due_on) == (other.starts_on, other.due_on)


@transaction.atomic
def follow_source(drafts: Iterable[AssignmentDraft], *, by: User | None) -> int:
    """Open assignments under the keys of the drafts become as the drafts say; returns how many got other days."""
    by_key = {draft.key: draft for draft in drafts}
    known = Assignment.objects.open().filter(key__in=by_key).values_list("pk", flat=True)
    rows = {row.pk: row for row in locked_open(list(known))}
    changed: dict[_Wording, list[int]] = defaultdict(list)
    moved: dict[date | None, list[int]] = defaultdict(list)
    for row in rows.values():
        before, after = _Wording.of(row), _Wording.after(by_key[row.key], row)
        if before != after:
            changed[after].append(row.pk)
        if not before.has_days_of(after):
            moved[after.due_on].append(row.pk)
    for wording, ids in changed.items():
        Assignment.objects.filter(pk__in=ids).update(
            title=wording.title,
            origin=wording.origin,
            starts_on=wording.starts_on,
            due_on=wording.due_on,
            first_due_on=wording.first_due_on,
            version=F("version") + 1,
        )
    _tell_moved(moved, rows, by)
    _seat_helpers({pk: by_key[row.key] for pk, row in rows.items()}, by)
    return sum(len(ids) for ids in moved.values())


def _tell_moved(moved: Mapping[date | None, list[int]], rows: Mapping[int, Assignment], by: User | None) -> None:
    """Days that changed alike are told alike; one who got several different days is told how many."""
    texts = {pk: _days_text(day) for day, ids in moved.items() for pk in ids}
    if not texts:
        return
    record_actions("move_deadline", Assignment, ((pk, f"Срок изменён: {text}") for pk, text in texts.items()), by=by)
    days = set(texts.values())
    now = f", теперь {days.pop()}" if len(days) == 1 else ""
    words = Sentences(
        lambda title: f"Срок изменён{now}: «{title}»",
        lambda number: f"Срок изменён{now}: {number}\u00a0{plural(number, 'поручение', 'поручения', 'поручений')}",
    )
    first = min(texts)
    tell_together(executors_of_all(texts), words, key=f"moved:{first}:{rows[first].version}", by=by)


def _seat_helpers(drafts: Mapping[int, AssignmentDraft], by: User | None) -> None:
    """Co-executors and informed of the drafts come, those no longer named leave; handed-over parts stay."""
    current: dict[int, dict[tuple[str, int | None], Part]] = defaultdict(dict)
    for part in Part.objects.filter(assignment__in=drafts, until=None, role__in=HELPERS):
        current[part.assignment_id][part.role, part.person_id] = part
    today = clock.today()
    gone: list[int] = []
    coming: list[Part] = []
    for pk, draft in drafts.items():
        wanted = {(part.role, part.person_id): part for part in draft.parts if part.role in HELPERS}
        seated = current[pk]
        gone += [part.pk for key, part in seated.items() if key not in wanted and part.holder_key]
        coming += [_part(pk, part, today) for key, part in wanted.items() if key not in seated]
    Part.objects.filter(pk__in=gone).update(until=today)
    Part.objects.bulk_create(coming, batch_size=2000)
    newcomers: dict[int, set[int]] = defaultdict(set)
    for part in coming:
        if part.person_id is not None:
            newcomers[part.person_id].add(part.assignment_id)
    words = Sentences(
        lambda title: f"Вы участвуете: «{title}»",
        lambda number: f"Вы участвуете ещё в {number}\u00a0{plural(number, 'деле', 'делах', 'делах')}",
    )
    if newcomers:
        tell_together(newcomers, words, key=f"seated:{coming[0].pk}", by=by)


def _part(assignment_id: int, draft: PartDraft, since: date) -> Part:
    return Part(
        assignment_id=assignment_id,
        role=draft.role,
        person_id=draft.person_id,
        organisation_id=draft.organisation_id,
        duty=draft.duty,
        holder_key=draft.holder_key,
        since=since,
    )


def _days_text(due_on: date | None) -> str:
    return f"до {date_text(due_on)}" if due_on else "без срока"
