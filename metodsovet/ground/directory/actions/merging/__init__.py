"""Two rows that were one person become one."""

from metodsovet.ground.directory.actions.merging.doubles import merge_people, tell_apart

__all__ = ["merge_people", "tell_apart"]
