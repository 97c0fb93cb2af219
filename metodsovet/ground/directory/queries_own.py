"""Who sees a person's card, in words that the person understands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from metodsovet.ground.directory.models import Organisation, Person, RoleAssignment
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.kernel import clock


@dataclass(frozen=True, slots=True)
class Watcher:
    """``who`` sees the card as ``what``; people are named where they hold a role."""

    who: str
    what: str
    people: Sequence[Person] = ()


def watchers_of(person: Person) -> list[Watcher]:
    """Those whom ``Person.objects.visible_to`` lets see the person today."""
    today = clock.today()
    jobs = person.employments.on(today).select_related("organisation__parent")
    places = {job.organisation for job in jobs} | {
        held.organisation for held in person.roles.on(today).select_related("organisation")
    }
    above = {pk for place in places for pk in place.ancestor_ids}
    held = (
        RoleAssignment.objects.on(today).filter(organisation__in=above).filter(Q(role__in=SERVICE) | Q(role__in=LEADS))
    )
    rows = list(held.select_related("person", "organisation").order_by("person__sort_key"))
    homes = sorted({_home(job.organisation).short_name for job in jobs})
    return [
        Watcher("Вы", "всё, что есть на этой странице"),
        Watcher("Методическая служба", "имя, места работы, роли, историю карточки", _people(rows, SERVICE)),
        Watcher("Руководство вашей организации", "имя, места работы, роли, историю карточки", _people(rows, LEADS)),
        *[Watcher(f"Все, кто работает в «{home}»", "имя, места работы и роли") for home in homes],
    ]


def _people(rows: Sequence[RoleAssignment], roles: Sequence[str]) -> list[Person]:
    return list({one.person_id: one.person for one in rows if one.role in roles}.values())


def _home(organisation: Organisation) -> Organisation:
    return organisation.parent if organisation.is_department and organisation.parent else organisation
