"""An act or a paper sent to be read: organisations acknowledge by one press each and gather signatures at home; what a
deed has issued, such as minutes, is read by the people whom it names.
"""

from collections.abc import Mapping
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.cancelling import cancel_assignments
from metodsovet.ground.assignments.actions.giving import AssignmentDraft, PartDraft, give_assignments
from metodsovet.ground.assignments.models import Assignment, Directive, Matter, Part
from metodsovet.ground.assignments.queries.acknowledgements import asked_to_read, is_read_by_people
from metodsovet.ground.assignments.queries.recipients import Forecast, Recipient
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.documents.models import Act, Paper
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import plural

Read = Act | Paper


@transaction.atomic
def send_for_acknowledgement(
    subject: Read, *, issuer: Organisation, to: Forecast, due_on: date, holder: str, by: User
) -> Matter:
    """Whoever got it before is not asked again. DomainError ``due_in_the_past``, ``no_recipients``, ``all_asked``,
    ``paper_withdrawn``, ``read_by_people``."""
    if due_on < clock.today():
        raise DomainError("due_in_the_past", "Срок уже прошёл: поставьте сегодняшний день или позже.")
    if not to.recipients:
        raise DomainError("no_recipients", "Некому отправлять: выберите хотя бы одну организацию.")
    if isinstance(subject, Paper) and subject.is_withdrawn:
        raise DomainError("paper_withdrawn", "Бумага отозвана: знакомить с ней больше не с чем.")
    if isinstance(subject, Paper) and is_read_by_people(subject):
        raise DomainError("read_by_people", "С этой бумагой знакомятся люди, которых она касается: их уже спросили.")
    source = ContentType.objects.get_for_model(subject).pk, subject.pk
    asked = _Asked(subject, source, issuer, due_on, Directive.Holder(holder).label)
    number = give_assignments([asked.of(one) for one in to.recipients], by=by, occasion="на ознакомление")
    if not number:
        raise DomainError("all_asked", "Всем этим организациям документ уже отправлен: выберите других.")
    words = plural(number, "организации", "организациям", "организациям")
    record_action("send_for_acknowledgement", subject, f"Отправлено на ознакомление {number}\u00a0{words}", by=by)
    return Matter.objects.get(content_type=source[0], object_id=source[1])


@transaction.atomic
def ask_people_to_read(
    paper: Paper, *, people: Mapping[int, Organisation], controller: Person | None, by: User, occasion: str
) -> int:
    """One duty for each of the people (by id, with the place of work), under nobody's term; returns how many are new.

    Of an edition before nothing is asked any more: what was read of it stays.
    """
    if paper.replaces is not None:
        left = asked_to_read(paper.replaces).filter(state=Assignment.State.GIVEN)
        cancel_assignments(left, reason="Утверждена новая редакция.", by=by)
    source = ContentType.objects.get_for_model(paper).pk, paper.pk
    drafts = [
        AssignmentDraft(
            key=f"acknowledge:{source[0]}:{source[1]}:person:{person}",
            title=f"{paper.requisites} «{paper.title}»",
            kind=Assignment.Kind.ACKNOWLEDGE,
            origin=paper.requisites,
            organisation_id=place.pk,
            issuer_id=paper.organisation.pk,
            source=source,
            controller_id=controller.pk if controller and controller.pk != person else None,
            starts_on=clock.today(),
            parts=(PartDraft(Part.Role.LEAD, person, place.pk),),
        )
        for person, place in sorted(people.items())
    ]
    return give_assignments(drafts, by=by, occasion=occasion)


class _Asked:
    """What one sending asks of every recipient alike."""

    def __init__(self, subject: Read, source: tuple[int, int], issuer: Organisation, due_on: date, duty: str) -> None:
        self.subject = subject
        self.source = source
        self.issuer = issuer
        self.due_on = due_on
        self.duty = duty

    def of(self, to: Recipient) -> AssignmentDraft:
        kind, pk = self.source
        return AssignmentDraft(
            key=f"acknowledge:{kind}:{pk}:{to.organisation.pk}",
            title=f"{self.subject.requisites} «{self.subject.title}»",
            kind=Assignment.Kind.ACKNOWLEDGE,
            origin=self.subject.requisites,
            organisation_id=to.organisation.pk,
            issuer_id=self.issuer.pk,
            source=self.source,
            basis_id=pk if isinstance(self.subject, Act) else None,
            starts_on=clock.today(),
            due_on=self.due_on,
            parts=self._parts(to),
        )

    def _parts(self, to: Recipient) -> tuple[PartDraft, ...]:
        """The first leads, the others are told: any of them may press."""
        place = to.organisation.pk
        if not to.people:
            return (PartDraft(Part.Role.LEAD, None, place, self.duty),)
        first, *others = to.people
        rest = (PartDraft(Part.Role.CO_EXECUTOR, person.pk, place, self.duty) for person in others)
        return (PartDraft(Part.Role.LEAD, first.pk, place, self.duty), *rest)
