"""People of a meeting: members of its communities, its officers, who may answer for a decision."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from metodsovet.ground.directory.models import Person
from metodsovet.work.communities.models import Community, Membership, Office
from metodsovet.work.events.models import Attendance, Meeting


def communities_of(meeting: Meeting) -> list[int]:
    """Ids, its own first."""
    return [meeting.community_id, *meeting.together.values_list("pk", flat=True)]


def members_on(meeting: Meeting, day: date) -> set[int]:
    """Ids of the people who belong to one of its communities on the day; each counts once."""
    rows = Membership.objects.on(day).filter(community__in=communities_of(meeting))
    return set(rows.values_list("person", flat=True))


def heads_of(community: Community, day: date) -> list[Person]:
    return _officers(community, day, Office.Kind.HEAD)


def secretaries_of(community: Community, day: date) -> list[Person]:
    return _officers(community, day, Office.Kind.SECRETARY)


def curators_of(community: Community, day: date) -> list[Person]:
    return _officers(community, day, Office.Kind.CURATOR)


def _officers(community: Community, day: date, kind: str) -> list[Person]:
    rows = Office.objects.on(day).filter(community=community, kind=kind).select_related("person")
    return [office.person for office in rows.order_by("since")]


def candidates_for(meeting: Meeting) -> QuerySet[Person]:
    """Who may speak and answer for decisions: those expected and invited, members and officers of its communities."""
    communities = communities_of(meeting)
    members = Membership.objects.on(meeting.held_on).filter(community__in=communities)
    officers = Office.objects.on(meeting.held_on).filter(community__in=communities)
    expected = Attendance.objects.filter(meeting=meeting, person__isnull=False)
    return Person.objects.filter(
        Q(pk__in=members.values("person")) | Q(pk__in=officers.values("person")) | Q(pk__in=expected.values("person"))
    ).order_by("sort_key")


def clashes_of(meeting: Meeting) -> Sequence[tuple[Meeting, list[Person]]]:
    """Other meetings at the same time that want the same people, with these people; three queries."""
    wanted = members_on(meeting, meeting.held_on)
    others = (
        Meeting.objects.filter(held_on=meeting.held_on, state__in=(Meeting.State.CALLED, Meeting.State.UNDER_WAY))
        .exclude(pk=meeting.pk)
        .select_related("community")
    )
    at_once = {one.pk: one for one in others if overlap(one, meeting)}
    rows = Attendance.objects.filter(meeting__in=at_once, person__in=wanted).select_related("person")
    found: dict[int, list[Person]] = {}
    for row in rows.order_by("person__sort_key"):
        if row.person is not None:
            found.setdefault(row.meeting_id, []).append(row.person)
    return [(at_once[pk], people) for pk, people in found.items()]


def overlap(one: Meeting, other: Meeting) -> bool:
    """By the clock on the wall: asked of very many pairs, so without zones."""
    (one_begins, one_ends), (other_begins, other_ends) = _hours(one), _hours(other)
    return one_begins < other_ends and other_begins < one_ends


def _hours(meeting: Meeting) -> tuple[datetime, datetime]:
    begins = datetime.combine(meeting.held_on, meeting.starts_at)
    return begins, begins + timedelta(minutes=meeting.minutes_long)
