"""Questions across the directory."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import (
    Account,
    CalendarDay,
    Employment,
    Installation,
    Organisation,
    Person,
    RoleAssignment,
)
from metodsovet.ground.directory.models.accounts import AccountQuerySet
from metodsovet.ground.directory.models.organisations import covers_all, subtree_q
from metodsovet.ground.directory.models.people import Asked, PersonQuerySet
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE, Role
from metodsovet.ground.directory.models.rosters import LOADERS
from metodsovet.ground.directory.reading.days import full_years
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock
from metodsovet.kernel.looking_up import exists
from metodsovet.kernel.russian import date_short, plural

SATURDAY = 5


_of_request: ContextVar[Installation | None] = ContextVar("installation", default=None)


def current_installation() -> Installation | None:
    """Read once per request."""
    return _of_request.get() or Installation.objects.select_related("root").first()


@contextmanager
def installation_of_request() -> Iterator[Installation | None]:
    """The installation, known to whoever asks inside the block."""
    installation = current_installation()
    token = _of_request.set(installation)
    try:
        yield installation
    finally:
        _of_request.reset(token)


def working_days(first: date, last: date) -> Callable[[date], bool]:
    """A test «is a working day» for days between the two: the usual week corrected by the calendar, in one query."""
    special = dict(CalendarDay.objects.filter(day__range=(first, last)).values_list("day", "is_working"))

    def is_working(day: date) -> bool:
        return special.get(day, day.weekday() < SATURDAY)

    return is_working


def people_rows(user: User, *, asked: Asked = exists) -> PersonQuerySet:
    """People whom the user sees, each with ``jobs_of`` and ``roles_of`` today already read; ``visible_to``."""
    today = clock.today()
    jobs = Employment.objects.on(today).select_related("organisation", "position").prefetch_related("subjects")
    roles = RoleAssignment.objects.on(today).select_related("organisation")
    return (
        Person.objects.visible_to(user, asked=asked)
        .select_related("user")
        .prefetch_related(
            Prefetch("employments", jobs, to_attr="jobs_today"),
            Prefetch("roles", roles, to_attr="roles_today"),
            "categories",
        )
    )


def account_rows(user: User) -> AccountQuerySet:
    """Accounts of the nodes that the user administers, each with ``jobs_of`` today already read."""
    jobs = Employment.objects.on(clock.today()).select_related("organisation", "position")
    rows = Account.objects.administered_by(user).select_related("user")
    found: AccountQuerySet = rows.prefetch_related(Prefetch("employments", jobs, to_attr="jobs_today"))
    return found


def facts_of(person: Person) -> list[tuple[str, str]]:
    """Service, education and categories in words, only what is known. Experience is told as of today."""
    today = clock.today()
    facts: list[tuple[str, str]] = []
    for label, since in (
        ("Педагогический стаж", person.teaching_since),
        ("Общий стаж", person.working_since),
    ):
        if since is not None:
            years = full_years(since, today)
            facts.append((label, f"{years} {plural(years, 'год', 'года', 'лет')}, считается с {date_short(since)}"))
    if person.education_level or person.education:
        level = person.get_education_level_display() if person.education_level else ""
        facts.append(("Образование", "; ".join(filter(None, (level, person.education)))))
    for one in person.categories.all():
        begun = f" с {date_short(one.since)}" if one.since else ""
        ended = f" по {date_short(one.until)}" if one.until else ""
        facts.append(("Категория", f"{one.get_kind_display()}{begun}{ended}"))
    return facts


def categories_text(person: Person) -> str:
    """Of a row of ``people_rows``: those in force today."""
    today = clock.today()
    current = [one for one in person.categories.all() if one.until is None or one.until >= today]
    return ", ".join(dict.fromkeys(one.get_kind_display() for one in current))


def working_today(people: PersonQuerySet, *, asked: Asked = exists) -> PersonQuerySet:
    """Those who work or hold a role today."""
    today, him = clock.today(), OuterRef("pk")
    jobs = Employment.objects.on(today).filter(person=him)
    roles = RoleAssignment.objects.on(today).filter(person=him)
    return people.filter(asked(jobs) | asked(roles))


def sees_all_at_work(user: User) -> bool:
    """Whether nobody who works today is hidden from the user."""
    return covers_all(user, standing_of(user).paths_of(SERVICE))


def number_at_work() -> int:
    """How many people ``working_today`` keeps of all: counted where they work, without asking each."""
    today = clock.today()
    jobs = Employment.objects.on(today).order_by().values("person")
    return jobs.union(RoleAssignment.objects.on(today).order_by().values("person")).count()


def jobs_of(person: Person) -> Sequence[Employment]:
    """Of a row of ``people_rows``."""
    jobs: Sequence[Employment] = vars(person)["jobs_today"]
    return jobs


def roles_of(person: Person) -> Sequence[RoleAssignment]:
    """Of a row of ``people_rows``."""
    roles: Sequence[RoleAssignment] = vars(person)["roles_today"]
    return roles


def organisation_rows(user: User) -> QuerySet[Any]:
    """Organisations whom the user sees with ``people_count`` and today's leads; departments are counted in theirs."""
    today = clock.today()
    staff = (
        Employment.objects.on(today)
        .filter(organisation__path__startswith=OuterRef("path"))
        .order_by()
        .values(whole=OuterRef("pk"))
        .annotate(n=Count("person", distinct=True))
        .values("n")
    )
    leads = RoleAssignment.objects.on(today).filter(role__in=LEADS).select_related("person")
    return (
        Organisation.objects.visible_to(user)
        .select_related("parent")
        .annotate(people_count=Coalesce(Subquery(staff), 0))
        .prefetch_related(Prefetch("roles", leads, to_attr="leads_today"))
    )


def leads_of(organisation: Organisation, role: str) -> list[Person]:
    """Of a row of ``organisation_rows``."""
    granted: Sequence[RoleAssignment] = vars(organisation)["leads_today"]
    return [one.person for one in granted if one.role == role]


def organisations_loaded_by(user: User) -> QuerySet[Organisation]:
    """Open nodes whose lists the user loads, the whole municipality first; departments come with theirs."""
    paths = standing_of(user).paths_of(LOADERS)
    nodes = Organisation.objects.filter(subtree_q(paths), closed_on=None)
    return nodes.exclude(kind=Organisation.Kind.DEPARTMENT).order_by("path")


def organisations_kept_by(user: User) -> QuerySet[Organisation]:
    """Open organisations whose staff the user keeps."""
    paths = standing_of(user).paths_of((*SERVICE, *LEADS, Role.ADMINISTRATOR))
    return Organisation.objects.filter(subtree_q(paths), closed_on=None).order_by("path")
