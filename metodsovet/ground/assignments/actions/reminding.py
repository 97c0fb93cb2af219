"""Reminders to exactly those who hold what is not handed in."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from metodsovet.ground.access.history import record_actions
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.locking import locked_open
from metodsovet.ground.assignments.actions.telling import Sentences, executors_of_all, leaders_of, tell_together
from metodsovet.ground.assignments.models import Assignment, Reminder
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import plural

SENTENCES = Sentences(
    one=lambda title: f"Напоминаем: ждём отчёт «{title}»",
    many=lambda number: f"Напоминаем: ждём {number}\u00a0{plural(number, 'отчёт', 'отчёта', 'отчётов')}",
)

TO_READ = Sentences(
    one=lambda title: f"Напоминаем: ждём отметки об ознакомлении, {title}",
    many=lambda number: (
        f"Напоминаем: ждём отметки о {number}\u00a0{plural(number, 'документе', 'документах', 'документах')}"
    ),
)


@dataclass(frozen=True, slots=True)
class Reminded:
    assignments: int
    people: int


@transaction.atomic
def remind_executors(assignments: Collection[int], *, by: User) -> Reminded:
    """One notice a person about all of his (ids); where nobody holds one, whoever appoints there is told.

    What is handed in or was reminded of today is left out. DomainError ``nobody_to_remind`` when nothing remains.
    """
    today = clock.today()
    rows = [row for row in locked_open(assignments) if row.state != Assignment.State.REPORTED]
    told = Reminder.objects.filter(day=today, assignment__in=[row.pk for row in rows])
    done = set(told.values_list("assignment_id", flat=True))
    ids = {row.pk for row in rows} - done
    touched = _holders(ids)
    reached = dict.fromkeys(sorted(ids), 0)
    for owed in touched.values():
        for pk in owed:
            reached[pk] += 1
    reached = {pk: number for pk, number in reached.items() if number}
    if not reached:
        raise DomainError("nobody_to_remind", "Напоминать некому: всем, кто не сдал, сегодня уже напомнили.")
    made = Reminder.objects.bulk_create(
        [Reminder(assignment_id=pk, day=today, at=clock.now(), by=by, people=number) for pk, number in reached.items()],
        batch_size=2000,
    )
    is_to_read = {row.kind for row in rows if row.pk in reached} == {Assignment.Kind.ACKNOWLEDGE}
    tell_together(touched, TO_READ if is_to_read else SENTENCES, key=f"reminded:{made[0].pk}", by=by)
    record_actions("remind_executors", Assignment, ((pk, "Напомнили исполнителю") for pk in reached), by=by)
    return Reminded(len(reached), len(touched))


def not_reminded_today() -> Q:
    return ~Q(pk__in=Reminder.objects.filter(day=clock.today()).values("assignment"))


def _holders(ids: Collection[int]) -> dict[int, set[int]]:
    """Executors by person; for what nobody holds, the leads of the organisation, else the methodists."""
    touched = executors_of_all(ids)
    held = set().union(*touched.values())
    for person, owed in leaders_of(set(ids) - held).items():
        touched.setdefault(person, set()).update(owed)
    return touched
