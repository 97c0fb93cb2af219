"""Rights over notices: everybody reads his own; ``visible_to`` decides which these are."""

import rules

from metodsovet.ground.directory.rules import is_known

rules.add_perm("notifications.view_notices", is_known)
rules.add_perm("notifications.read_notice", is_known)
