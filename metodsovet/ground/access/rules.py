"""Rights over one's own account."""

import rules

from metodsovet.ground.access.models import User


@rules.predicate
def has_account(user: User) -> bool:
    return user.is_authenticated


rules.add_perm("access.change_password", has_account)
rules.add_perm("access.view_history", has_account)
