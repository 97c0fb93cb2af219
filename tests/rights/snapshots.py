"""What the database holds, as one hash a table: nothing may change by a request that was refused."""

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
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models if model._meta.managed} - set(NOT_OURS))


_QUERY = " UNION ALL ".join(
    f"SELECT '{table}', md5(coalesce(string_agg(row::text, '|' ORDER BY row::text), '')) FROM \"{table}\" AS row"
    for table in _tables()
)
