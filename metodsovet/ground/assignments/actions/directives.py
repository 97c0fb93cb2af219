"""One thing asked of many organisations in one step."""

from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.giving import AssignmentDraft, PartDraft, give_assignments
from metodsovet.ground.assignments.actions.interim_dates import require_before_deadline
from metodsovet.ground.assignments.models import Assignment, Directive, InterimDate, Part
from metodsovet.ground.assignments.queries.recipients import Forecast, Recipient
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.kernel.russian import plural


@dataclass(frozen=True, slots=True)
class DirectiveDraft:
    """What is asked, by when, and who looks after it; ``interim`` are days before the deadline with what is ready."""

    title: str
    due_on: date
    text: str = ""
    holder: str = Directive.Holder.METHODICAL_LEAD
    accepter: Person | None = None
    controller: Person | None = None
    basis: Act | None = None
    interim: tuple[tuple[date, str], ...] = ()


@transaction.atomic
def give_directive(issuer: Organisation, *, draft: DirectiveDraft, to: Forecast, by: User) -> Directive:
    """Give an assignment to each recipient; where nobody holds it there is a gap for the leads to fill.

    DomainError ``no_title``, ``due_in_the_past``, ``no_recipients``, ``not_before_deadline``.
    """
    title = require_words(draft.title, "no_title", "Напишите, что сделать.")
    if draft.due_on < clock.today():
        raise DomainError("due_in_the_past", "Срок уже прошёл: поставьте сегодняшний день или позже.")
    if not to.recipients:
        raise DomainError("no_recipients", "Некому поручать: выберите хотя бы одну организацию.")
    for due_on, _ in draft.interim:
        require_before_deadline(due_on, draft.due_on)
    directive = Directive.objects.create(
        issuer=issuer,
        title=title[:500],
        text=draft.text.strip(),
        due_on=draft.due_on,
        holder=draft.holder,
        accepter=draft.accepter,
        controller=draft.controller,
        basis=draft.basis,
        given_by=by,
        given_at=clock.now(),
    )
    number = give_assignments([_assignment(directive, one) for one in to.recipients], by=by)
    _set_interim_dates(directive, draft)
    words = f"Поручено: {number}\u00a0{plural(number, 'организации', 'организациям', 'организациям')}"
    record_action("give_directive", directive, words, by=by)
    return directive


def _set_interim_dates(directive: Directive, draft: DirectiveDraft) -> None:
    given = Assignment.objects.filter(
        content_type=ContentType.objects.get_for_model(Directive), object_id=directive.pk
    ).values_list("pk", flat=True)
    rows = [InterimDate(assignment_id=pk, due_on=day, title=what[:300]) for pk in given for day, what in draft.interim]
    InterimDate.objects.bulk_create(rows, ignore_conflicts=True)


def _assignment(directive: Directive, to: Recipient) -> AssignmentDraft:
    source = ContentType.objects.get_for_model(Directive).pk, directive.pk
    return AssignmentDraft(
        key=f"directive:{directive.pk}:{to.organisation.pk}",
        title=directive.title,
        origin=directive.basis.requisites if directive.basis else "поручение организациям",
        organisation_id=to.organisation.pk,
        issuer_id=directive.issuer_id,
        source=source,
        basis_id=directive.basis_id,
        accepter_id=directive.accepter_id,
        controller_id=directive.controller_id,
        starts_on=clock.today(),
        due_on=directive.due_on,
        parts=_parts(directive, to),
    )


def _parts(directive: Directive, to: Recipient) -> tuple[PartDraft, ...]:
    duty, place = Directive.Holder(directive.holder).label, to.organisation.pk
    if len(to.people) <= 1:
        person = to.people[0].pk if to.people else None
        return (PartDraft(Part.Role.LEAD, person, place, duty),)
    return tuple(PartDraft(Part.Role.CANDIDATE, person.pk, place, duty) for person in to.people)
