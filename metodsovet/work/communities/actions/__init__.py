"""Verbs of communities: the bodies themselves and their offices."""

from metodsovet.work.communities.actions.communities import (
    add_community,
    close_community,
    rename_community,
    reopen_community,
)
from metodsovet.work.communities.actions.memberships import add_members, end_membership
from metodsovet.work.communities.actions.offices import appoint_officer, end_office

__all__ = [
    "add_community",
    "add_members",
    "appoint_officer",
    "close_community",
    "end_membership",
    "end_office",
    "rename_community",
    "reopen_community",
]
