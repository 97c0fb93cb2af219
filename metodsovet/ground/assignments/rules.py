"""Who may do what to an assignment. Whoever stands in for somebody may what he may; a conflict of interest wins."""

from collections.abc import Callable, Sequence
from typing import Protocol

import rules
from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Directive, Matter, Part
from metodsovet.ground.assignments.models.assignments import READERS
from metodsovet.ground.assignments.models.substitutions import Substitution, acting_for
from metodsovet.ground.assignments.queries.concerns import has_named_accepter, has_named_controller
from metodsovet.ground.directory.granting import holds_more, tells_stronger
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.rules import LEADS, SERVICE, acts_for_service, holds, is_known
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.models import Act, Paper
from metodsovet.kernel import clock


class OfAssignment(Protocol):
    """A report, an evidence, an extension."""

    assignment: Assignment


Subject = Assignment | OfAssignment


@rules.predicate
def is_lead(user: User, subject: Subject) -> bool:
    return _has_part(user, subject, Part.Role.LEAD)


@rules.predicate
def is_candidate(user: User, subject: Subject) -> bool:
    return _has_part(user, subject, Part.Role.CANDIDATE)


@rules.predicate
def is_co_executor(user: User, subject: Subject) -> bool:
    return _has_part(user, subject, Part.Role.CO_EXECUTOR)


@rules.predicate
def takes_part(user: User, subject: Subject) -> bool:
    return _has_part(user, subject, *Part.Role)


@rules.predicate
def leads_organisation(user: User, subject: Subject) -> bool:
    """Its head or the one responsible for methodical work: they act for their organisation."""
    return holds(user, LEADS, _assignment(subject).organisation)


@rules.predicate
def reads_organisation(user: User, subject: Subject) -> bool:
    return holds(user, READERS, _assignment(subject).organisation)


@rules.predicate
def serves_issuer(user: User, subject: Subject) -> bool:
    """A methodist or the head of the authority, of whoever gave the assignment."""
    return holds(user, SERVICE, _assignment(subject).issuer)


@rules.predicate
def is_named(user: User, subject: Subject) -> bool:
    """Named as the accepter or the controller."""
    assignment = _assignment(subject)
    return bool({assignment.accepter_id, assignment.controller_id} & acting_for(user))


@rules.predicate
def is_accepter(user: User, subject: Subject) -> bool:
    """The named one; the service of the issuer where nobody is named, or the named one has left or leads the work."""
    assignment = _assignment(subject)
    if _known(assignment, has_named_accepter):
        return assignment.accepter_id in acting_for(user)
    return holds(user, SERVICE, assignment.issuer)


@rules.predicate
def is_controller(user: User, subject: Subject) -> bool:
    """The named one, else (nobody is named, or he has left) the head of the authority at the issuer."""
    assignment = _assignment(subject)
    if _known(assignment, has_named_controller):
        return assignment.controller_id in acting_for(user)
    return holds(user, [Role.AUTHORITY_HEAD], assignment.issuer)


@rules.predicate
def has_no_lead(user: User, subject: Subject) -> bool:
    return not lead_ids(_assignment(subject))


@rules.predicate
def answers_for_person(user: User, subject: Person | Substitution | None = None) -> bool:
    """Himself, whoever leads a place where he works today, or the service above it; without a person, anybody."""
    if subject is None:
        return standing_of(user).person_id is not None
    person = subject.absent if isinstance(subject, Substitution) else subject
    if person.pk == standing_of(user).person_id:
        return True
    jobs = person.employments.today().select_related("organisation")
    return any(holds(user, (*LEADS, *SERVICE), job.organisation) for job in jobs)


@tells_stronger
def stands_in_for_stronger(user: User, people: Sequence[Person]) -> set[int]:
    """Whoever stands in for a methodist does a methodist's duties: his account is opened like a methodist's."""
    current = Q(until=None) | Q(until__gte=clock.today())
    rows = Substitution.objects.filter(current, substitute__in=[person.pk for person in people])
    rows = rows.select_related("absent").prefetch_related("absent__roles__organisation")
    return {row.substitute_id for row in rows if holds_more(user, row.absent)}


def lead_ids(assignment: Assignment) -> frozenset[int]:
    return frozenset(part.person_id for part in current_parts(assignment) if part.role == "lead" and part.person_id)


def current_parts(assignment: Assignment) -> list[Part]:
    """Parts in force, the people with them; read once per row in memory, since a page asks many rights."""
    known: list[Part] | None = getattr(assignment, "_current_parts", None)
    if known is None:
        known = list(assignment.parts.filter(until=None).select_related("person", "organisation"))
        assignment._current_parts = known  # type: ignore[attr-defined]  # a cache on the row of this request
    return known


def _known(assignment: Assignment, question: Callable[[Assignment], bool]) -> bool:
    """The answer, asked once per row in memory."""
    answers: dict[str, bool] = assignment.__dict__.setdefault("_answers", {})
    if question.__name__ not in answers:
        answers[question.__name__] = question(assignment)
    return answers[question.__name__]


def _has_part(user: User, subject: Subject, *roles: str) -> bool:
    me = acting_for(user)
    return any(part.role in roles and part.person_id in me for part in current_parts(_assignment(subject)))


def _assignment(subject: Subject) -> Assignment:
    return subject if isinstance(subject, Assignment) else subject.assignment


@rules.predicate
def sees_directive(user: User, directive: Directive | None = None) -> bool:
    return directive is None or Directive.objects.visible_to(user).filter(pk=directive.pk).exists()


@rules.predicate
def sees_matter(user: User, matter: Matter | None = None) -> bool:
    return matter is None or Matter.objects.visible_to(user).filter(pk=matter.pk).exists()


@rules.predicate
def serves_document(user: User, document: Act | Paper | None = None) -> bool:
    """A methodist or the head of the authority, of the document's node or of one above it."""
    return acts_for_service(user, document.organisation if document else None)


executes = is_lead | leads_organisation
decides = is_accepter | is_controller
accepts = is_accepter & ~is_lead

rules.add_perm("assignments.view_control", is_known)
rules.add_perm("assignments.view_assignment", reads_organisation | serves_issuer | takes_part | is_named)
rules.add_perm("assignments.take_assignment", is_candidate)
rules.add_perm("assignments.write_report", executes)
rules.add_perm("assignments.hand_in_report", executes)
rules.add_perm("assignments.withdraw_report", executes)
rules.add_perm("assignments.acknowledge_assignment", executes)
rules.add_perm("assignments.download_asked_sheet", is_known & sees_matter)
rules.add_perm("assignments.download_acknowledgement_sheet", executes | serves_issuer)
rules.add_perm("assignments.send_act", serves_document)
rules.add_perm("assignments.send_paper", serves_document)
rules.add_perm("assignments.ask_extension", executes)
rules.add_perm("assignments.record_report", serves_issuer | is_accepter)
rules.add_perm("assignments.add_evidence", executes | is_co_executor | serves_issuer)
rules.add_perm("assignments.remove_evidence", executes | is_co_executor | serves_issuer)
rules.add_perm("assignments.hand_over", executes | (serves_issuer & has_no_lead))
rules.add_perm("assignments.accept_report", accepts)
rules.add_perm("assignments.accept_reports", is_known)
rules.add_perm("assignments.return_report", accepts)
rules.add_perm("assignments.grant_extension", decides & ~is_lead)
rules.add_perm("assignments.view_matter", is_known & sees_matter)
rules.add_perm("assignments.view_directive", is_known & sees_directive)
rules.add_perm("assignments.give_directive", acts_for_service)
rules.add_perm("assignments.grant_extensions", is_known)
rules.add_perm("assignments.refuse_extension", decides & ~is_lead)
rules.add_perm("assignments.set_interim_date", decides | serves_issuer)
rules.add_perm("assignments.remove_interim_date", decides | serves_issuer)
rules.add_perm("assignments.mark_interim_date", executes | is_co_executor)
rules.add_perm("assignments.mark_not_applicable", decides)
rules.add_perm("assignments.reopen_assignment", decides)
rules.add_perm("assignments.cancel_assignment", decides)
rules.add_perm("assignments.remind_executors", is_known)
rules.add_perm("assignments.remove_from_control", is_controller)
rules.add_perm("assignments.put_back_on_control", is_controller)
rules.add_perm("assignments.view_substitutions", is_known)
rules.add_perm("assignments.appoint_substitute", answers_for_person)
rules.add_perm("assignments.end_substitution", answers_for_person)
