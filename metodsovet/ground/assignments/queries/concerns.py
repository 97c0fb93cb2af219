"""Whose hands an assignment is in, as conditions of SQL; rules say the same about one row."""

from django.db.models import Exists, OuterRef, Q

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Extension, Part
from metodsovet.ground.assignments.models.substitutions import acting_for
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.rules import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of

IN_WORK = Q(state__in=[Assignment.State.GIVEN, Assignment.State.RETURNED], removed_from_control_at=None)
WAITING = Q(state=Assignment.State.REPORTED, removed_from_control_at=None)


def has_part(role: str, **of: object) -> Exists:
    return Exists(Part.objects.filter(assignment=OuterRef("pk"), role=role, until=None, **of))


def leads(user: User) -> Exists:
    return has_part(Part.Role.LEAD, person__in=acting_for(user))


def may_take(user: User) -> Exists:
    return has_part(Part.Role.CANDIDATE, person__in=acting_for(user))


def has_lead() -> Exists:
    return has_part(Part.Role.LEAD, person__isnull=False)


def is_gap() -> Q:
    """Nobody leads and nobody may take it."""
    return ~Q(has_lead()) & ~Q(has_part(Part.Role.CANDIDATE, person__isnull=False))


def led_by_accepter() -> Exists:
    """Then somebody else has to accept."""
    return has_part(Part.Role.LEAD, person=OuterRef("accepter"))


def is_asked(user: User) -> Exists:
    """A later deadline is asked, by somebody else."""
    asked = Extension.objects.filter(assignment=OuterRef("pk"), state=Extension.State.ASKED)
    return Exists(asked.exclude(asked_by=user))


def accepts(user: User) -> Q:
    """``rules.is_accepter``."""
    at_issuer = subtree_q(standing_of(user).paths_of(SERVICE), "issuer__path")
    named = Q(accepter__in=acting_for(user)) & ~Q(led_by_accepter())
    return named | ((Q(accepter=None) | Q(led_by_accepter())) & at_issuer)


def controls(user: User) -> Q:
    """``rules.is_controller``."""
    at_issuer = subtree_q(standing_of(user).paths_of([Role.AUTHORITY_HEAD]), "issuer__path")
    return Q(controller__in=acting_for(user)) | (Q(controller=None) & at_issuer)


def in_led_organisation(user: User) -> Q:
    return subtree_q(standing_of(user).paths_of(LEADS), "organisation__path")
