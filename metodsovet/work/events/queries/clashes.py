"""Meetings ahead that want the same people or the same place on one day, of many communities at once.

They are found among light rows: whole meetings are read only where they are shown.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, TypeVar

from django.db.models import F, Q, QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.kernel.looking_up import AmongIds
from metodsovet.work.communities.models import Membership
from metodsovet.work.events.models import Attendance, Meeting, Talk
from metodsovet.work.events.models.meetings import MeetingQuerySet

State = Meeting.State
KNOWN = (State.CALLED, State.UNDER_WAY)
COLUMNS = ("pk", "held_on", "starts_at", "minutes_long", "place", "link", "called_at")
Shared = TypeVar("Shared")
Wanted = Iterable[tuple[int, int]]
"""(id of a meeting, id of a person)."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A meeting ahead as far as clashes ask; ``begins`` and ``ends`` are minutes of its day.

    ``places`` are compared; ``is_own``: of one of the communities that are asked about.
    """

    pk: int
    day: date
    begins: int
    ends: int
    places: Mapping[str, str]
    communities: frozenset[int]
    is_called: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """Two meetings of one day; ``people`` are wanted at both, ``speakers`` are those of them who report at one.

    ``place`` is theirs both at the same hours. ``at_once``: the hours overlap; else they only fall on one day.
    """

    one: Ahead
    other: Ahead
    people: frozenset[int]
    speakers: frozenset[int]
    place: str
    at_once: bool

    @property
    def communities(self) -> frozenset[int]:
        return self.one.communities | self.other.communities

    def concerns(self, meeting: int) -> bool:
        return meeting in (self.one.pk, self.other.pk)


@dataclass(frozen=True, slots=True)
class ShownClash:
    """A clash with its people by name; ``openable`` are the meetings, ``known`` the people that the reader may open."""

    clash: Clash
    meetings: tuple[Meeting, Meeting]
    people: Sequence[Person]
    openable: frozenset[int]
    known: frozenset[int]

    @property
    def day(self) -> date:
        return self.clash.one.day

    @property
    def speakers(self) -> Sequence[Person]:
        return [person for person in self.people if person.pk in self.clash.speakers]


@dataclass(frozen=True, slots=True)
class Demand:
    """Ids of the meetings ahead that want a person, the nearest first, and the clashes among them."""

    meetings: Sequence[int]
    clashes: Sequence[Clash]


def clashes_ahead(communities: Collection[int], day: date) -> list[Clash]:
    """Between meetings of these communities, and between them and others that are called already; by day and hour.

    What others only prepare is theirs. The same number of queries for any number of communities.
    """
    ahead = _ahead(communities, day)
    return _found(ahead, *_wanted(ahead))


def demands_of(communities: Collection[int], people: Collection[int], day: date) -> Mapping[int, Demand]:
    """By ids of people, of meetings of these communities."""
    ahead = _ahead(communities, day)
    wanted, speakers = _wanted(ahead)
    asked = set(people)
    meetings: dict[int, list[int]] = defaultdict(list)
    for meeting, person in wanted:
        if person in asked and ahead[meeting].is_own:
            meetings[person].append(meeting)
    clashes: dict[int, list[Clash]] = defaultdict(list)
    for clash in _found(ahead, wanted, speakers):
        for person in clash.people & asked:
            clashes[person].append(clash)
    place = _order(ahead)
    return {
        person: Demand(sorted(meetings.get(person, ()), key=place.__getitem__), clashes.get(person, ()))
        for person in people
    }


def shown_clashes(clashes: Sequence[Clash], user: User) -> list[ShownClash]:
    """Five queries."""
    rows = Person.objects.filter(pk__in={pk for clash in clashes for pk in clash.people}).order_by("sort_key", "pk")
    people = {person.pk: person for person in rows}
    place = _order(people)
    meetings = shown_meetings({one.pk for clash in clashes for one in (clash.one, clash.other)})
    seen = Meeting.objects.visible_to(user).filter(pk__in=meetings).order_by()
    openable = frozenset(seen.values_list("pk", flat=True))
    known = frozenset(Person.objects.visible_to(user).filter(pk__in=people).values_list("pk", flat=True))
    return [
        ShownClash(
            one,
            (meetings[one.one.pk], meetings[one.other.pk]),
            [people[pk] for pk in sorted(one.people, key=place.__getitem__)],
            openable,
            known,
        )
        for one in clashes
    ]


def shown_meetings(ids: Collection[int]) -> Mapping[int, Meeting]:
    """By ids, in their order, with their communities."""
    known = Meeting.objects.select_related("community").prefetch_related("together").in_bulk(list(ids))
    return {pk: known[pk] for pk in ids}


def _ahead(communities: Collection[int], day: date) -> dict[int, Ahead]:
    """By ids, the earliest first: of these communities, and those called by others on the days of these."""
    rows = Meeting.objects.filter(state__in=(State.PLANNED, *KNOWN), held_on__gte=day)
    joint = Meeting.together.through.objects.filter(AmongIds("community_id", communities)).order_by()
    mine = _light(rows.filter(AmongIds("community_id", communities) | Q(pk__in=joint.values("meeting"))))
    own = {row["pk"] for row in mine}
    known = rows.filter(state__in=KNOWN, held_on__in={row["held_on"] for row in mine}).exclude(AmongIds("pk", own))
    others = _light(known.filter(subtree_q(_towns({row["path"] for row in mine}), "community__organisation__path")))
    together: dict[int, set[int]] = defaultdict(set)
    joined = Meeting.together.through.objects.filter(AmongIds("meeting_id", [row["pk"] for row in (*mine, *others)]))
    for meeting, community in joined.order_by().values_list("meeting_id", "community_id"):
        together[meeting].add(community)
    ordered = sorted((*mine, *others), key=lambda row: (row["held_on"], row["starts_at"], row["pk"]))
    return {row["pk"]: _meeting(row, together.get(row["pk"], set()), row["pk"] in own) for row in ordered}


def _light(meetings: MeetingQuerySet) -> list[dict[str, Any]]:
    path, house = F("community__organisation__path"), F("community__organisation")
    return list(meetings.order_by().values(*COLUMNS, path=path, house=house, own=F("community")))


def _towns(paths: Collection[str]) -> list[str]:
    nodes = {int(pk) for path in paths for pk in path.split(".") if pk}
    rows = Organisation.objects.filter(pk__in=nodes, kind=Organisation.Kind.MUNICIPALITY)
    return list(rows.order_by().values_list("path", flat=True))


def _meeting(row: Mapping[str, Any], together: set[int], is_own: bool) -> Ahead:
    begins = row["starts_at"].hour * 60 + row["starts_at"].minute
    return Ahead(
        row["pk"],
        row["held_on"],
        begins,
        begins + row["minutes_long"],
        _places(row),
        frozenset({row["own"], *together}),
        row["called_at"] is not None,
        is_own,
    )


def _places(row: Mapping[str, Any]) -> Mapping[str, str]:
    """As compared and as written, the link last.

    «каб. 21» is another room in another school; what names the house as well, and a link, are one for all.
    """
    place = " ".join(row["place"].casefold().split())
    house = "" if "," in place else f"{row['house']}: "
    known = {f"{house}{place}": row["place"]} if place else {}
    return known | {row["link"]: row["link"]} if row["link"] else known


def _wanted(ahead: Mapping[int, Ahead]) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Whom each meeting wants, and who reports at it: members on its day until it is called, then those who have not
    declined, and speakers.
    """
    expected = Attendance.objects.filter(AmongIds("meeting_id", ahead), person__isnull=False).order_by()
    coming = expected.exclude(answer=Attendance.Answer.NOT_COMING).values_list("meeting_id", "person_id")
    talks = Talk.objects.filter(AmongIds("item__meeting_id", ahead), kind=Talk.Kind.REPORT, person__isnull=False)
    speakers = set(talks.order_by().values_list("item__meeting_id", "person_id"))
    called = {(meeting, person) for meeting, person in coming if ahead[meeting].is_called}
    return called | _members([one for one in ahead.values() if not one.is_called]) | speakers, speakers


def _members(planned: Sequence[Ahead]) -> set[tuple[int, int]]:
    """Of the meetings that are not called, whoever is in their communities on the day."""
    communities = {pk for one in planned for pk in one.communities}
    first = min((one.day for one in planned), default=date.max)
    rows = Membership.objects.filter(Q(until=None) | Q(until__gte=first), AmongIds("community_id", communities))
    members: dict[int, list[tuple[int, date, date | None]]] = defaultdict(list)
    for community, person, since, until in _plain(rows, "community_id", "person_id", "since", "until"):
        members[community].append((person, since, until))
    return {
        (one.pk, person)
        for one in planned
        for community in one.communities
        for person, since, until in members.get(community, ())
        if since <= one.day and (until is None or until >= one.day)
    }


def _plain(rows: QuerySet[Any], *names: str) -> QuerySet[Any, Any]:
    return rows.order_by().values_list(*names)


def _order(ids: Iterable[int]) -> dict[int, int]:
    """Where each of them stands."""
    return {pk: number for number, pk in enumerate(ids)}


def _found(ahead: Mapping[int, Ahead], wanted: Wanted, speakers: set[tuple[int, int]]) -> list[Clash]:
    place = _order(ahead)
    answer = []
    for pair, people in sorted(_sharing(ahead, wanted).items(), key=lambda item: [place[pk] for pk in item[0]]):
        one, other = (ahead[pk] for pk in pair)
        clash = _clash(one, other, frozenset(people), speakers) if one.is_own or other.is_own else None
        if clash is not None:
            answer.append(clash)
    return answer


def _sharing(ahead: Mapping[int, Ahead], wanted: Wanted) -> Mapping[tuple[int, int], set[int]]:
    """Pairs of meetings of one day that share people or a place, the earlier first, with the people."""
    answer: dict[tuple[int, int], set[int]] = defaultdict(set)
    for person, pair in _pairs(ahead, ((person, meeting) for meeting, person in wanted)):
        answer[pair].add(person)
    for _, pair in _pairs(ahead, ((place, pk) for pk, one in ahead.items() for place in one.places)):
        answer.setdefault(pair, set())
    return answer


def _pairs(ahead: Mapping[int, Ahead], used: Iterable[tuple[Shared, int]]) -> Iterator[tuple[Shared, tuple[int, int]]]:
    """Of what is used at meetings, given with their ids, that which two of one day share."""
    meetings: dict[tuple[date, Shared], list[int]] = defaultdict(list)
    for shared, meeting in used:
        meetings[ahead[meeting].day, shared].append(meeting)
    place = _order(ahead)
    for (_, shared), ids in meetings.items():
        if len(ids) > 1:
            for first, second in combinations(sorted(ids, key=place.__getitem__), 2):
                yield shared, (first, second)


def _clash(one: Ahead, other: Ahead, people: frozenset[int], speakers: set[tuple[int, int]]) -> Clash | None:
    at_once = one.begins < other.ends and other.begins < one.ends
    same = [place for place in one.places if place in other.places] if at_once else []
    if not (people or same) or (not at_once and one.communities & other.communities):
        return None
    reporting = frozenset(pk for pk in people if {(one.pk, pk), (other.pk, pk)} & speakers)
    return Clash(one, other, people, reporting, one.places[same[-1]] if same else "", at_once)
