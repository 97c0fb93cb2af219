"""Who accepts the reports of a source and who controls it, changed while the work goes on."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.locking import person_id_of
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.models.assignments import AssignmentQuerySet
from metodsovet.ground.directory.models import Person
from metodsovet.ground.notifications.actions import notify
from metodsovet.kernel.russian import plural


@transaction.atomic
def change_offices(
    assignments: AssignmentQuerySet, *, accepter: Person | None, controller: Person | None, key: str, by: User
) -> int:
    """Give both offices of the open ones to others; finished ones keep theirs. Returns how many changed.

    Whoever takes an office is told how many assignments came with it, once per ``key``.
    """
    now = (_pk(accepter), _pk(controller))
    locked = assignments.open().order_by("pk").select_for_update(of=("self",))
    before = list(locked.values_list("pk", "accepter_id", "controller_id"))
    changed = [row for row in before if row[1:] != now]
    Assignment.objects.filter(pk__in=[pk for pk, _, _ in changed]).update(
        accepter=accepter, controller=controller, version=F("version") + 1
    )
    _tell(accepter, "Теперь вы принимаете отчёты", "accept", [row[1] for row in changed], key, by)
    _tell(controller, "Теперь вы контролируете исполнение", "control", [row[2] for row in changed], key, by)
    return len(changed)


def _tell(person: Person | None, words: str, whose: str, had: Sequence[int | None], key: str, by: User) -> None:
    came = sum(1 for one in had if one != _pk(person))
    if person is None or not came or person.pk == person_id_of(by):
        return
    number = f"{came}\u00a0{plural(came, 'поручение', 'поручения', 'поручений')}"
    notify([person.pk], key=f"{key}:{whose}", text=f"{words}: {number}", url=f"{reverse('show_control')}?whose={whose}")


def _pk(person: Person | None) -> int | None:
    return person.pk if person is not None else None
