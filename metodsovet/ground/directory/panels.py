"""What upper rooms show on pages of people and organisations.

An upper room registers a function once, at start; the page calls it with the user and its own subject::

    @panels.offer(panels.ORGANISATION, "Объединения")
    def communities(user: User, organisation: Organisation) -> list[PanelRow]: ...
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from metodsovet.ground.access.models import User

ORGANISATION = "directory:organisation"
PERSON = "directory:person"


@dataclass(frozen=True, slots=True)
class PanelRow:
    url: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    title: str
    rows: Sequence[PanelRow]


Rows = Callable[[User, Any], Sequence[PanelRow]]
_offered: dict[tuple[str, str], Rows] = {}


def offer(slot: str, title: str) -> Callable[[Rows], Rows]:
    """Rows are already cut to what the user may see."""

    def register(rows: Rows) -> Rows:
        if (slot, title) in _offered:
            raise ValueError(f"panel «{title}» of {slot} is offered twice")
        _offered[slot, title] = rows
        return rows

    return register


def panels_of(slot: str, user: User, subject: object) -> list[Panel]:
    """Panels that have something to show."""
    found = [Panel(title, rows(user, subject)) for (own, title), rows in _offered.items() if own == slot]
    return [panel for panel in found if panel.rows]
