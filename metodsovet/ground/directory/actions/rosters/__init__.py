"""Lists of organisations and staff: loaded, reviewed, applied in one transaction, undone while nothing holds them."""

from metodsovet.ground.directory.actions.rosters.applying import apply_roster
from metodsovet.ground.directory.actions.rosters.loading import discard_roster, load_roster, read_roster
from metodsovet.ground.directory.actions.rosters.naming import name_columns
from metodsovet.ground.directory.actions.rosters.reviewing import add_unknown_places, decide_rows, settle_word
from metodsovet.ground.directory.actions.rosters.undoing import blocks_of, undo_roster

__all__ = [
    "add_unknown_places",
    "apply_roster",
    "blocks_of",
    "decide_rows",
    "discard_roster",
    "load_roster",
    "name_columns",
    "read_roster",
    "settle_word",
    "undo_roster",
]
