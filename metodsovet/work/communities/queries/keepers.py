"""Whoever keeps a community beside a given person."""

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import RoleAssignment
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.work.communities.models import Community

NOBODY_ELSE = "другого, кто решает о нём, нет"
"""What the history says where somebody decides about his own work."""


def others_keep(community: Community, user: User) -> bool:
    """Whether somebody else with an account acts for its organisation or for a node above it today."""
    rows = RoleAssignment.objects.today().filter(
        role__in=(*SERVICE, *LEADS),
        organisation__in=community.organisation.ancestor_ids,
        person__user__is_active=True,
    )
    return rows.exclude(person=standing_of(user).person_id).exists()
