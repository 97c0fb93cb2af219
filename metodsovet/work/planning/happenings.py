"""What rooms above give to the calendar page beside the plans: meetings and the like.

A room registers a function once, at start; it answers rows that the user may see now::

    @happenings.source
    def meetings(user: User, asked: Asked) -> Iterable[Happening]: ...
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time

from metodsovet.ground.access.models import User


@dataclass(frozen=True, slots=True)
class Asked:
    """Days, both included; of these organisations (all when empty), or only what one is expected at."""

    first_day: date
    last_day: date
    organisations: frozenset[int] = frozenset()
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """``hint`` says whose it is."""

    url: str
    title: str
    day: date
    starts_at: time
    place: str = ""
    hint: str = ""


Source = Callable[[User, Asked], Iterable[Happening]]
_sources: list[Source] = []


def source(give: Source) -> Source:
    """Register a source; ValueError when it is registered twice."""
    if give in _sources:
        raise ValueError(f"source of happenings {give.__module__} is registered twice")
    _sources.append(give)
    return give


def happenings_for(user: User, asked: Asked) -> list[Happening]:
    found = [one for give in _sources for one in give(user, asked)]
    return sorted(found, key=lambda one: (one.day, one.starts_at, one.url))
