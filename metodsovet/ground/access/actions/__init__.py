"""What people do with accounts."""

from metodsovet.ground.access.actions.codes import give_code, give_codes, prepare_code, user_of_code
from metodsovet.ground.access.actions.looks import LOOK_FIELDS, choose_look
from metodsovet.ground.access.actions.passwords import change_password, choose_password
from metodsovet.ground.access.actions.second_factor import (
    add_second_factor,
    check_second_factor,
    drop_second_factor,
    remove_second_factor,
    renew_recovery_codes,
)
from metodsovet.ground.access.actions.sessions import end_other_sessions, end_session

__all__ = [
    "LOOK_FIELDS",
    "add_second_factor",
    "change_password",
    "check_second_factor",
    "choose_look",
    "choose_password",
    "drop_second_factor",
    "end_other_sessions",
    "end_session",
    "give_code",
    "give_codes",
    "prepare_code",
    "remove_second_factor",
    "renew_recovery_codes",
    "user_of_code",
]
