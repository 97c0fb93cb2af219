"""Where somebody is logged in, and the end of it."""

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import Session, User


@transaction.atomic
def end_session(user: User, *, session_key: str) -> None:
    """Of this user only; nothing happens when it has ended already."""
    if Session.objects.filter(user=user, session_key=session_key).delete()[0]:
        record_action("end_session", user, "Завершён вход на одном из устройств", by=user)


@transaction.atomic
def end_other_sessions(user: User, *, session_key: str) -> None:
    if end_sessions_of(user, but=session_key):
        record_action("end_other_sessions", user, "Завершены входы на других устройствах", by=user)


def end_sessions_of(user: User, *, but: str = "") -> int:
    """How many sessions ended; takes effect with their next request."""
    return Session.objects.filter(user=user).exclude(session_key=but).delete()[0]
