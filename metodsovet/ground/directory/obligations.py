"""Whose role asks for a second factor."""

from metodsovet.ground.access.models import User
from metodsovet.ground.access.obligations import oblige_second_factor
from metodsovet.ground.directory.models import Installation
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE, Role
from metodsovet.ground.directory.queries import current_installation
from metodsovet.ground.directory.standing import standing_of

ALWAYS = (Role.ADMINISTRATOR, *SERVICE)


@oblige_second_factor
def role_needs_second_factor(user: User) -> bool:
    """By the setting of the installation; an example with invented people asks nobody for a phone."""
    installation = current_installation()
    if installation is None or installation.is_demo:
        return False
    rule = installation.second_factor_for
    if rule == Installation.SecondFactorFor.EVERYONE:
        return True
    asked = (*ALWAYS, *LEADS) if rule == Installation.SecondFactorFor.LEADS else ALWAYS
    return bool(standing_of(user).paths_of(asked))
