"""External schedules that a person sees, and what waits for them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models.organisations import home_paths, subtree_q
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Term, TermKind
from metodsovet.work.planning.expansion.schedules import TERM_NAMES, schedule_key
from metodsovet.work.planning.models import Activity, Plan, Schedule

SCHOOL_TERMS = "четверти"
"""Lines that speak of a school term wait for the dates of all four."""


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    schedule: Schedule
    waiting: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class MissingSchedule:
    """A name that plans speak of and nobody has given days to."""

    name: str
    waiting: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class SchedulePage:
    rows: tuple[ScheduleRow, ...]
    missing: tuple[MissingSchedule, ...]


def schedule_page(user: User, year: SchoolYear) -> SchedulePage:
    """Schedules of the year at the nodes of the user's municipality, with the lines that go by each of them."""
    schedules = list(schedules_seen_by(user).filter(school_year=year.start).select_related("organisation"))
    waiting, names = _waiting(user)
    known = {_key(schedule.name) for schedule in schedules}
    rows = tuple(ScheduleRow(schedule, tuple(waiting.get(_key(schedule.name), ()))) for schedule in schedules)
    missing = tuple(MissingSchedule(names[key], tuple(lines)) for key, lines in waiting.items() if key not in known)
    return SchedulePage(rows, missing)


def schedules_seen_by(user: User) -> QuerySet[Schedule]:
    return Schedule.objects.filter(subtree_q(home_paths(user), "organisation__path")).order_by("starts_on", "name")


def _waiting(user: User) -> tuple[Mapping[str, list[Activity]], Mapping[str, str]]:
    """Lines of living plans by the schedule they name, and each schedule as it is written first."""
    plans = Plan.objects.visible_to(user).filter(state__in=(Plan.State.ACCEPTED, Plan.State.DRAFT))
    kinds = (TermKind.BY_SCHEDULE.value, TermKind.TERM.value, TermKind.MIXED.value)
    rows = Activity.objects.active().filter(plan__in=plans).filter(Q(term_json__kind__in=kinds)).select_related("plan")
    waiting: dict[str, list[Activity]] = defaultdict(list)
    names: dict[str, str] = {}
    for activity in rows:
        for name in _names(activity.term):
            names.setdefault(_key(name), name)
            waiting[_key(name)].append(activity)
    return waiting, names


def _names(term: Term) -> list[str]:
    parts = (term, *term.parts)
    named = [part.reference for part in parts if part.reference and part.kind is TermKind.BY_SCHEDULE]
    return [*named, SCHOOL_TERMS] if any(part.kind is TermKind.TERM for part in parts) else named


def _key(name: str) -> str:
    """The four school terms are one thing to wait for."""
    key = schedule_key(name)
    return SCHOOL_TERMS if any(key in names for names in TERM_NAMES) else key
