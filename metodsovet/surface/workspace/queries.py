"""The three zones of home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.queries import controlled_by, counts_by_standing
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.surface.workspace.suggestions import Suggestion, suggestions_for
from metodsovet.work.communities.models import Community, Membership, Office
from metodsovet.work.planning.happenings import Asked, Happening, happenings_for
from metodsovet.work.planning.queries_calendar import CalendarRow, week_of
from metodsovet.work.publications.unread import unread_in

WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
SHORT_WEEKDAYS = ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс")
FRIDAY = 4
WEEK = timedelta(days=7)
SHOWN_DAYS = 5
SHOWN_A_DAY = 5
FAR_AFTER = timedelta(days=1)
NOT_ASKED = ("not_applicable",)


@dataclass(frozen=True, slots=True)
class WeekDay:
    """``is_far`` days are left out on a phone; ``hidden`` counts rows beyond the shown ones."""

    day: date
    rows: Sequence[CalendarRow]
    hidden: int
    today: date
    meetings: Sequence[Happening] = ()

    @property
    def label(self) -> str:
        name = f"{SHORT_WEEKDAYS[self.day.weekday()]} {self.day.day}"
        return f"Сегодня, {name[0].lower()}{name[1:]}" if self.is_today else name

    @property
    def is_today(self) -> bool:
        return self.day == self.today

    @property
    def is_gone(self) -> bool:
        return self.day < self.today

    @property
    def is_far(self) -> bool:
        return self.day > self.today + FAR_AFTER


@dataclass(frozen=True, slots=True)
class Own:
    """A community of the person, what he is there («руководитель», «участник»), how much of its feed is new to him."""

    community: Community
    duty: str
    unread: int


@dataclass(frozen=True, slots=True)
class Mine:
    """``control`` counts by state what the person controls; empty states are left out."""

    control: Mapping[str, int]
    communities: Sequence[Own]
    suggestions: Sequence[Suggestion]

    @property
    def control_total(self) -> int:
        return sum(self.control.values())

    @property
    def control_parts(self) -> list[tuple[str, int]]:
        return list(self.control.items())


def day_title(day: date) -> str:
    """«Вторник, 17 ноября»"""
    return f"{WEEKDAYS[day.weekday()].capitalize()}, {date_text(day, year=False)}"


def school_week(day: date) -> int:
    """Number of the week from the one that 1 September falls on."""
    begin = SchoolYear.of(day).first_day
    first_monday = begin - timedelta(days=begin.weekday())
    return (day - first_monday).days // 7 + 1


def week(user: User, today: date) -> list[WeekDay]:
    """Five days: the working ones of the week; on a weekend that day and the working ones ahead.

    A weekend day with something on it takes the place of a day that is over, or else of none.
    """
    days = dict(week_of(user, today, most=SHOWN_A_DAY))
    if today.weekday() > FRIDAY:
        days |= week_of(user, today + WEEK, most=SHOWN_A_DAY)
    meetings: dict[date, list[Happening]] = {}
    for one in happenings_for(user, Asked(min(days), max(days), is_mine=True)):
        meetings.setdefault(one.day, []).append(one)
    worth = [day for day, one in days.items() if day.weekday() <= FRIDAY or one.rows or day in meetings or day == today]
    gone = [day for day in worth if day < today]
    spare = max(0, len(worth) - SHOWN_DAYS)
    shown = [day for day in worth if day not in gone[:spare]][:SHOWN_DAYS]
    return [WeekDay(day, days[day].rows, days[day].hidden, today, meetings.get(day, ())) for day in shown]


def mine(user: User, today: date) -> Mine:
    controlled = counts_by_standing(controlled_by(user))
    return Mine(
        {state: number for state, number in controlled.items() if number and state not in NOT_ASKED},
        own_communities(user, today),
        suggestions_for(user, today),
    )


def own_communities(user: User, today: date) -> list[Own]:
    """Those in which he holds an office first, then those he is a member of; four queries."""
    person = standing_of(user).person_id
    duties: dict[int, list[str]] = {}
    offices = (
        Office.objects.on(today).filter(person=person).order_by("kind").prefetch_related("community__kind__offices")
    )
    for office in offices.select_related("community__kind"):
        duties.setdefault(office.community_id, []).append(office.title)
    for pk in Membership.objects.on(today).filter(person=person).values_list("community_id", flat=True):
        duties.setdefault(pk, [])
    seen = Community.objects.visible_to(user).filter(pk__in=duties, closed_on=None).select_related("organisation")
    unread = unread_in(duties, person)
    rows = [Own(one, ", ".join(duties[one.pk]) or "участник", unread.get(one.pk, 0)) for one in seen.order_by("name")]
    return sorted(rows, key=lambda row: not duties[row.community.pk])
