"""Meetings ahead that want the same people or the same place on one day, of many communities at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import Exists, OuterRef, Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.work.communities.models import Membership
from metodsovet.work.events.models import Attendance, Meeting, Talk
from metodsovet.work.events.models.meetings import MeetingQuerySet
from metodsovet.work.events.queries.people import overlap

State = Meeting.State
KNOWN = (State.CALLED, State.UNDER_WAY)
Members = Mapping[int, Sequence[tuple[int, date, date | None]]]
"""Of communities by their ids: (id of the person, first day, last day or None)."""


@dataclass(frozen=True, slots=True)
class Wanting:
    """A meeting ahead and whom it wants: members on its day until it is called, then those who have not declined."""

    meeting: Meeting
    communities: frozenset[int]
    people: frozenset[int]
    speakers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two meetings of one day; ``people`` are wanted at both, ``speakers`` are those of them who report at one.

    ``place`` is theirs both at the same hours. ``at_once``: the hours overlap; else they only fall on one day.
    """

    one: Wanting
    other: Wanting
    people: frozenset[int]
    speakers: frozenset[int]
    place: str
    at_once: bool

    @property
    def communities(self) -> frozenset[int]:
        return self.one.communities | self.other.communities

    def concerns(self, meeting: int) -> bool:
        return meeting in (self.one.meeting.pk, self.other.meeting.pk)


@dataclass(frozen=True, slots=True)
class ShownClash:
    """A clash with its people by name; ``openable`` are the meetings, ``known`` the people that the reader may open."""

    clash: Clash
    people: Sequence[Person]
    openable: frozenset[int]
    known: frozenset[int]

    @property
    def meetings(self) -> tuple[Meeting, Meeting]:
        return self.clash.one.meeting, self.clash.other.meeting

    @property
    def day(self) -> date:
        return self.clash.one.meeting.held_on

    @property
    def speakers(self) -> Sequence[Person]:
        return [person for person in self.people if person.pk in self.clash.speakers]


@dataclass(frozen=True, slots=True)
class Demand:
    """Meetings ahead that want a person, the nearest first, and the clashes among them."""

    meetings: Sequence[Meeting]
    clashes: Sequence[Clash]


def clashes_ahead(communities: Collection[int], day: date) -> list[Clash]:
    """Between meetings of these communities, and between them and others that are called already; by day and hour.

    What others only prepare is theirs. The same number of queries for any number of communities.
    """
    return _found(*meetings_ahead(communities, day))


def meetings_ahead(communities: Collection[int], day: date) -> tuple[list[Wanting], set[int]]:
    """From the day on, with the ids of those that are of these communities."""
    ahead = Meeting.objects.filter(state__in=(State.PLANNED, *KNOWN), held_on__gte=day)
    together = Exists(Meeting.together.through.objects.filter(meeting=OuterRef("pk"), community__in=communities))
    mine = list(_with_communities(ahead.filter(Q(community__in=communities) | together)))
    own = {meeting.pk for meeting in mine}
    known = ahead.filter(state__in=KNOWN, held_on__in={meeting.held_on for meeting in mine}).exclude(pk__in=own)
    others = _with_communities(known.filter(subtree_q(_towns(mine), "community__organisation__path")))
    return _wanting([*mine, *others]), own


def shown_clashes(clashes: Sequence[Clash], user: User) -> list[ShownClash]:
    """Three queries."""
    rows = Person.objects.filter(pk__in={pk for clash in clashes for pk in clash.people}).order_by("sort_key", "pk")
    people = {person.pk: person for person in rows}
    place = {pk: number for number, pk in enumerate(people)}
    meetings = {one.meeting.pk for clash in clashes for one in (clash.one, clash.other)}
    seen = Meeting.objects.visible_to(user).filter(pk__in=meetings).order_by()
    openable = frozenset(seen.values_list("pk", flat=True))
    known = frozenset(Person.objects.visible_to(user).filter(pk__in=people).values_list("pk", flat=True))
    return [
        ShownClash(one, [people[pk] for pk in sorted(one.people, key=place.__getitem__)], openable, known)
        for one in clashes
    ]


def demands_of(communities: Collection[int], people: Collection[int], day: date) -> Mapping[int, Demand]:
    """By ids of people, of meetings of these communities."""
    wanting, own = meetings_ahead(communities, day)
    meetings: dict[int, list[Meeting]] = defaultdict(list)
    clashes: dict[int, list[Clash]] = defaultdict(list)
    for one in sorted(wanting, key=_order):
        if one.meeting.pk in own:
            for person in one.people:
                meetings[person].append(one.meeting)
    for clash in _found(wanting, own):
        for person in clash.people:
            clashes[person].append(clash)
    return {person: Demand(meetings.get(person, ()), clashes.get(person, ())) for person in people}


def _with_communities(meetings: MeetingQuerySet) -> MeetingQuerySet:
    return meetings.select_related("community__organisation").prefetch_related("together")


def _towns(meetings: Sequence[Meeting]) -> list[str]:
    nodes = {pk for meeting in meetings for pk in meeting.community.organisation.ancestor_ids}
    rows = Organisation.objects.filter(pk__in=nodes, kind=Organisation.Kind.MUNICIPALITY)
    return list(rows.order_by().values_list("path", flat=True))


def _wanting(meetings: Sequence[Meeting]) -> list[Wanting]:
    communities = {one.pk: _communities_of(one) for one in meetings}
    members = _members(meetings, communities)
    expected: dict[int, set[int]] = defaultdict(set)
    rows = Attendance.objects.filter(meeting__in=[one.pk for one in meetings], person__isnull=False)
    for meeting, person in rows.exclude(answer=Attendance.Answer.NOT_COMING).values_list("meeting_id", "person_id"):
        expected[meeting].add(person)
    speakers: dict[int, set[int]] = defaultdict(set)
    talks = Talk.objects.filter(item__meeting__in=[one.pk for one in meetings], kind=Talk.Kind.REPORT)
    for meeting, person in talks.filter(person__isnull=False).values_list("item__meeting_id", "person_id"):
        speakers[meeting].add(person)
    answer = []
    for one in meetings:
        people = expected[one.pk] if one.called_at else _on_day(members, communities[one.pk], one.held_on)
        known = speakers[one.pk]
        answer.append(Wanting(one, communities[one.pk], frozenset(people | known), frozenset(known)))
    return answer


def _communities_of(meeting: Meeting) -> frozenset[int]:
    return frozenset({meeting.community_id, *(one.pk for one in meeting.together.all())})


def _members(meetings: Sequence[Meeting], of_meetings: Mapping[int, frozenset[int]]) -> Members:
    """People of the communities of meetings that are not called, with their days."""
    planned = [one for one in meetings if one.called_at is None]
    communities = {pk for one in planned for pk in of_meetings[one.pk]}
    first = min((one.held_on for one in planned), default=date.max)
    rows = Membership.objects.filter(Q(until=None) | Q(until__gte=first), community__in=communities)
    answer: dict[int, list[tuple[int, date, date | None]]] = defaultdict(list)
    for community, person, since, until in rows.order_by().values_list("community_id", "person_id", "since", "until"):
        answer[community].append((person, since, until))
    return answer


def _on_day(members: Members, communities: frozenset[int], day: date) -> set[int]:
    return {
        person
        for community in communities
        for person, since, until in members.get(community, ())
        if since <= day and (until is None or until >= day)
    }


def _found(wanting: Sequence[Wanting], own: set[int]) -> list[Clash]:
    pairs = (pair for pair in _pairs(wanting) if own & {pair[0].meeting.pk, pair[1].meeting.pk})
    return [clash for one, other in pairs if (clash := _clash(one, other)) is not None]


def _pairs(wanting: Sequence[Wanting]) -> list[tuple[Wanting, Wanting]]:
    """Meetings of one day that share a person or a place, each pair once, the earlier first."""
    sharing: dict[tuple[date, object], list[int]] = defaultdict(list)
    ordered = sorted(wanting, key=_order)
    for number, one in enumerate(ordered):
        for shared in (*one.people, *_places(one.meeting)):
            sharing[one.meeting.held_on, shared].append(number)
    pairs = {pair for numbers in sharing.values() for pair in combinations(numbers, 2)}
    return [(ordered[first], ordered[second]) for first, second in sorted(pairs)]


def _clash(one: Wanting, other: Wanting) -> Clash | None:
    at_once = overlap(one.meeting, other.meeting)
    people = one.people & other.people
    same = _places(one.meeting) & _places(other.meeting) if at_once else set()
    if not (people or same) or (not at_once and one.communities & other.communities):
        return None
    link = one.meeting.link
    place = (link if link in same else one.meeting.place) if same else ""
    return Clash(one, other, people, (one.speakers | other.speakers) & people, place, at_once)


def _places(meeting: Meeting) -> set[str]:
    """«каб. 21» is another room in another school; what names the house as well, and a link, are one for all."""
    place = " ".join(meeting.place.casefold().split())
    house = "" if "," in place else f"{meeting.community.organisation_id}: "
    return {text for text in (f"{house}{place}" if place else "", meeting.link) if text}


def _order(one: Wanting) -> tuple[date, object, int]:
    return one.meeting.held_on, one.meeting.starts_at, one.meeting.pk
