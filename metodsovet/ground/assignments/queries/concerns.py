"""Whose hands an assignment is in, as conditions of SQL; rules say the same about one row."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, Subquery

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, InterimDate, Part
from metodsovet.ground.assignments.models.substitutions import acting_for
from metodsovet.ground.directory.models import Employment, RoleAssignment
from metodsovet.ground.directory.models.organisations import covers_all, lies_under
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.rules import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel.looking_up import looked_up

IN_WORK = Q(state__in=[Assignment.State.GIVEN, Assignment.State.RETURNED], removed_from_control_at=None)
WAITING = Q(state=Assignment.State.REPORTED, removed_from_control_at=None)


def has_part(role: str, **of: object) -> Exists:
    return Exists(Part.objects.filter(assignment=OuterRef("pk"), role=role, until=None, **of))


def leads(user: User) -> Exists:
    return has_part(Part.Role.LEAD, person__in=acting_for(user))


def interim_on() -> Subquery:
    """The next interim date that is not marked."""
    owed = InterimDate.objects.filter(assignment=OuterRef("pk"), done_on=None).order_by("due_on")
    return Subquery(owed.values("due_on")[:1])


def is_gap() -> Q:
    """Nobody leads and nobody may take it."""
    held = Part.objects.filter(assignment=OuterRef("pk"), until=None, person__isnull=False)
    return ~looked_up(held.filter(role=Part.Role.LEAD)) & ~looked_up(held.filter(role=Part.Role.CANDIDATE))


def is_here(office: str) -> Q:
    """The one named for the office («accepter», «controller») still works or holds a role somewhere."""
    jobs = Employment.objects.today().filter(person=OuterRef(office))
    roles = RoleAssignment.objects.today().filter(person=OuterRef(office))
    return looked_up(jobs) | looked_up(roles)


def named_accepts() -> Q:
    """The named accepter is here and does not lead the work himself; otherwise the service of the issuer accepts."""
    led = Part.objects.filter(assignment=OuterRef("pk"), role=Part.Role.LEAD, until=None, person=OuterRef("accepter"))
    return is_here("accepter") & ~looked_up(led)


def has_named_accepter(assignment: Assignment) -> bool:
    """``named_accepts`` of one row; asks the database."""
    return assignment.accepter_id is not None and _is(assignment, named_accepts())


def has_named_controller(assignment: Assignment) -> bool:
    """``is_here`` of one row; asks the database."""
    return assignment.controller_id is not None and _is(assignment, is_here("controller"))


def accepts(user: User) -> Q:
    """``rules.is_accepter``."""
    return _decides(user, Q(accepter__in=acting_for(user)), named_accepts(), SERVICE)


def controls(user: User) -> Q:
    """``rules.is_controller``."""
    return _decides(user, Q(controller__in=acting_for(user)), is_here("controller"), [Role.AUTHORITY_HEAD])


def _decides(user: User, mine: Q, named: Q, roles: Iterable[str]) -> Q:
    """Whoever is named decides; where nobody is, those who hold one of the roles over the issuer."""
    paths = standing_of(user).paths_of(roles)
    if covers_all(user, paths):
        return mine | ~named
    return (mine & named) | (lies_under(user, paths, "issuer") & ~named) if paths else mine & named


def may_remind(user: User) -> Q:
    """Who accepts, who controls, and the service of whoever gave it: there nobody asks who was named."""
    at_issuer, me = lies_under(user, standing_of(user).paths_of(SERVICE), "issuer"), acting_for(user)
    return at_issuer | (Q(accepter__in=me) & named_accepts()) | (Q(controller__in=me) & is_here("controller"))


def in_led_organisation(user: User) -> Q:
    return lies_under(user, standing_of(user).paths_of(LEADS), "organisation")


def _is(assignment: Assignment, condition: Q) -> bool:
    return Assignment.objects.filter(condition, pk=assignment.pk).exists()
