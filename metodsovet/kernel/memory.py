"""Garbage is not looked for where there is none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """For a hundred thousand rows that all stay until the end: looking for cycles among them is a third of the time.

    When blocks of several threads overlap, the first to end only ends the saving.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
