"""What the rooms above give to calendars.

A room registers a function once, at start; it answers rows that the user may see now::

    @entries.source
    def deadlines(user: User, wanted: Wanted) -> Iterable[CalendarEntry]: ...
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation


@dataclass(frozen=True, slots=True)
class Wanted:
    """Between the days, both included: what concerns the organisation, or without one the user himself."""

    first_day: date
    last_day: date
    organisation: Organisation | None = None


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One thing in a calendar. ``key`` is the same for ever («assignment-12»); ``revision`` grows with every change.

    Without ``starts_at`` it lasts whole days. ``address`` is the path of its page.
    """

    key: str
    revision: int
    title: str
    first_day: date
    last_day: date
    address: str
    starts_at: time | None = None
    place: str = ""
    note: str = ""
    is_cancelled: bool = False


Source = Callable[[User, Wanted], Iterable[CalendarEntry]]
_sources: list[Source] = []


def source(give: Source) -> Source:
    """Register a source; ValueError when it is registered twice."""
    if give in _sources:
        raise ValueError(f"calendar source {give.__module__} is registered twice")
    _sources.append(give)
    return give


def entries_for(user: User, wanted: Wanted) -> list[CalendarEntry]:
    """Everything in the order of days; the order of equals does not change from one asking to another."""
    found = [entry for give in _sources for entry in give(user, wanted)]
    return sorted(found, key=lambda entry: (entry.first_day, entry.starts_at or time.min, entry.key))
