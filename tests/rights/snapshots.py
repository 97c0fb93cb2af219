"""What the database holds, as one hash a table: nothing may change by a request that was refused."""

import json
from typing import Any

from django.apps import apps
from django.db import connection

NOT_OURS = ("access_guess", "access_session", "django_content_type")
OF_DOWNLOADS = frozenset({"access_actionrecord", "directory_export"})


def snapshot() -> dict[str, str]:
    """Tables of all rooms (sessions are those who ask, and tries are counted whoever makes them)."""
    with connection.cursor() as cursor:
        cursor.execute(_QUERY)
        return dict(cursor.fetchall())


def changed(before: dict[str, str], after: dict[str, str]) -> frozenset[str]:
    return frozenset(table for table in after if before[table] != after[table])


def _tables() -> list[str]:
    return [table for table, _ in _keys()]


def _keys() -> list[tuple[str, str]]:
    """Our tables, each with the column of its key."""
    models = apps.get_models(include_auto_created=True)
    keys = {(model._meta.db_table, str(model._meta.pk.column)) for model in models if model._meta.managed}
    return sorted(one for one in keys if one[0] not in NOT_OURS)


_QUERY = " UNION ALL ".join(
    f"SELECT '{table}', md5(coalesce(string_agg(row::text, '|' ORDER BY row::text), '')) FROM \"{table}\" AS row"
    for table in _tables()
)


Columns = dict[str, Any]
Rows = dict[tuple[str, str], Columns]
"""Columns of each row by its table and key."""


def rows() -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS)
        return {(table, str(key)): json.loads(row) for table, key, row in cursor.fetchall()}


def columns_changed(before: Rows, after: Rows) -> dict[tuple[str, str], Columns]:
    """New values of the columns that differ, by row; every column of a new row."""
    return {
        place: differing
        for place, row in after.items()
        if (
            differing := {
                name: value for name, value in row.items() if before.get(place, {}).get(name, MISSED) != value
            }
        )
    }


MISSED = object()
_ROWS = " UNION ALL ".join(
    f"SELECT '{table}', to_jsonb(row)->>'{key}', to_jsonb(row)::text FROM \"{table}\" AS row" for table, key in _keys()
)
