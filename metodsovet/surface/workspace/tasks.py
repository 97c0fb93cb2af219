"""Long work of the workspace."""

from typing import Any

from django.db import connections, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from metodsovet.kernel.errors import DomainError
from metodsovet.surface.workspace.models import DemoBuild

# The example stands above all floors and calls their actions, so nothing below may import it.
BUILDER = "metodsovet.demo.building.build"
State = DemoBuild.State


@app.task(queueing_lock="build_demo")
def build_demo() -> None:
    """Make the whole example or nothing of it, telling each step."""
    progress = Progress()
    try:
        progress.tell("Готовим пример", State.BUILDING)
        with transaction.atomic():
            import_string(BUILDER)(progress.tell)
    except DomainError as refusal:
        progress.tell(refusal.text, State.FAILED)
    except Exception:
        progress.tell("Пример не получился: подробности в журнале обработчика заданий.", State.FAILED)
        raise
    else:
        progress.tell("Пример готов", State.DONE)
    finally:
        progress.close()


class Progress:
    """Writes over a connection of its own: what is told is seen before the example itself is committed."""

    def __init__(self) -> None:
        self._connection: Any = connections["default"].copy()

    def tell(self, line: str, state: str = State.BUILDING) -> None:
        table = DemoBuild._meta.db_table
        with self._connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET line = %s, state = %s, told_at = %s",  # noqa: S608 our own table
                [line[:300], state, timezone.now()],
            )

    def close(self) -> None:
        self._connection.close()
