"""Ready lists of people for certificates and notes: an upper room offers whom to tick, such as who came to a meeting.

Registered at start in ``gatherings.py`` of the room; the page of issue asks for one as ``?gathering=meeting-12``::

    @gatherings.offer("meeting")
    def participants(user: User, pk: int) -> Gathering | None: ...  # None for what the user does not see
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person


@dataclass(frozen=True, slots=True)
class Gathered:
    """Somebody to tick; ``key`` is the same at every asking. ``note`` is «присутствует» or «руководитель»."""

    key: str
    name: str
    place: str
    person: Person | None = None
    note: str = ""
    is_ticked: bool = True


@dataclass(frozen=True, slots=True)
class Gathering:
    """``event`` and ``held`` are the words that the papers begin with; they may be mended before the issue."""

    title: str
    url: str
    organisation: Organisation
    people: Sequence[Gathered]
    event: str = ""
    held: str = ""


Offered = Callable[[User, int], Gathering | None]
_offered: dict[str, Offered] = {}


def offer(code: str) -> Callable[[Offered], Offered]:
    def register(offered: Offered) -> Offered:
        if code in _offered:
            raise ValueError(f"gatherings of {code} are offered twice")
        _offered[code] = offered
        return offered

    return register


def gathering_named(user: User, asked: str) -> Gathering | None:
    """By «meeting-12»; None where there is nothing such that the user sees."""
    code, _, number = asked.partition("-")
    offered = _offered.get(code)
    if offered is None or not number.isascii() or not number.isdigit() or len(number) > LONGEST_ID:
        return None
    return offered(user, int(number))


LONGEST_ID = 18
