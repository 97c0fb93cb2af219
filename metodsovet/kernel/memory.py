"""Garbage is not looked for where there is none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def collect_seldom() -> None:
    """For a process that answers pages: what was loaded at the start stays and is not looked through any more, and a
    page makes some 200,000 objects, nearly none of them in cycles.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


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
