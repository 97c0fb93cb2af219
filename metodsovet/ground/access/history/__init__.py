"""History of records: verbs, written by actions, and rows, written by triggers of the database."""

from metodsovet.ground.access.history.kept import HistoryKind, Kept, keep, kind_named, offer_history
from metodsovet.ground.access.history.lines import HistoryLine, lines_of
from metodsovet.ground.access.history.records import history_of, record_action, record_actions
from metodsovet.ground.access.history.shown import ShownHistory, history_beside

__all__ = [
    "HistoryKind",
    "HistoryLine",
    "Kept",
    "ShownHistory",
    "history_beside",
    "history_of",
    "keep",
    "kind_named",
    "lines_of",
    "offer_history",
    "record_action",
    "record_actions",
]
