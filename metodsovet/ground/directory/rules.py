"""Rights over the directory, and predicates the rooms above build theirs from."""

from collections.abc import Iterable
from typing import Protocol

import rules

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.standing import standing_of

SERVICE = (Role.METHODIST, Role.AUTHORITY_HEAD)
"""Who acts for the municipality."""
LEADS = (Role.ORGANISATION_HEAD, Role.METHODICAL_LEAD)
"""Who acts for one organisation."""


class Placed(Protocol):
    """Something that belongs to a node of the tree."""

    organisation: Organisation


def holds(user: User, roles: Iterable[str], organisation: Organisation) -> bool:
    return standing_of(user).holds(roles, organisation.path)


@rules.predicate
def is_known(user: User) -> bool:
    """Somebody with a person behind the account."""
    return standing_of(user).person_id is not None


@rules.predicate
def is_administrator(user: User, organisation: Organisation | None = None) -> bool:
    if organisation is None:
        return bool(standing_of(user).paths_of([Role.ADMINISTRATOR]))
    return holds(user, [Role.ADMINISTRATOR], organisation)


@rules.predicate
def acts_for_service(user: User, organisation: Organisation | None = None) -> bool:
    """A methodist or head of the authority, of the given node or (without one) of any."""
    if organisation is None:
        return bool(standing_of(user).paths_of(SERVICE))
    return holds(user, SERVICE, organisation)


@rules.predicate
def sees_person(user: User, person: Person | None = None) -> bool:
    return person is None or Person.objects.visible_to(user).filter(pk=person.pk).exists()


rules.add_perm("directory.view_organisation", is_known)
rules.add_perm("directory.view_person", sees_person)
rules.add_perm("directory.change_structure", is_administrator | acts_for_service)
rules.add_perm("directory.change_installation", is_administrator)
