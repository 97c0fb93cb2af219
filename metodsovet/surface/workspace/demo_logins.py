"""Accounts of the example: one person for each kind of work, offered on the login page."""

from dataclasses import dataclass

from metodsovet.ground.directory.models import Employment, Person, Position, RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Office

OFFERED = (Role.METHODIST, Role.METHODICAL_LEAD, Role.ORGANISATION_HEAD, Role.AUTHORITY_HEAD, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class DemoLogin:
    who: str
    role: str
    login: str


def demo_logins() -> list[DemoLogin]:
    """The account that was made first for each role, then a head of an association and a teacher without any role."""
    today = clock.today()
    granted = (
        RoleAssignment.objects.on(today)
        .filter(person__user__is_active=True)
        .select_related("person__user", "organisation")
        .order_by("role", "person__user_id")
        .distinct("role")
    )
    by_role = {one.role: one for one in granted}
    found = [_login(by_role[role].person, role.label) for role in OFFERED if role in by_role]
    return [*found, *_without_roles()]


def _without_roles() -> list[DemoLogin]:
    today = clock.today()
    heads = Office.objects.on(today).filter(person__user__is_active=True, person__roles=None)
    head = heads.select_related("person__user").order_by("person__user_id").first()
    teachers = (
        Employment.objects.on(today)
        .filter(position__function=Position.Function.TEACHER, person__user__is_active=True, person__roles=None)
        .exclude(person__in=heads.values("person"))
    )
    teacher = teachers.select_related("person__user", "position").order_by("person__user_id").first()
    return ([_login(head.person, "руководитель методического объединения")] if head else []) + (
        [_login(teacher.person, teacher.position.name)] if teacher else []
    )


def _login(person: Person, role: str) -> DemoLogin:
    assert person.user is not None
    return DemoLogin(person.full_name, role, person.user.login)
