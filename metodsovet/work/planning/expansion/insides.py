"""Who holds offices in communities and is their member on a day, for the plans that name them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from metodsovet.ground.directory.models import Employment, Organisation
from metodsovet.work.communities.models import Community, Membership, Office
from metodsovet.work.planning.matching.labels import HOLDER_OF_OFFICE, INSIDE


@dataclass(slots=True)
class Inside:
    """One community; ``members`` are people with the organisations where they mainly work, by name."""

    community_id: int
    organisation_id: int
    offices: dict[str, list[int]] = field(default_factory=dict)
    members: list[tuple[int, int]] = field(default_factory=list)

    def holding(self, holder: str) -> tuple[int, ...]:
        return tuple(self.offices.get(holder, ()))


def insides_of(parties: "QuerySet[Any]", day: date) -> Mapping[int, Inside]:
    """By ids of communities that the rows name; whoever works nowhere any more is left out. Four queries at most.

    A curator may be of another place than the community: a methodist of the town in a school.
    """
    named = set(parties.filter(holder__in=INSIDE).exclude(community=None).values_list("community_id", flat=True))
    if not named:
        return {}
    homes = dict(Community.objects.filter(pk__in=named, closed_on=None).values_list("pk", "organisation_id"))
    found = {pk: Inside(pk, organisation) for pk, organisation in homes.items()}
    offices = list(
        Office.objects.on(day)
        .filter(community__in=homes, kind__in=HOLDER_OF_OFFICE)
        .order_by("since", "pk")
        .values_list("community_id", "kind", "person_id")
    )
    memberships = Membership.objects.on(day).filter(community__in=homes).order_by("person__sort_key", "person_id")
    members = list(memberships.values_list("community_id", "person_id"))
    works_at = main_places({person for *_, person in (*offices, *members)}, day)
    for community, kind, person in offices:
        if person in works_at:
            found[community].offices.setdefault(HOLDER_OF_OFFICE[kind], []).append(person)
    for community, person in members:
        if person in works_at:
            found[community].members.append((person, works_at[person]))
    return found


def main_places(people: Any, day: date) -> dict[int, int]:
    """By ids of people (a set or a query) the organisation of each, whole where it is a department."""
    rows = Employment.objects.on(day).filter(person__in=people).order_by("is_main", "-pk")
    pairs = rows.values_list("person_id", "organisation_id", "organisation__parent_id", "organisation__kind")
    return {person: parent if kind == Organisation.Kind.DEPARTMENT else pk for person, pk, parent, kind in pairs}
