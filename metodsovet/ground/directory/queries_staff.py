"""Who was where on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Organisation, Person, PersonName, RoleAssignment
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of


def staff_on(user: User, day: date) -> QuerySet[Employment]:
    """Places of work in force on the day under the nodes that the user serves or leads.

    Each row carries the roles of the person on that day (``roles_of_day``) and the former names.
    """
    roles = RoleAssignment.objects.on(day).select_related("organisation")
    names = Prefetch("person__former_names", PersonName.objects.filter(until__gte=day))
    return (
        Employment.objects.on(day)
        .filter(subtree_q(standing_of(user).paths_of((*SERVICE, *LEADS)), "organisation__path"))
        .select_related("person", "organisation__parent", "position")
        .prefetch_related(names, Prefetch("person__roles", roles, to_attr="roles_of_day"))
    )


def organisations_of_days(user: User) -> list[tuple[str, str]]:
    """Ids and names of the organisations whose days the user may ask about, closed ones too."""
    paths = standing_of(user).paths_of((*SERVICE, *LEADS))
    rows = Organisation.objects.filter(subtree_q(paths)).exclude(kind=Organisation.Kind.DEPARTMENT).order_by("path")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "short_name")]


def roles_of_day(person: Person) -> str:
    """Of a person of ``staff_on``."""
    held: list[Any] = vars(person)["roles_of_day"]
    return ", ".join(dict.fromkeys(one.get_role_display() for one in held))


def under(rows: QuerySet[Employment], organisations: Sequence[str]) -> QuerySet[Employment]:
    paths = list(Organisation.objects.filter(pk__in=organisations).values_list("path", flat=True))
    return rows.filter(subtree_q(paths, "organisation__path"))


def called(rows: QuerySet[Employment], words: str) -> QuerySet[Employment]:
    return rows.filter(Q(person__in=Person.objects.all().named(words).values("pk")))
