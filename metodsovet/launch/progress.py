"""Progress for a person at a terminal: one short line a step, on standard error."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(label: str) -> Iterator[None]:
    """Show a step while it lasts and, when it succeeds, its tick and seconds."""
    live = sys.stderr.isatty()
    if live:
        say(f"  {label}…", end="")
    began = time.monotonic()
    try:
        yield
    except BaseException:
        if live:
            say("\r\033[K", end="")
        raise
    clear = "\r\033[K" if live else ""
    say(f"{clear}✓ {label}, {max(1, round(time.monotonic() - began))} с")


def say(text: str, end: str = "\n") -> None:
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write((text + end).encode(encoding, "replace").decode(encoding))
    sys.stderr.flush()
