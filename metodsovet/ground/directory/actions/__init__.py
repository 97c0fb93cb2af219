"""Verbs of the directory."""

from metodsovet.ground.directory.actions.accounts import (
    close_account,
    give_account,
    give_accounts,
    open_account,
    renew_code,
    reset_second_factor,
)
from metodsovet.ground.directory.actions.calendars import add_calendar_day, remove_calendar_day
from metodsovet.ground.directory.actions.case_forms import set_case_forms
from metodsovet.ground.directory.actions.employments import dismiss, hire, transfer
from metodsovet.ground.directory.actions.erasures import ask_erasure, erase_person, refuse_erasure, withdraw_erasure
from metodsovet.ground.directory.actions.installations import (
    begin_installation,
    change_entering,
    change_installation,
    set_digest_time,
)
from metodsovet.ground.directory.actions.merging import merge_people, tell_apart
from metodsovet.ground.directory.actions.names import change_name
from metodsovet.ground.directory.actions.organisations import (
    add_organisation,
    close_organisation,
    rename_organisation,
    reopen_organisation,
    set_organisation_mail,
)
from metodsovet.ground.directory.actions.people import add_person, add_position, rename_person
from metodsovet.ground.directory.actions.reference_numbers import set_reference_number
from metodsovet.ground.directory.actions.roles import end_role, grant_role

__all__ = [
    "add_calendar_day",
    "add_organisation",
    "add_person",
    "add_position",
    "ask_erasure",
    "begin_installation",
    "change_entering",
    "change_installation",
    "change_name",
    "close_account",
    "close_organisation",
    "dismiss",
    "end_role",
    "erase_person",
    "give_account",
    "give_accounts",
    "grant_role",
    "hire",
    "merge_people",
    "open_account",
    "refuse_erasure",
    "remove_calendar_day",
    "rename_organisation",
    "rename_person",
    "renew_code",
    "reopen_organisation",
    "reset_second_factor",
    "set_case_forms",
    "set_digest_time",
    "set_organisation_mail",
    "set_reference_number",
    "tell_apart",
    "transfer",
    "withdraw_erasure",
]
