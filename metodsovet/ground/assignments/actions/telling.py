"""Whom an action tells about itself."""

from collections.abc import Iterable

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.locking import person_id_of
from metodsovet.ground.assignments.models import Assignment, Part, Substitution
from metodsovet.ground.directory.models import RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.notifications.actions import notify


def tell(assignment: Assignment, people: Iterable[int], *, key: str, text: str, by: User | None) -> None:
    """Tell the people and those who stand in for them today, except whoever does it."""
    told = {person for person in people if person}
    told |= set(Substitution.objects.today().filter(absent__in=told).values_list("substitute_id", flat=True))
    told.discard(person_id_of(by) or 0)
    notify(sorted(told), key=key, text=text, url=assignment.get_absolute_url())


def executors_of(assignment: Assignment) -> list[int]:
    """The lead, or all who may take it while there is none."""
    current = assignment.parts.filter(until=None, person__isnull=False)
    parts = list(current.filter(role__in=[Part.Role.LEAD, Part.Role.CANDIDATE]).values_list("role", "person_id"))
    leads = [person for role, person in parts if role == Part.Role.LEAD and person]
    return leads or [person for _, person in parts if person]


def accepters_of(assignment: Assignment) -> list[int]:
    """The named accepter, or the methodists of whoever gave it."""
    if assignment.accepter_id is not None:
        return [assignment.accepter_id]
    return _holders_at_issuer(assignment, Role.METHODIST)


def deciders_of(assignment: Assignment) -> list[int]:
    """Who answers a request: those who accept and the named controller."""
    return accepters_of(assignment) + ([assignment.controller_id] if assignment.controller_id else [])


def _holders_at_issuer(assignment: Assignment, role: str) -> list[int]:
    held = RoleAssignment.objects.today().filter(role=role, organisation__in=assignment.issuer.ancestor_ids)
    return list(held.values_list("person_id", flat=True).distinct())
