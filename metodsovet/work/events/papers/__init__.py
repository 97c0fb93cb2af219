"""The paper of the room: minutes of a meeting."""

from metodsovet.work.events.papers.kinds import MINUTES, minutes_draft, print_minutes
from metodsovet.work.events.papers.minutes import MinutesPaper, minutes_paper, vote_text
from metodsovet.work.events.papers.people import decline_words

__all__ = [
    "MINUTES",
    "MinutesPaper",
    "decline_words",
    "minutes_draft",
    "minutes_paper",
    "print_minutes",
    "vote_text",
]
