"""Verbs of meetings: preparing, holding, minutes."""

from metodsovet.work.events.actions.agenda import add_item, change_item, move_item, remove_item
from metodsovet.work.events.actions.answering import answer_call
from metodsovet.work.events.actions.calling import Moment, call_meeting, cancel_meeting, move_meeting
from metodsovet.work.events.actions.holding import begin_meeting, close_meeting
from metodsovet.work.events.actions.minutes import approve_minutes, correct_minutes
from metodsovet.work.events.actions.numbering import set_first_number
from metodsovet.work.events.actions.planning import MeetingDraft, change_meeting, plan_meeting, start_series
from metodsovet.work.events.actions.recording import Change, Recorded, record_changes

__all__ = [
    "Change",
    "MeetingDraft",
    "Moment",
    "Recorded",
    "add_item",
    "answer_call",
    "approve_minutes",
    "begin_meeting",
    "call_meeting",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "close_meeting",
    "correct_minutes",
    "move_item",
    "move_meeting",
    "plan_meeting",
    "record_changes",
    "remove_item",
    "set_first_number",
    "start_series",
]
