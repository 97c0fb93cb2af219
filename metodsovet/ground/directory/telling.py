"""What people are told of themselves: the directory knows that they must be, the room of notices above it knows how.

It registers a function once, at start::

    @tells_people
    def notify_person(news: PersonalNews) -> None: ...
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonalNews:
    """One sentence to one person (id) about his account; told once per ``key``."""

    person_id: int
    key: str
    text: str
    url: str


Teller = Callable[[PersonalNews], None]
_tellers: list[Teller] = []


def tells_people(tell: Teller) -> Teller:
    _tellers.append(tell)
    return tell


def tell_person(news: PersonalNews) -> None:
    """In the caller's transaction."""
    for tell in _tellers:
        tell(news)
