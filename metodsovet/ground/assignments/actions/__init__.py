from metodsovet.ground.assignments.actions.acceptance import (
    accept_report,
    accept_reports,
    mark_not_applicable,
    reopen_assignment,
    return_report,
)
from metodsovet.ground.assignments.actions.acknowledgements import ask_people_to_read, send_for_acknowledgement
from metodsovet.ground.assignments.actions.cancelling import cancel_assignments
from metodsovet.ground.assignments.actions.control import (
    cancel_assignment,
    put_back_on_control,
    remove_from_control,
)
from metodsovet.ground.assignments.actions.directives import DirectiveDraft, give_directive
from metodsovet.ground.assignments.actions.evidence import add_evidence, remove_evidence
from metodsovet.ground.assignments.actions.extensions import (
    ask_extension,
    grant_extension,
    grant_extensions,
    refuse_extension,
)
from metodsovet.ground.assignments.actions.following import follow_source
from metodsovet.ground.assignments.actions.giving import AssignmentDraft, PartDraft, give_assignments
from metodsovet.ground.assignments.actions.holders import hand_over, take_assignment
from metodsovet.ground.assignments.actions.interim_dates import (
    mark_interim_date,
    remove_interim_date,
    set_interim_date,
)
from metodsovet.ground.assignments.actions.offices import change_offices
from metodsovet.ground.assignments.actions.reminding import Reminded, not_reminded_today, remind_executors
from metodsovet.ground.assignments.actions.reports import (
    acknowledge_assignment,
    hand_in_report,
    record_report,
    withdraw_report,
    write_report,
)
from metodsovet.ground.assignments.actions.substitutions import appoint_substitute, end_substitution
from metodsovet.ground.assignments.actions.succession import Succession, free_parts_of_leavers, replace_holders

__all__ = [
    "AssignmentDraft",
    "DirectiveDraft",
    "PartDraft",
    "Reminded",
    "Succession",
    "accept_report",
    "accept_reports",
    "acknowledge_assignment",
    "add_evidence",
    "appoint_substitute",
    "ask_extension",
    "ask_people_to_read",
    "cancel_assignment",
    "cancel_assignments",
    "change_offices",
    "end_substitution",
    "follow_source",
    "free_parts_of_leavers",
    "give_assignments",
    "give_directive",
    "grant_extension",
    "grant_extensions",
    "hand_in_report",
    "hand_over",
    "mark_interim_date",
    "mark_not_applicable",
    "not_reminded_today",
    "put_back_on_control",
    "record_report",
    "refuse_extension",
    "remind_executors",
    "remove_evidence",
    "remove_from_control",
    "remove_interim_date",
    "reopen_assignment",
    "replace_holders",
    "return_report",
    "send_for_acknowledgement",
    "set_interim_date",
    "take_assignment",
    "withdraw_report",
    "write_report",
]
