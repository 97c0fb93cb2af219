"""The nine states that everything owed can have: shape, word and colour, in this order of trust."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Tone = Literal["", "good", "warn", "bad", "wait", "idle"]


@dataclass(frozen=True, slots=True)
class StateLook:
    """``shape`` names a symbol of icons.svg, ``tone`` the colour of the word, ``fill`` that of a bar."""

    shape: str
    word: str
    tone: Tone
    fill: str


STATES: Mapping[str, StateLook] = {
    "done": StateLook("done", "исполнено", "good", "good"),
    "late_done": StateLook("late", "с опозданием", "good", "good"),
    "waiting": StateLook("wait", "ждёт приёмки", "wait", "accent"),
    "returned": StateLook("back", "возвращено", "warn", "warn"),
    "on_track": StateLook("run", "в срок", "", "accent"),
    "at_risk": StateLook("risk", "риск", "warn", "warn"),
    "overdue": StateLook("over", "просрочено", "bad", "bad"),
    "ahead": StateLook("next", "впереди", "idle", "idle"),
    "not_applicable": StateLook("none", "не относится", "idle", "idle"),
}


def look_of(state: object) -> StateLook:
    """ValueError on a name that is not one of the nine: a state must never be drawn as nothing."""
    try:
        return STATES[str(state)]
    except KeyError:
        raise ValueError(f"no such state: {state!r}; known: {', '.join(STATES)}") from None
