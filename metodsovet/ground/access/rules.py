"""Rights over one's own account."""

import rules

from metodsovet.ground.access.models import User


@rules.predicate
def has_account(user: User) -> bool:
    return user.is_authenticated


for verb in (
    "change_password",
    "choose_password",
    "show_second_factor",
    "add_second_factor",
    "renew_recovery_codes",
    "remove_second_factor",
    "show_sessions",
    "end_session",
    "end_other_sessions",
    "view_history",
):
    rules.add_perm(f"access.{verb}", has_account)
