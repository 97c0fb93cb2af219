"""Verbs of communities: the bodies themselves, who is in them, who runs them, what they may be."""

from metodsovet.work.communities.actions.analyses import (
    accept_analysis,
    complete_analysis,
    draft_analysis,
    hand_in_analysis,
    return_analysis,
)
from metodsovet.work.communities.actions.appendices import (
    AppendixGround,
    apply_appendix,
    decide_line,
    discard_appendix,
    load_appendix,
)
from metodsovet.work.communities.actions.children import release_child, take_children
from metodsovet.work.communities.actions.communities import (
    NO_CHARTER,
    Charter,
    Description,
    add_community,
    close_community,
    describe_community,
    rename_community,
    reopen_community,
    set_charter,
)
from metodsovet.work.communities.actions.kinds import (
    KindDraft,
    OfficeDraft,
    add_kind,
    bring_back_kind,
    hide_kind,
    reword_kind,
)
from metodsovet.work.communities.actions.memberships import add_members, end_membership
from metodsovet.work.communities.actions.offices import appoint_officer, end_office
from metodsovet.work.communities.actions.proposals import accept_proposals, set_aside_proposals
from metodsovet.work.communities.actions.rules import RuleDraft, set_rule

__all__ = [
    "NO_CHARTER",
    "AppendixGround",
    "Charter",
    "Description",
    "KindDraft",
    "OfficeDraft",
    "RuleDraft",
    "accept_analysis",
    "accept_proposals",
    "add_community",
    "add_kind",
    "add_members",
    "apply_appendix",
    "appoint_officer",
    "bring_back_kind",
    "close_community",
    "complete_analysis",
    "decide_line",
    "describe_community",
    "discard_appendix",
    "draft_analysis",
    "end_membership",
    "end_office",
    "hand_in_analysis",
    "hide_kind",
    "load_appendix",
    "release_child",
    "rename_community",
    "reopen_community",
    "return_analysis",
    "reword_kind",
    "set_aside_proposals",
    "set_charter",
    "set_rule",
    "take_children",
]
