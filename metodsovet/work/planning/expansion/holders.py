"""Who holds a party on a day, looked up for a whole plan in a few queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from metodsovet.ground.directory.models import Employment, Organisation, Position, RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.work.communities.models import Community, CommunityKind, Office
from metodsovet.work.planning.expansion.insides import Inside, insides_of, main_places
from metodsovet.work.planning.matching.audiences import SERVICE_KINDS, Addressed, audience_of, node_of
from metodsovet.work.planning.matching.choices import HolderChoice
from metodsovet.work.planning.matching.labels import HOLDER_OF_OFFICE
from metodsovet.work.planning.models import ActivityParty, NamedParty, Plan

Holder = NamedParty.Holder
Function = Position.Function
_ONLY_AT_THE_NODE = (Function.HEAD, Function.DEPUTY)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one executor: an organisation's, a person's, an association's, or the whole party's (empty key).

    Several people are those of whom one takes the work; none is a gap.
    """

    key: str
    organisation_id: int
    person_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Job:
    person_id: int
    organisation_id: int
    position_id: int
    function: str


class HolderBook:
    """Facts of one day for one plan or order, each kind read at most once and only when asked for."""

    def __init__(self, plan: Addressed, day: date, parties: "QuerySet[Any] | None" = None) -> None:
        """``parties`` are all rows that may be asked of; those of the plan where nothing else is said."""
        self.plan = plan
        self.day = day
        self._parties: QuerySet[Any] = _parties_of(plan) if parties is None else parties
        self.node = node_of(plan.organisation)
        self._known: dict[tuple[HolderChoice, str], tuple[Slot, ...]] = {}
        self._slots_of_kinds: dict[frozenset[str], tuple[Slot, ...]] = {}

    def slots(self, party: NamedParty) -> tuple[Slot, ...]:
        """Places of the party; one place with all the people where one of them takes the work."""
        found = self.all_slots(party)
        if party.acts_as == NamedParty.ActsAs.EACH and party.holder != Holder.NOBODY:
            return found or (Slot("", self.plan.organisation.pk, ()),)
        people = tuple(dict.fromkeys(person for slot in found for person in slot.person_ids))
        home = found[0].organisation_id if found else self.plan.organisation.pk
        return (Slot("", home, people),)

    def all_slots(self, party: NamedParty) -> tuple[Slot, ...]:
        """Everyone the party means, apart, whether one of them takes the work or each does."""
        key = HolderChoice.of(party), party.acts_as
        if key not in self._known:
            self._known[key] = self._expand(party)
        return self._known[key]

    def organisation_slot(self, organisation_id: int) -> Slot:
        """Who answers for an organisation: responsible for methodical work, else the head by role, else by post."""
        people = (
            self._roles[organisation_id, Role.METHODICAL_LEAD]
            or self._roles[organisation_id, Role.ORGANISATION_HEAD]
            or self._by_function[organisation_id, Function.HEAD]
        )
        return Slot(f"org:{organisation_id}", self.house_of(organisation_id), tuple(people))

    def house_of(self, organisation_id: int) -> int:
        """The organisation of a department, others stand for themselves."""
        return self._house.get(organisation_id, organisation_id)

    @property
    def audience_ids(self) -> tuple[int, ...]:
        return tuple(self._kind_of)

    @cached_property
    def _kind_of(self) -> dict[int, str]:
        """Kinds of the organisations of the audience by their ids, in its order."""
        return dict(audience_of(self.plan).values_list("pk", "kind"))

    def audience_of_kind(self, *kinds: str) -> tuple[int, ...]:
        """Ids of the audience, of these kinds only; an empty kind or none stands for all of it."""
        if not kinds or "" in kinds:
            return self.audience_ids
        return tuple(pk for pk in self.audience_ids if self._kind_of[pk] in kinds)

    def organisation_slots(self, *kinds: str) -> tuple[Slot, ...]:
        """Of the audience, as ``audience_of_kind``."""
        asked = frozenset(kinds)
        if asked not in self._slots_of_kinds:
            self._slots_of_kinds[asked] = tuple(self.organisation_slot(pk) for pk in self.audience_of_kind(*kinds))
        return self._slots_of_kinds[asked]

    @cached_property
    def audience_set(self) -> frozenset[int]:
        return frozenset(self.audience_ids)

    @property
    def is_of_service(self) -> bool:
        return self.node.kind in SERVICE_KINDS

    def _expand(self, party: NamedParty) -> tuple[Slot, ...]:
        expand = {
            Holder.PERSON: self._of_person,
            Holder.FUNCTION_AT: self._of_function_at,
            Holder.FUNCTION_IN_AUDIENCE: self._of_function_in_audience,
            Holder.ORGANISATION: self._of_organisation,
            Holder.AUDIENCE: self._of_audience,
            Holder.COMMUNITY_HEADS: self._of_heads,
            Holder.COMMUNITY_MEMBERS: self._of_members,
            **dict.fromkeys(HOLDER_OF_OFFICE.values(), self._of_office),
        }.get(Holder(party.holder))
        return tuple(expand(party)) if expand else ()

    def _of_person(self, party: NamedParty) -> Iterable[Slot]:
        if party.person_id is not None:
            home = self._main_homes.get(party.person_id, self.plan.organisation.pk)
            yield Slot(f"person:{party.person_id}", home, self._still_here(party.person_id))

    def _of_function_at(self, party: NamedParty) -> Iterable[Slot]:
        if party.organisation_id is None:
            return
        people = dict.fromkeys(job.person_id for job in self._jobs_at(party.organisation_id, party))
        home = self.house_of(party.organisation_id)
        for person in people:
            yield Slot(f"person:{person}", home, (person,))

    def _of_function_in_audience(self, party: NamedParty) -> Iterable[Slot]:
        for organisation in self.audience_of_kind(party.organisation_kind):
            people = dict.fromkeys(job.person_id for job in self._jobs_at(organisation, party))
            yield Slot(f"org:{organisation}", organisation, tuple(people))

    def _of_organisation(self, party: NamedParty) -> Iterable[Slot]:
        if party.organisation_id is not None:
            yield self.organisation_slot(party.organisation_id)

    def _of_audience(self, party: NamedParty) -> Iterable[Slot]:
        yield from self.organisation_slots(party.organisation_kind)

    def _of_heads(self, party: NamedParty) -> Iterable[Slot]:
        """A community that nobody heads has its place too: an empty one."""
        for community, head in self._communities:
            if self._is_meant(party, community):
                people = () if head is None else self._still_here(head)
                yield Slot(f"community:{community.pk}", community.organisation_id, people)

    def _of_office(self, party: NamedParty) -> Iterable[Slot]:
        """An office that nobody holds has its place too."""
        inside = self._inside.get(party.community_id or 0)
        if inside is not None:
            yield Slot(f"community:{inside.community_id}", inside.organisation_id, inside.holding(party.holder))

    def _of_members(self, party: NamedParty) -> Iterable[Slot]:
        """One place of them all, so that whoever comes later stands there too; where each does, one for each."""
        inside = self._inside.get(party.community_id or 0)
        if inside is None:
            return
        if party.acts_as == NamedParty.ActsAs.EACH:
            yield from (Slot(f"person:{person}", home, (person,)) for person, home in inside.members)
        else:
            people = tuple(person for person, _ in inside.members)
            yield Slot(f"community:{inside.community_id}", inside.organisation_id, people)

    def _is_meant(self, party: NamedParty, community: Community) -> bool:
        if party.community_id is not None:
            return party.community_id == community.pk
        kind = community.kind.code
        if kind == CommunityKind.Code.SCHOOL_ASSOCIATION:
            return party.community_kind in ("", kind) and community.organisation_id in self.audience_set
        return kind == (party.community_kind or CommunityKind.Code.CITY_ASSOCIATION)

    def _still_here(self, person_id: int) -> tuple[int, ...]:
        """The person, unless he has left the municipality: then nobody."""
        return (person_id,) if person_id in self._present else ()

    def _jobs_at(self, organisation_id: int, party: NamedParty) -> list[_Job]:
        place = (
            [organisation_id]
            if party.function in _ONLY_AT_THE_NODE and not party.post_id
            else self._within[organisation_id]
        )
        return [
            job
            for node in place
            for job in self._jobs_of[node]
            if (job.position_id == party.post_id if party.post_id else job.function == party.function)
        ]

    @cached_property
    def _house(self) -> dict[int, int]:
        return {pk: parent for pk, parent, kind in self._tree if kind == Organisation.Kind.DEPARTMENT and parent}

    @cached_property
    def _within(self) -> dict[int, list[int]]:
        """An organisation with its departments; a municipality with its authority and centres."""
        own: dict[int, list[int]] = {pk: [pk] for pk, _, _ in self._tree}
        for pk, parent, kind in reversed(self._tree):
            if parent in own and kind in (*SERVICE_KINDS, Organisation.Kind.DEPARTMENT):
                own[parent].extend(own[pk])
        return defaultdict(list, own)

    @cached_property
    def _tree(self) -> list[tuple[int, int | None, str]]:
        rows = Organisation.objects.filter(path__startswith=self.node.path)
        return sorted(rows.values_list("pk", "parent_id", "kind"), key=lambda row: row[0])

    @cached_property
    def _jobs(self) -> list[_Job]:
        """All but teachers, who are read only when a party names them."""
        asked = self._parties
        wanted = set(asked.values_list("function", flat=True)) | {Function.HEAD.value}
        posts = set(asked.exclude(post=None).values_list("post_id", flat=True))
        rows = (
            Employment.objects.on(self.day)
            .filter(organisation__path__startswith=self.node.path)
            .filter(Q(position__function__in=wanted) | Q(position__in=posts))
            .order_by("pk")
        )
        return [
            _Job(*row) for row in rows.values_list("person_id", "organisation_id", "position_id", "position__function")
        ]

    @cached_property
    def _jobs_of(self) -> dict[int, list[_Job]]:
        by_place: dict[int, list[_Job]] = defaultdict(list)
        for job in self._jobs:
            by_place[job.organisation_id].append(job)
        return by_place

    @cached_property
    def _by_function(self) -> dict[tuple[int, str], list[int]]:
        by_function: dict[tuple[int, str], list[int]] = defaultdict(list)
        for job in self._jobs:
            by_function[job.organisation_id, job.function].append(job.person_id)
        return by_function

    @cached_property
    def _roles(self) -> dict[tuple[int, str], list[int]]:
        by_role: dict[tuple[int, str], list[int]] = defaultdict(list)
        rows = (
            RoleAssignment.objects.on(self.day)
            .filter(
                organisation__path__startswith=self.node.path, role__in=(Role.METHODICAL_LEAD, Role.ORGANISATION_HEAD)
            )
            .order_by("since", "pk")
        )
        for organisation, role, person in rows.values_list("organisation_id", "role", "person_id"):
            if person not in by_role[organisation, role]:
                by_role[organisation, role].append(person)
        return by_role

    @cached_property
    def _communities(self) -> list[tuple[Community, int | None]]:
        """Open ones with their heads."""
        rows = Community.objects.filter(organisation__path__startswith=self.node.path, closed_on=None).order_by("pk")
        rows = rows.select_related("kind")
        offices = Office.objects.on(self.day).filter(kind=Office.Kind.HEAD, community__in=rows)
        heads = dict(offices.values_list("community_id", "person_id"))
        return [(community, heads.get(community.pk)) for community in rows]

    @cached_property
    def _inside(self) -> Mapping[int, Inside]:
        """The communities whose offices and members are asked of."""
        return insides_of(self._parties, self.day)

    @cached_property
    def _present(self) -> frozenset[int]:
        """Whoever of the named people and of the heads works or holds a role in the municipality on the day."""
        named = self._parties.exclude(person=None).values("person")
        heads = Office.objects.on(self.day).filter(kind=Office.Kind.HEAD).values("person")
        asked = Q(person__in=named) | Q(person__in=heads)
        near = Q(organisation__path__startswith=self.node.path)
        jobs = Employment.objects.on(self.day).filter(asked & near).values_list("person_id")
        roles = RoleAssignment.objects.on(self.day).filter(asked & near).values_list("person_id")
        return frozenset(person for (person,) in jobs.union(roles))

    @cached_property
    def _main_homes(self) -> dict[int, int]:
        named = self._parties.exclude(person=None).values("person")
        return main_places(named, self.day)


def _parties_of(plan: Addressed) -> "QuerySet[Any]":
    assert isinstance(plan, Plan)
    return ActivityParty.objects.filter(activity__plan=plan)
