"""Now and today, in one place, so that the demo and the tests can live through a year.

Everything that asks for the time asks here; ``at`` moves the clock for the code inside it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.utils import timezone

_shift: ContextVar[timedelta] = ContextVar("clock_shift", default=timedelta())


def now() -> datetime:
    """The moment, aware, in UTC."""
    return timezone.now() + _shift.get()


def today() -> date:
    """The day in the zone of the installation."""
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside, the clock shows the aware ``moment`` and goes on from it."""
    before = _shift.set(moment - timezone.now())
    try:
        yield
    finally:
        _shift.reset(before)
