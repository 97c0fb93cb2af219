from metodsovet.ground.assignments.queries.control import (
    ControlFilter,
    control_rows,
    controlled_by,
    counts_by_standing,
    narrowed,
    waiting_for,
)
from metodsovet.ground.assignments.queries.duties import DutyKind
from metodsovet.ground.assignments.queries.inbox import Duty, Inbox, InboxGroup, inbox
from metodsovet.ground.assignments.queries.sources import Progress, assignments_of, progress_of

__all__ = [
    "ControlFilter",
    "Duty",
    "DutyKind",
    "Inbox",
    "InboxGroup",
    "Progress",
    "assignments_of",
    "control_rows",
    "controlled_by",
    "counts_by_standing",
    "inbox",
    "narrowed",
    "progress_of",
    "waiting_for",
]
