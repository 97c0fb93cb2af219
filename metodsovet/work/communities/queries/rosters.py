"""Who is in a community on a day, called and employed as on that day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Organisation, Person
from metodsovet.ground.documents.models import Act
from metodsovet.work.communities.models import Community, Membership, Office

DUTIES = {code: place for place, code in enumerate(Office.Kind.values)}
NO_DUTY = len(DUTIES)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """``membership`` is None of a curator, who looks from outside. ``is_known`` to whoever may open his page."""

    person: Person
    name: str
    post: str
    place: str
    offices: tuple[Office, ...]
    membership: Membership | None
    is_known: bool

    @property
    def duty(self) -> str:
        return ", ".join(office.title for office in self.offices)

    @property
    def since(self) -> date:
        """In the first office; without one, in the community."""
        first = self.offices[0] if self.offices else self.membership
        assert first is not None
        day: date = first.since
        return day

    @property
    def until(self) -> date | None:
        first = self.offices[0] if self.offices else self.membership
        day: date | None = first.until if first else None
        return day

    @property
    def basis(self) -> Act | None:
        acts = (office.basis for office in self.offices)
        return next((act for act in acts if act), None) or (self.membership.basis if self.membership else None)

    @property
    def ground(self) -> str:
        """Why he is in without an act: «по правилу: учитель математики»."""
        if self.membership is None or self.basis is not None or self.membership.ground == Membership.Ground.BY_HAND:
            return ""
        if self.membership.reason:
            return f"по правилу: {self.membership.reason}"
        return self.membership.get_ground_display()

    @property
    def post_and_place(self) -> str:
        return ", ".join(part for part in (self.post, self.place) if part)


@dataclass(frozen=True, slots=True)
class Roster:
    """Whoever holds an office stands first, in the order of the offices; then by name."""

    day: date
    rows: Sequence[RosterRow]

    @property
    def members(self) -> Sequence[RosterRow]:
        return [row for row in self.rows if row.membership is not None]

    @property
    def place_count(self) -> int:
        return len({row.place for row in self.members if row.place})

    def holding(self, office: str) -> Sequence[RosterRow]:
        return [row for row in self.rows if any(held.kind == office for held in row.offices)]


def roster_of(community: Community, day: date, *, user: User) -> Roster:
    return rosters_of([community], day, user=user)[community.pk]


def rosters_of(communities: Sequence[Community], day: date, *, user: User) -> dict[int, Roster]:
    """By ids of communities; the same number of queries for any number of them."""
    prefetch_related_objects(list(communities), "kind__offices")
    ids = [one.pk for one in communities]
    memberships = list(_with_people(Membership.objects.on(day).filter(community__in=ids), day))
    offices = list(_with_people(Office.objects.on(day).filter(community__in=ids), day))
    people = {row.person_id for row in (*memberships, *offices)}
    known = set(Person.objects.visible_to(user).filter(pk__in=people).values_list("pk", flat=True))
    answer = {}
    for community in communities:
        held = [one for one in offices if one.community_id == community.pk]
        for office in held:
            office.community = community
        joined = [one for one in memberships if one.community_id == community.pk]
        answer[community.pk] = Roster(day, _rows(joined, held, known, day))
    return answer


def jobs_on(day: date) -> QuerySet[Employment]:
    """To be prefetched as ``jobs_of_day``, the main place of work first."""
    jobs = Employment.objects.on(day).select_related("position", "organisation__parent")
    rows: QuerySet[Employment] = jobs.order_by("-is_main", "since")
    return rows


def whole_of(organisation: Organisation) -> Organisation:
    """The organisation of a department; its parent must be read."""
    return organisation.parent if organisation.is_department and organisation.parent else organisation


def post_and_place(person: Person) -> tuple[str, str]:
    """Of a person with ``jobs_of_day``."""
    jobs: Sequence[Employment] = vars(person)["jobs_of_day"]
    return (jobs[0].position.name, whole_of(jobs[0].organisation).short_name) if jobs else ("", "")


def _with_people(rows: Any, day: date) -> Any:
    return rows.select_related("person", "basis").prefetch_related(
        "person__former_names", Prefetch("person__employments", jobs_on(day), to_attr="jobs_of_day")
    )


def _rows(memberships: Sequence[Membership], offices: Sequence[Office], known: set[int], day: date) -> list[RosterRow]:
    everybody: list[Membership | Office] = [*memberships, *offices]
    people = {row.person_id: row.person for row in everybody}
    joined = {one.person_id: one for one in memberships}
    rows = []
    for pk, person in people.items():
        held = sorted((one for one in offices if one.person_id == pk), key=lambda one: DUTIES[one.kind])
        post, place = post_and_place(person)
        rows.append(RosterRow(person, person.name_on(day), post, place, tuple(held), joined.get(pk), pk in known))
    return sorted(rows, key=_order)


def _order(row: RosterRow) -> tuple[int, str]:
    return DUTIES[row.offices[0].kind] if row.offices else NO_DUTY, row.name.casefold().replace("ё", "е")
