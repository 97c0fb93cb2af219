"""What a worker says of its long work: seen before the work is committed, so that a page can show it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import connections, models
from psycopg import sql

from metodsovet.kernel import clock

LONGEST_LINE = 300
EACH = 10_000
STALLED_AFTER = timedelta(minutes=15)
Row = TypeVar("Row")
Tell = Callable[[str], None]


def is_silent_since(moment: datetime) -> bool:
    """Whether the worker that should have told something by now seems to stand still."""
    return clock.now() - moment > STALLED_AFTER


def quietly(line: str) -> None:
    """For work that nobody waits for."""


def counting(rows: Iterable[Row], tell: Tell, words: str) -> Iterator[Row]:
    """The same rows; «Раздаём поручения: 20 000» is told on the way."""
    for number, row in enumerate(rows):
        if number % EACH == 0:
            tell(f"{words}: {number:,}".replace(",", "\u00a0") if number else words)
        yield row


class ProgressRow(models.Model):
    """What the worker is doing; written apart from the transaction of the work, so that the page sees it."""

    line = models.CharField("что делается", max_length=LONGEST_LINE, blank=True)
    told_at = models.DateTimeField("последнее известие", default=clock.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.line


class Progress:
    """Writes over a connection of its own into a row that the work itself does not touch."""

    def __init__(self, row: ProgressRow) -> None:
        table = sql.Identifier(row._meta.db_table)
        self._statement = sql.SQL("UPDATE {} SET line = %s, told_at = %s WHERE id = %s").format(table)
        self._pk = row.pk
        self._connection: Any = connections["default"].copy()

    def tell(self, line: str) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(self._statement, [line[:LONGEST_LINE], clock.now(), self._pk])

    def close(self) -> None:
        """Forget the last line: until the next job over the same row begins, its page says that it waits."""
        try:
            self.tell("")
        finally:
            self._connection.close()
