"""Rights over acts: everybody of the municipality reads them, whoever acts for the organisation registers them."""

import rules

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.rules import holds, is_known
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.models import Act

REGISTRARS = (*SERVICE, *LEADS)


@rules.predicate
def sees_act(user: User, act: Act | None = None) -> bool:
    return act is None or Act.objects.visible_to(user).filter(pk=act.pk).exists()


@rules.predicate
def registers_for(user: User, organisation: Organisation | None = None) -> bool:
    if organisation is None:
        return bool(standing_of(user).paths_of(REGISTRARS))
    return holds(user, REGISTRARS, organisation)


@rules.predicate
def registers(user: User, act: Act | None = None) -> bool:
    return registers_for(user, act.organisation if act else None)


rules.add_perm("documents.view_act", is_known & sees_act)
rules.add_perm("documents.add_act", registers_for)
rules.add_perm("documents.change_act", registers)
rules.add_perm("documents.attach_act_file", registers)
