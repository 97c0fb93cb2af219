"""Verbs of notices, mail and calendars. Whoever tells people something calls ``notify`` inside his own action."""

from metodsovet.ground.notifications.actions.feeds import make_feed, revoke_feed
from metodsovet.ground.notifications.actions.letters import retry_letter
from metodsovet.ground.notifications.actions.mailboxes import (
    ask_mail_confirmation,
    change_digest,
    confirm_mail,
    forget_mail,
    stop_digest,
    stop_organisation_digest,
)
from metodsovet.ground.notifications.actions.notices import (
    News,
    notify,
    notify_each,
    read_all_notices,
    read_notice,
)

__all__ = [
    "News",
    "ask_mail_confirmation",
    "change_digest",
    "confirm_mail",
    "forget_mail",
    "make_feed",
    "notify",
    "notify_each",
    "read_all_notices",
    "read_notice",
    "retry_letter",
    "revoke_feed",
    "stop_digest",
    "stop_organisation_digest",
]
