"""Who may give which role: nobody grants what he lacks."""

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.standing import standing_of

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
