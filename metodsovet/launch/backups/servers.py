"""The PostgreSQL server of the installation, seen from beside Django: sessions of our own, whole databases."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo

from metodsovet.launch.binaries import find_clients
from metodsovet.launch.failures import LaunchFailure

OF_DJANGO = ("cursor_factory", "context", "prepare_threshold", "server_side_binding", "options", "dbname", "database")
BESIDE = ("fresh", "aside", "tried")
# Dumps outlast what a page may; the values must print alike on every server.
SESSION = (
    "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c lock_timeout=60s -c timezone=UTC "
    "-c datestyle=ISO -c intervalstyle=postgres -c bytea_output=hex -c extra_float_digits=1 -c search_path=public"
)
Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Server:
    """``database`` is the one of the installation."""

    database: str
    parameters: Mapping[str, Any]

    @classmethod
    def of_settings(cls) -> "Server":
        known = connections["default"].get_connection_params()
        name = str(connections["default"].settings_dict["NAME"])
        return cls(name, {key: value for key, value in known.items() if key not in OF_DJANGO})

    def connect(self, database: str = "", *, autocommit: bool = False) -> Connection:
        named = {**self.parameters, "dbname": database or self.database, "options": SESSION}
        return psycopg.connect(make_conninfo(**named), autocommit=autocommit, connect_timeout=10)

    @property
    def major(self) -> int:
        with self.connect() as connection:
            return connection.info.server_version // 10_000

    @contextmanager
    def program(self, name: str, database: str, *arguments: str, **streams: int) -> Iterator[subprocess.Popen[bytes]]:
        """Run pg_dump or pg_restore of the server's own version; LaunchFailure with its last words if it fails.

        The password goes by the environment: arguments are seen by everybody on the machine.
        """
        place = {key: value for key, value in self.parameters.items() if key != "password"}
        conninfo = make_conninfo(**place, dbname=database)
        environment = {
            **os.environ,
            "LC_ALL": "C",
            "PGOPTIONS": "",
            "PGPASSWORD": str(self.parameters.get("password") or ""),
        }
        command = [str(find_clients(self.major) / name), f"--dbname={conninfo}", *arguments]
        process = subprocess.Popen(command, env=environment, cwd="/", stderr=subprocess.PIPE, **streams)  # type: ignore[call-overload]
        try:
            yield process
            words = process.stderr.read().decode("utf-8", "replace")
            if process.wait():
                raise LaunchFailure(f"{name} завершился с ошибкой: {' '.join(words.split())[-400:]}")
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
            process.stderr.close()

    def create(self, name: str) -> None:
        """A fresh database of the same locale and settings as ours."""
        with self.connect(autocommit=True) as connection:
            try:
                connection.execute(_creation(connection, self.database, name))
                for setting in _settings_of(connection, self.database):
                    key, _, value = setting.partition("=")
                    connection.execute(
                        sql.SQL("ALTER DATABASE {} SET {} TO {}").format(
                            sql.Identifier(name), sql.Identifier(key), sql.Literal(value)
                        )
                    )
            except psycopg.errors.InsufficientPrivilege as error:
                raise LaunchFailure(
                    "Роль базы данных не может создавать базы, а восстановление идёт в новую рядом с прежней: "
                    f"дайте ей право командой «ALTER ROLE {self.parameters.get('user', '…')} CREATEDB» и повторите."
                ) from error

    def drop(self, name: str) -> None:
        with self.connect("postgres", autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def drop_leftovers(self) -> None:
        """Databases that killed restores left beside ours; the caller is the only one who restores."""
        with self.connect("postgres") as connection:
            rows = connection.execute(
                "SELECT datname FROM pg_database WHERE datname ~ %s",
                [f"^{re.escape(self.database)}_({'|'.join(BESIDE)})_[0-9]{{14}}$"],
            ).fetchall()
        for (name,) in rows:
            self.drop(str(name))

    def name_beside(self, word: str) -> str:
        """A name for a database beside ours: one of ``BESIDE`` and the moment."""
        assert word in BESIDE
        return f"{self.database}_{word}_{datetime.now(UTC):%Y%m%d%H%M%S}"

    def swap(self, fresh: str, aside: str) -> None:
        """The fresh database takes our name and ours steps aside, both or neither."""
        with self.connect("postgres") as connection:
            try:
                for old, new in ((self.database, aside), (fresh, self.database)):
                    connection.execute(
                        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new))
                    )
            except psycopg.errors.ObjectInUse as error:
                raise in_use() from error

    def require_quiet(self) -> None:
        """LaunchFailure while anybody else is connected to our database."""
        with self.connect() as connection:
            others = connection.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()", [self.database]
            ).fetchone()
        if others and others[0]:
            raise in_use()


def in_use() -> LaunchFailure:
    return LaunchFailure(
        "С базой сейчас работают: остановите Методсовет (Ctrl-C или systemctl stop) на всех машинах и повторите."
    )


def free_bytes(folder: Path) -> int:
    while not folder.exists():
        folder = folder.parent
    state = os.statvfs(folder)
    return state.f_bavail * state.f_frsize


def _creation(connection: Connection, model: str, name: str) -> sql.Composed:
    row = connection.execute("SELECT * FROM pg_database WHERE datname = %s", [model])
    told = dict(zip([column.name for column in row.description or ()], row.fetchone() or (), strict=True))
    provider = told.get("datlocprovider", "c")
    locale = told.get("datlocale") or told.get("daticulocale")
    parts = [
        sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE {} LC_CTYPE {}").format(
            sql.Identifier(name), sql.Literal(told["datcollate"]), sql.Literal(told["datctype"])
        )
    ]
    if provider == "i":
        parts.append(sql.SQL("LOCALE_PROVIDER icu ICU_LOCALE {}").format(sql.Literal(locale)))
    if provider == "b":
        parts.append(sql.SQL("LOCALE_PROVIDER builtin BUILTIN_LOCALE {}").format(sql.Literal(locale)))
    return sql.SQL(" ").join(parts)


def _settings_of(connection: Connection, database: str) -> list[str]:
    rows = connection.execute(
        "SELECT unnest(setconfig) FROM pg_db_role_setting JOIN pg_database base ON base.oid = setdatabase "
        "WHERE setrole = 0 AND datname = %s",
        [database],
    )
    return [str(row[0]) for row in rows]
