"""Two rows that were one person become one."""

from metodsovet.ground.directory.actions.merging.doubles import merge_people, tell_apart
from metodsovet.ground.directory.actions.merging.joining import join_into_one

__all__ = ["join_into_one", "merge_people", "tell_apart"]
