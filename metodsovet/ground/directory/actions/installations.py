"""The beginning of an installation and its settings."""

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils import timezone

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.holidays import usual_holidays
from metodsovet.ground.directory.models import (
    CalendarDay,
    Installation,
    Organisation,
    Person,
    Position,
    RoleAssignment,
)
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

BEGINNING_LOCK = 7_340_121  # of nobody else in this database
YEARS_AHEAD = 2
FIRST_ROLES = (Role.ADMINISTRATOR, Role.METHODIST)
Function = Position.Function
USUAL_POSITIONS = {
    "директор": Function.HEAD,
    "заведующий": Function.HEAD,
    "заместитель директора по УВР": Function.DEPUTY,
    "старший воспитатель": Function.DEPUTY,
    "методист": Function.METHODIST,
    "специалист": Function.SPECIALIST,
    "учитель": Function.TEACHER,
    "воспитатель": Function.TEACHER,
    "педагог дополнительного образования": Function.TEACHER,
}


@dataclass(frozen=True, slots=True)
class Newcomer:
    """The first person of an installation and the account."""

    last_name: str
    first_name: str
    patronymic: str
    login: str
    password: str


@transaction.atomic
def begin_installation(
    name: str,
    *,
    time_zone: str,
    first: Newcomer,
    kind: str = Organisation.Kind.MUNICIPALITY,
    is_demo: bool = False,
    demo_seed: int = 0,
) -> User:
    """The municipality or region, its settings, posts, holidays and its first person; DomainError ``already_begun``.

    Two at once wait for one another, and the second is refused.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BEGINNING_LOCK])
    if Installation.objects.exists():
        raise DomainError("already_begun", "Работа уже начата: войдите с именем и паролем, которые вам дали.")
    root = Organisation.objects.create(kind=kind, name=name, short_name=name[:150])
    installation = Installation.objects.create(
        pk=1, root=root, time_zone=time_zone, is_demo=is_demo, demo_seed=demo_seed
    )
    with timezone.override(ZoneInfo(time_zone)):  # its first day is that of the place
        _make_references(clock.today())
        user = _make_first(first, root)
    record_action("begin_installation", installation, f"Начата работа: {name}", by=user)
    return user


def _make_references(today: date) -> None:
    Position.objects.bulk_create(
        [Position(name=name, function=function) for name, function in USUAL_POSITIONS.items()], ignore_conflicts=True
    )
    days = usual_holidays(today.year - 1, today.year + YEARS_AHEAD)
    CalendarDay.objects.bulk_create(days, ignore_conflicts=True)


def _make_first(first: Newcomer, root: Organisation) -> User:
    user = User.objects.create_user(first.login, first.password)
    person = Person.objects.create(
        user=user, last_name=first.last_name, first_name=first.first_name, patronymic=first.patronymic
    )
    today = clock.today()
    RoleAssignment.objects.bulk_create(
        [RoleAssignment(person=person, role=role, organisation=root, since=today) for role in FIRST_ROLES]
    )
    return user


@transaction.atomic
def change_installation(
    installation: Installation, *, time_zone: str, nonworking_rule: str, risk_days: int, by: User
) -> Installation:
    installation = Installation.objects.select_for_update(of=("self",)).get(pk=installation.pk)
    installation.time_zone = time_zone
    installation.nonworking_rule = nonworking_rule
    installation.risk_days = risk_days
    installation.full_clean()
    installation.save()
    text = f"Настройки: {time_zone}, срок в нерабочий день — {installation.get_nonworking_rule_display()}, "
    record_action("change_installation", installation, f"{text}риск за {risk_days} дн.", by=by)
    return installation


@transaction.atomic
def set_digest_time(installation: Installation, *, digest_at: time, by: User | None) -> Installation:
    """The time of day, in the zone of the installation, at which digests go out."""
    installation = Installation.objects.select_for_update(of=("self",)).get(pk=installation.pk)
    installation.digest_at = digest_at
    installation.save(update_fields=["digest_at"])
    record_action("set_digest_time", installation, f"Сводки на почту уходят в {digest_at:%H:%M}", by=by)
    return installation


@transaction.atomic
def change_entering(installation: Installation, *, code_days: int, second_factor_for: str, by: User) -> Installation:
    """How long a code of a slip is good, and whom a second factor is asked of."""
    installation = Installation.objects.select_for_update(of=("self",)).get(pk=installation.pk)
    installation.code_days = code_days
    installation.second_factor_for = second_factor_for
    installation.full_clean()
    installation.save()
    text = f"Вход: код с листка действует {code_days} дн., второй шаг — "
    record_action("change_entering", installation, text + installation.get_second_factor_for_display(), by=by)
    return installation
