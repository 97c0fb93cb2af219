"""Many rows at once by COPY: ten times as fast as inserts."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import NOT_PROVIDED, Model
from psycopg import sql

from metodsovet.kernel.memory import without_collecting


@contextmanager
def large_work() -> Iterator[None]:
    """Work with a hundred thousand rows inside one transaction, which it has to be entered in.

    Nobody looks for garbage among rows that stay until the end. And the server does not take the transaction for one
    that was forgotten: the limits of a page's are lifted until its end.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = '30min'")
    with without_collecting():
        yield


def reserve_ids(model: type[Model], number: int) -> list[int]:
    """Ids that nobody else will get."""
    if not number:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(name) FROM (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS name OFFSET 0) AS found, "
            "generate_series(1, %s)",
            [f'"{table}"', number],
        )
        return [row[0] for row in cursor.fetchall()]


def copy_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Columns are those of the table, the others get the defaults of the model; constraints are checked as ever."""
    unsaid = [
        (str(field.column), field.get_default())
        for field in model._meta.local_concrete_fields
        if field.column not in columns
        and not (field.null or field.generated or field.primary_key)
        and field.db_default is NOT_PROVIDED
    ]
    names, defaults = [name for name, _ in unsaid], [value for _, value in unsaid]
    _copy(model._meta.db_table, [*columns, *names], ((*row, *defaults) for row in rows))


def update_rows(model: type[Model], columns: dict[str, str], rows: Sequence[Sequence[Any]]) -> None:
    """Set ``columns`` (name → type) of rows that begin with their ids, in one statement."""
    if not rows:
        return
    table = sql.Identifier(model._meta.db_table)
    types = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(kind)) for name, kind in columns.items()
    )
    sets = sql.SQL(", ").join(sql.SQL("{0} = news.{0}").format(sql.Identifier(name)) for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE TEMP TABLE news (id bigint, {}) ON COMMIT DROP").format(types))
        _copy("news", ["id", *columns], rows)
        cursor.execute(sql.SQL("UPDATE {} AS old SET {} FROM news WHERE old.id = news.id").format(table, sets))
        cursor.execute("DROP TABLE news")


def _copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def tell_planner() -> None:
    """Count the rows of our tables: those of one long transaction are unknown to the planner, who takes them for few.

    Our tables alone: whoever counts those of the server holds them for all databases until his transaction ends.
    """
    tables = sql.SQL(", ").join(
        sql.Identifier(model._meta.db_table)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("ANALYZE {}").format(tables))
