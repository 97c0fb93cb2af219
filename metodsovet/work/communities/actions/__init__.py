"""Verbs of communities: the bodies themselves and their offices."""

from metodsovet.work.communities.actions.communities import (
    add_community,
    close_community,
    rename_community,
    reopen_community,
)
from metodsovet.work.communities.actions.offices import appoint_head, end_office

__all__ = [
    "add_community",
    "appoint_head",
    "close_community",
    "end_office",
    "rename_community",
    "reopen_community",
]
