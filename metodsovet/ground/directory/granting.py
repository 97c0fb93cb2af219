"""Who may give which role and open which account: nobody grants what he lacks."""

from collections.abc import Callable, Sequence

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock

# A methodist acts for the whole municipality already: the office above controls him and gives no new sight.
GRANTS: dict[str, tuple[str, ...]] = {
    Role.ADMINISTRATOR: (Role.ADMINISTRATOR,),
    Role.AUTHORITY_HEAD: (Role.AUTHORITY_HEAD, Role.METHODIST, Role.ORGANISATION_HEAD, Role.METHODICAL_LEAD),
    Role.METHODIST: (Role.AUTHORITY_HEAD, Role.METHODIST, Role.ORGANISATION_HEAD, Role.METHODICAL_LEAD),
    Role.ORGANISATION_HEAD: (Role.ORGANISATION_HEAD, Role.METHODICAL_LEAD),
    Role.METHODICAL_LEAD: (Role.METHODICAL_LEAD,),
}


def roles_granted_by(user: User, organisation: Organisation) -> tuple[str, ...]:
    """Roles that the user may give at the node, in the order of the list of roles."""
    held = {one.role for one in standing_of(user).roles if organisation.path.startswith(one.path)}
    granted = {role for one in held for role in GRANTS[one]}
    return tuple(role for role in Role.values if role in granted)


Stronger = Callable[[User, Sequence[Person]], set[int]]
_stronger_rules: list[Stronger] = []


def tells_stronger(rule: Stronger) -> Stronger:
    """An upper room states here, once at start, what else makes a person stronger than the user: ids of such people."""
    _stronger_rules.append(rule)
    return rule


def stronger_than(user: User, people: Sequence[Person]) -> set[int]:
    """Ids of people who hold, today or from a later day, what the user could not grant: their accounts are not his.

    Reads ``person.roles`` with their organisations: prefetch them for many.
    """
    return {person.pk for person in people if holds_more(user, person)} | stronger_beyond_roles(user, people)


def stronger_beyond_roles(user: User, people: Sequence[Person]) -> set[int]:
    """Ids of people who are stronger by what the upper rooms know: offices, substitutions."""
    return {pk for rule in _stronger_rules for pk in rule(user, people)}


def holds_more(user: User, person: Person) -> bool:
    """By roles alone."""
    today = clock.today()
    held = [one for one in person.roles.all() if one.until is None or one.until >= today]
    return any(one.role not in roles_granted_by(user, one.organisation) for one in held)
