"""The register as a plan's phrases may mean it, read once for all of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from django.db.models import Q

from metodsovet.ground.directory.models import Employment, Organisation, Person, Position
from metodsovet.kernel import clock
from metodsovet.kernel.parties import Party, normalised
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.planning.matching.audiences import SERVICE_KINDS, node_of
from metodsovet.work.planning.matching.choices import HolderChoice
from metodsovet.work.planning.models import PartyMatch, Plan

Kind = Organisation.Kind


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person of the municipality with the places of work of the day."""

    id: int
    name: str
    surname: str
    initials: str
    posts: tuple[str, ...]
    organisation_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Register:
    """What phrases are matched against; five queries whatever the size of the plan, one more for a community's.

    ``own`` is the community whose plan it is, ``own_offices`` are the titles of its offices by their codes.
    """

    home: Organisation
    node: Organisation
    audience_kinds: frozenset[str]
    organisations: tuple[Organisation, ...]
    positions: tuple[Position, ...]
    communities: tuple[Community, ...]
    people: tuple[Colleague, ...]
    remembered: dict[str, HolderChoice]
    own: Community | None = None
    own_offices: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def for_plan(cls, plan: Plan, parties: Iterable[Party], *, day: date | None = None) -> Self:
        return cls.at(plan.organisation, plan.audience_kinds, parties, own=plan.community, day=day)

    @classmethod
    def at(
        cls,
        home: Organisation,
        audience_kinds: Iterable[str],
        parties: Iterable[Party],
        *,
        own: Community | None = None,
        day: date | None = None,
    ) -> Self:
        """What phrases may mean in a document of the organisation for organisations of these kinds."""
        node = node_of(home)
        organisations = Organisation.objects.filter(path__startswith=node.path, closed_on=None)
        matches = PartyMatch.objects.filter(node=home)
        return cls(
            home,
            node,
            frozenset(audience_kinds),
            tuple(organisations),
            tuple(Position.objects.all()),
            tuple(_communities(node)),
            tuple(_people(node, {surname_of(party) for party in parties} - {""}, day or clock.today())),
            {match.phrase: HolderChoice.of(match) for match in matches},
            own,
            {office.code: office.title for office in own.kind.offices.all()} if own else {},
        )

    @property
    def is_of_service(self) -> bool:
        return self.node.kind in SERVICE_KINDS

    def of_kind(self, *kinds: str) -> list[Organisation]:
        return [organisation for organisation in self.organisations if organisation.kind in kinds]

    def organisation(self, pk: int) -> Organisation | None:
        return next((organisation for organisation in self.organisations if organisation.pk == pk), None)


def phrase_of(party: Party) -> str:
    """The key under which a confirmed match is remembered: free of case forms and of the manner of writing."""
    return normalised(" ".join(part for part in (party.text or party.source, party.scope, party.person) if part))[:700]


def surname_of(party: Party) -> str:
    return party.person.split()[0].lower().replace("ё", "е") if party.person.strip() else ""


def _communities(node: Organisation) -> Sequence[Community]:
    rows = Community.objects.filter(organisation__path__startswith=node.path, closed_on=None)
    if node.kind in SERVICE_KINDS:
        rows = rows.exclude(kind__code=CommunityKind.Code.SCHOOL_ASSOCIATION)
    return list(rows.select_related("subject", "kind"))


def _people(node: Organisation, surnames: set[str], day: date) -> Iterable[Colleague]:
    if not surnames:
        return
    named = Q()
    for surname in surnames:
        named |= Q(sort_key__startswith=f"{surname} ")
    jobs: dict[int, list[Employment]] = {}
    people: dict[int, Person] = {}
    rows = Employment.objects.on(day).filter(
        organisation__path__startswith=node.path,
        person__in=Person.objects.filter(named),
    )
    for job in rows.select_related("person", "position", "organisation"):
        jobs.setdefault(job.person_id, []).append(job)
        people[job.person_id] = job.person
    for pk, person in people.items():
        yield Colleague(
            pk,
            person.full_name,
            person.last_name.lower().replace("ё", "е"),
            (person.first_name[:1] + person.patronymic[:1]).upper(),
            tuple(str(job) for job in jobs[pk]),
            frozenset(ancestor for job in jobs[pk] for ancestor in job.organisation.ancestor_ids),
        )
