"""What a database holds: the rows of every table, the applied migrations, the files that rows name."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.storage import FileSystemStorage
from django.db.migrations.loader import MigrationLoader
from django.db.models import FileField
from psycopg import sql

from metodsovet.launch.backups.manifests import TableContent
from metodsovet.launch.backups.servers import Connection
from metodsovet.launch.failures import LaunchFailure
from metodsovet.launch.homes import COMMAND

MIGRATIONS = "django_migrations"
TABLES = "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 1"
# md5 and not hashtext: the same on every version of the server. A sum does not ask for an order of rows.
CONTENT = (
    "SELECT count(*), coalesce(sum(('x' || substr(md5(row::text), 1, 16))::bit(64)::bigint::numeric), 0)::text "
    "FROM {} AS row"
)


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file of the storage and the hash that its row promises, "" where the row promises none."""

    name: str
    sha256: str


def tables_of(connection: Connection) -> dict[str, TableContent]:
    """Rows and checksums of every table, in the session's own snapshot."""
    found = {}
    for (name,) in connection.execute(TABLES).fetchall():
        row = connection.execute(sql.SQL(CONTENT).format(sql.Identifier(name))).fetchone()
        assert row is not None
        found[str(name)] = TableContent(int(row[0]), str(row[1]))
    return found


def migrations_of(connection: Connection) -> tuple[str, ...]:
    """Applied migrations as «app.name»; LaunchFailure where nothing was ever applied."""
    if not has_table(connection, MIGRATIONS):
        raise LaunchFailure(f"База данных пуста: сначала запустите программу командой «{COMMAND}».")
    rows = connection.execute("SELECT DISTINCT app || '.' || name FROM django_migrations ORDER BY 1")
    return tuple(str(row[0]) for row in rows)


def has_table(connection: Connection, name: str) -> bool:
    row = connection.execute("SELECT to_regclass(%s) IS NOT NULL", [f"public.{name}"]).fetchone()
    return bool(row and row[0])


def is_begun(connection: Connection) -> bool:
    """Whether somebody has an account here: an installation that has begun is not overwritten by mistake."""
    table = get_user_model()._meta.db_table
    if not has_table(connection, table):
        return bool(connection.execute(TABLES).fetchone())
    row = connection.execute(sql.SQL("SELECT EXISTS (SELECT 1 FROM {})").format(sql.Identifier(table))).fetchone()
    return bool(row and row[0])


def named_files(connection: Connection) -> Iterator[NamedFile]:
    """Every file that a row of any room names; nothing that lies in the folder without a row."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, FileField) or not isinstance(field.storage, FileSystemStorage):
                continue
            known = _columns_of(connection, model._meta.db_table)
            if field.column is None or field.column not in known:
                continue  # an older schema had no such files yet
            promised = "sha256" in known
            column = sql.Identifier(field.column)
            asked = sql.SQL("SELECT {name}, {promise} FROM {table} WHERE {name} <> ''").format(
                name=column,
                promise=sql.Identifier("sha256") if promised else sql.SQL("''"),
                table=sql.Identifier(model._meta.db_table),
            )
            for name, promise in connection.execute(asked).fetchall():
                yield NamedFile(str(name), str(promise))


def _columns_of(connection: Connection, table: str) -> set[str]:
    rows = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s", [table]
    )
    return {str(row[0]) for row in rows}


def require_known(migrations: tuple[str, ...]) -> None:
    """LaunchFailure for a schema that this code has not heard of."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = {key for one in loader.disk_migrations.values() for key in one.replaces}
    known = {f"{app}.{name}" for app, name in {*loader.disk_migrations, *replaced}}
    ours = {config.label for config in apps.get_app_configs()}
    unknown = [one for one in migrations if one not in known and one.split(".")[0] in ours]
    if unknown:
        raise LaunchFailure(
            f"Копия сделана более новой версией программы (неизвестно «{unknown[-1]}»): "
            "обновите программу и восстановите снова. Ничего не изменено."
        )
