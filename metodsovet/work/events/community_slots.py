"""Meetings beside a community and in the picture of all of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Count, F
from django.urls import reverse

from metodsovet.design.tables.columns import Cell
from metodsovet.ground.access.models import User
from metodsovet.kernel.looking_up import AmongIds
from metodsovet.kernel.russian import plural
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities import gaps, slots
from metodsovet.work.communities.gaps import Gap
from metodsovet.work.communities.models import Community
from metodsovet.work.events.models import Meeting
from metodsovet.work.events.models.meetings import MeetingQuerySet
from metodsovet.work.events.queries.clashes import clashes_ahead, demands_of

TAB = "meetings"
WORDS = ("заседание", "заседания", "заседаний")


@slots.offer_tab(TAB)
def meetings_tab(user: User, community: Community) -> slots.Tab | None:
    """For whoever sees a meeting of it or may plan the first."""
    number = Meeting.objects.visible_to(user).of_community(community).count()
    if not number and not may_plan(user, community):
        return None
    return slots.Tab(TAB, meetings_of(community.pk), "Заседания", number)


def may_plan(user: User, community: Community) -> bool:
    return community.closed_on is None and user.has_perm("events.plan_meeting", community)


@gaps.offer("few_meetings", "мало заседаний")
def few_meetings(communities: Sequence[Community], day: date) -> Mapping[int, Gap]:
    """What the school year has and will have, against the least of the kind."""
    asked = {one.pk: one for one in communities if one.kind.least_meetings}
    known = meetings_of_year(list(asked), day, Meeting.objects.exclude(state=Meeting.State.CANCELLED))
    return {
        pk: Gap(_few(known.get(pk, 0), one.kind.least_meetings), one.kind.source)
        for pk, one in asked.items()
        if known.get(pk, 0) < (one.kind.least_meetings or 0)
    }


def meetings_held(ids: Sequence[int], day: date) -> Mapping[int, int]:
    return meetings_of_year(ids, day, Meeting.objects.held())


def meetings_of_year(ids: Sequence[int], day: date, meetings: MeetingQuerySet) -> dict[int, int]:
    """How many each has in the school year of the day, its own and those it takes part in; one query."""
    year = SchoolYear.of(day)
    held = meetings.filter(held_on__range=(year.first_day, year.last_day)).order_by()
    own = held.filter(AmongIds("community_id", ids)).values_list("community_id")
    joint = Meeting.together.through.objects.filter(AmongIds("community_id", ids), meeting__in=held)
    others = joint.exclude(meeting__community=F("community")).values_list("community_id")
    counted = own.annotate(n=Count("pk")).union(others.annotate(n=Count("pk")), all=True)
    number: Counter[int] = Counter()
    for community, n in counted:
        number[community] += n
    return dict(number)


def _few(number: int, least: int | None) -> str:
    has = f"{number} {plural(number, *WORDS)}" if number else "ни одного заседания"
    return f"На учебный год {has}, а нужно не меньше {least}."


def meetings_of(community: int) -> str:
    return f"{reverse('show_meetings')}?community={community}"


@gaps.offer("clashes", "накладки по времени")
def clashes(communities: Sequence[Community], day: date) -> Mapping[int, Gap]:
    """Of the same hours, from the day on."""
    asked = {one.pk for one in communities}
    found = (one.communities & asked for one in clashes_ahead(asked, day) if one.at_once)
    counted = Counter(pk for concerned in found for pk in concerned)
    return {pk: Gap(_clashes(number), number=number) for pk, number in counted.items()}


def demand_of_people(communities: Sequence[int], people: Sequence[int], day: date) -> Mapping[int, Mapping[str, Cell]]:
    return {
        person: {
            "meetings_ahead": len(demand.meetings),
            "clashes": sum(one.at_once for one in demand.clashes),
        }
        for person, demand in demands_of(communities, people, day).items()
    }


def _clashes(number: int) -> str:
    words = plural(number, "накладка", "накладки", "накладок")
    return (
        f"Впереди {number} {words} по времени: в те же часы нужны те же люди или то же место. "
        "Перенесите одно из заседаний."
    )


def _clashes_of(community: int) -> str:
    return f"{reverse('show_all_clashes')}?when=hours&community={community}"


slots.offer_column(slots.PictureColumn("meetings", "Заседаний", meetings_held, meetings_of))
slots.offer_column(slots.PictureColumn("clashes", "Накладок", "clashes", _clashes_of))
slots.offer_part(slots.PicturePart("clashes", "show_all_clashes", "Накладки"))
slots.offer_people_columns(
    slots.PeopleColumns(
        (("meetings_ahead", "Заседаний впереди"), ("clashes", "Накладок по времени")),
        demand_of_people,
        lambda person: reverse("show_demand", args=[person]),
    )
)
