"""Who does the work, as people arrange it: taking by one of a group, handing over inside the organisation."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.locking import held, person_id_of, require_work_in_progress
from metodsovet.ground.assignments.actions.telling import tell
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.assignments.models.substitutions import acting_as
from metodsovet.ground.directory.models import Person
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError


@transaction.atomic
def take_assignment(assignment: Assignment, *, by: User) -> Part:
    """A candidate, or whoever stands in for him, makes him the lead; the other candidates are free.

    DomainError ``already_taken``, ``not_a_candidate``. Taking twice is taking once.
    """
    assignment = held(assignment)
    require_work_in_progress(assignment)
    me = acting_as(person_id_of(by) or 0)
    lead = current_lead(assignment)
    if lead is not None and lead.person is not None:
        if lead.person_id in me:
            return lead
        raise DomainError("already_taken", f"Поручение уже взяли: исполняет {lead.person.short_name}.")
    candidates = list(_candidates(assignment))
    taken = next((part for part in candidates if part.person_id in me), None)
    if taken is None:
        raise DomainError("not_a_candidate", "Это поручение может взять только тот, кому его предложили.")
    today = clock.today()
    if lead is not None:
        _end(lead, today)
    taken.role = Part.Role.LEAD
    taken.save(update_fields=["role"])
    _candidates(assignment).update(until=today)
    record_action("take_assignment", assignment, f"Взял поручение: {taken.person}", by=by)
    others = [part.person_id for part in candidates if part.person_id and part.pk != taken.pk]
    text = f"Поручение взяли: исполняет {taken.person}, «{assignment.title[:300]}»"
    tell(assignment, others, key=f"taken:{taken.pk}", text=text, by=by)
    return taken


@transaction.atomic
def hand_over(assignment: Assignment, *, to: Person, by: User) -> Part:
    """Another one of the same organisation becomes the lead; handing to whoever leads already changes nothing.

    DomainError ``works_elsewhere``, ``move_not_allowed``.
    """
    assignment = held(assignment)
    require_work_in_progress(assignment)
    lead = current_lead(assignment)
    if lead is not None and lead.person_id == to.pk:
        return lead
    if not Person.objects.employed_under(assignment.organisation.path).filter(pk=to.pk).exists():
        raise DomainError("works_elsewhere", f"{to.short_name} сегодня здесь не работает: выберите коллегу из своих.")
    today = clock.today()
    previous = [lead.person_id] if lead else [part.person_id for part in _candidates(assignment)]
    if lead is not None:
        _end(lead, today)
    _candidates(assignment).update(until=today)
    part = assignment.parts.create(
        role=Part.Role.LEAD,
        person=to,
        organisation=lead.organisation if lead else assignment.organisation,
        duty=lead.duty if lead else "",
        since=today,
    )
    record_action("hand_over", assignment, f"Передано: исполняет {to.short_name}", by=by)
    key, title = f"handed_over:{part.pk}", assignment.title[:300]
    tell(assignment, [to.pk], key=key, text=f"Вам передали поручение «{title}»", by=by)
    freed = [person for person in previous if person and person != to.pk]
    tell(assignment, freed, key=key, text=f"Поручение «{title}» исполняет {to.short_name}", by=by)
    return part


def current_lead(assignment: Assignment) -> Part | None:
    leads = assignment.parts.filter(role=Part.Role.LEAD, until=None)
    return leads.select_related("person", "organisation").first()


def _candidates(assignment: Assignment) -> QuerySet[Part]:
    return assignment.parts.filter(role=Part.Role.CANDIDATE, until=None).select_related("person")


def _end(part: Part, day: date) -> None:
    part.until = day
    part.save(update_fields=["until"])
