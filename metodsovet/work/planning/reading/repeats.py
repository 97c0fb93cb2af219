"""Marks that stand for the cell above: «-//-», «—"—», «то же»."""

import re

from metodsovet.work.planning.reading.grids import Line
from metodsovet.work.planning.reading.result import Role

_REPEATED = (Role.TERM, Role.PARTIES, Role.RESULT)
_DITTO = re.compile(
    r"""^(?:[-–—_\s]*(?:["«»„“”″〃]{1,2}|'{2}|//|\\\\)[-–—_\s]*|[-–—]+\s*(?:II|ІІ|ll|11|\|\|)\s*[-–—]+"""
    r"""|(?:то|те|тот|та)\s?же\.?|то же самое)$""",
    re.IGNORECASE,
)


def repeat_above(line: Line, previous: Line) -> None:
    """The cells of the line above instead of marks, so that the line says everything itself."""
    for role in _REPEATED:
        above = previous.of(role)
        if above and _DITTO.match(line.of(role).strip()):
            line.texts[role] = above
