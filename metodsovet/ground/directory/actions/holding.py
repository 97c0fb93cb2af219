"""Whoever compares people with the whole register and writes what he found holds it until his transaction ends.

Lists, mergings and erasings do so: two at once would each miss what the other is writing. Pages go on reading, and
people go on being edited one by one.
"""

import time
from collections.abc import Callable

from django.db import connection

from metodsovet.kernel.errors import DomainError

_LOCK = 7_340_122  # of nobody else in this database
PATIENCE_SECONDS = 20.0
_PAUSE_SECONDS = 0.2


def hold_register(patience_seconds: float = PATIENCE_SECONDS, waits: Callable[[], None] = lambda: None) -> None:
    """Inside a transaction, before anything of the register is read; ``waits`` is called while another holds it.

    DomainError ``register_is_held`` when patience ends.
    """
    tired_at = time.monotonic() + patience_seconds
    while not _is_ours():
        if time.monotonic() > tired_at:
            text = "Сейчас в справочник записывается список. Подождите несколько минут и повторите."
            raise DomainError("register_is_held", text)
        waits()
        time.sleep(_PAUSE_SECONDS)


def _is_ours() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])
