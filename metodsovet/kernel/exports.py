"""What a file holds that leaves the product: told by whoever makes the answer, written down by one middleware."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Exported:
    """``narrowed`` says in words what the list was narrowed by; ``rows`` is None for what has no rows."""

    title: str
    narrowed: str = ""
    rows: int | None = None


def tell_export(response: Any, exported: Exported | None) -> None:
    """None: there is nobody's data in the file, so nothing is written down."""
    response.exported = exported


def told_export(response: Any, otherwise: str) -> Exported | None:
    """What was told of the file; a file of which nothing was told is known by the other title."""
    told: Exported | None = getattr(response, "exported", Exported(otherwise))
    return told
