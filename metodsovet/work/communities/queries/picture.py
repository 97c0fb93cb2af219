"""All communities at once: what each has and lacks, in a number of queries that does not depend on them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from metodsovet.design.tables.columns import Cell
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel.looking_up import AmongIds
from metodsovet.work.communities import gaps, slots
from metodsovet.work.communities.gaps import Gap
from metodsovet.work.communities.models import Analysis, Community, Membership, Office
from metodsovet.work.communities.queries.analyses import asked_year, states_of
from metodsovet.work.communities.rules import KEEPERS
from metodsovet.work.communities.slots import PictureColumn


@dataclass(frozen=True, slots=True)
class PictureRow:
    """``values`` are those of the columns of upper rooms, by their keys; ``analysis`` is the state of its last."""

    community: Community
    heads: Sequence[Person]
    member_count: int
    analysis: str
    gaps: Mapping[str, Gap]
    values: Mapping[str, Cell] = field(default_factory=dict)

    @property
    def heads_text(self) -> str:
        return ", ".join(head.short_name for head in self.heads)

    @property
    def analysis_text(self) -> str:
        return Analysis.State(self.analysis).label if self.analysis else "нет"

    @property
    def gaps_text(self) -> str:
        return ", ".join(gaps.titles()[code] for code in self.gaps)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Somebody who is in several communities; ``offices`` are those of his that run or help to run one.

    ``values`` are those of the columns of upper rooms, by their keys.
    """

    person: Person
    communities: Sequence[str]
    offices: Sequence[Office]
    values: Mapping[str, Cell] = field(default_factory=dict)


def kept_communities(user: User) -> list[Community]:
    """Open ones of the nodes that the user keeps, with kinds, organisations and subjects."""
    rows = Community.objects.filter(
        subtree_q(standing_of(user).paths_of(KEEPERS), "organisation__path"), closed_on=None
    )
    return list(
        rows.select_related("kind", "organisation", "subject", "parent").order_by(
            "kind__place", "name", "organisation__path"
        )
    )


def picture_of(user: User, day: date) -> list[PictureRow]:
    communities = kept_communities(user)
    ids = [one.pk for one in communities]
    offices = Office.objects.on(day).filter(community__in=ids, kind=Office.Kind.HEAD).select_related("person")
    heads: dict[int, list[Person]] = {}
    for office in offices:
        heads.setdefault(office.community_id, []).append(office.person)
    members = Membership.objects.on(day).filter(community__in=ids).order_by().values_list("community_id")
    sizes = dict(members.annotate(n=Count("pk")))
    states = states_of(ids, asked_year(day))
    lacks = gaps.gaps_of(communities, day)
    columns = {column.key: _values(column, ids, lacks, day) for column in slots.picture_columns()}
    return [
        PictureRow(
            one,
            heads.get(one.pk, ()),
            sizes.get(one.pk, 0),
            states.get(one.pk, ""),
            lacks.get(one.pk, {}),
            {key: values.get(one.pk) for key, values in columns.items()},
        )
        for one in communities
    ]


def _values(
    column: PictureColumn, ids: Sequence[int], lacks: Mapping[int, Mapping[str, Gap]], day: date
) -> Mapping[int, Cell]:
    if not isinstance(column.values, str):
        return column.values(ids, day)
    return {pk: gap.number for pk, found in lacks.items() if (gap := found.get(column.values))}


def loaded_people(user: User, day: date, *, at_least: int = 2) -> list[Loaded]:
    """Who is in so many of the kept communities or more; whoever runs most stands first."""
    names = _names(kept_communities(user))
    belongs: dict[int, set[int]] = defaultdict(set)
    for rows in (Membership.objects.on(day), Office.objects.on(day)):
        known = rows.filter(AmongIds("community_id", names)).order_by()
        for person, community in known.values_list("person_id", "community_id"):
            belongs[person].add(community)
    loaded = {person: ids for person, ids in belongs.items() if len(ids) >= at_least}
    offices: dict[int, list[Office]] = defaultdict(list)
    held = Office.objects.on(day).filter(AmongIds("community_id", names), person__in=loaded)
    for office in held.select_related("community__kind").prefetch_related("community__kind__offices"):
        offices[office.person_id].append(office)
    counted = _counted(list(names), list(loaded), day)
    answer = [
        Loaded(one, sorted(names[pk] for pk in loaded[one.pk]), offices.get(one.pk, ()), counted.get(one.pk, {}))
        for one in Person.objects.filter(pk__in=loaded)
    ]
    return sorted(answer, key=lambda one: (-len(one.communities), -len(one.offices), one.person.sort_key))


def _names(communities: Sequence[Community]) -> Mapping[int, str]:
    """By ids; those of one name are told apart by their organisations."""
    met = Counter(one.name for one in communities)
    return {
        one.pk: f"{one.name}, {one.organisation.short_name}" if met[one.name] > 1 else one.name for one in communities
    }


def _counted(communities: Sequence[int], people: Sequence[int], day: date) -> Mapping[int, Mapping[str, Cell]]:
    found: dict[int, dict[str, Cell]] = defaultdict(dict)
    for columns in slots.people_columns():
        for person, values in columns.values(communities, people, day).items():
            found[person] |= values
    return found
