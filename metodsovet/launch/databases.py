"""The database of an installation for whoever needs it: the embedded cluster, or the server of DATABASE_URL."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import django
import psycopg
from django.core.management import call_command, execute_from_command_line

from metodsovet.launch.failures import LaunchFailure, explain_os_error
from metodsovet.launch.homes import COMMAND, Home
from metodsovet.launch.postgres import Cluster

ASKED_SECONDS = 3


def own_cluster(home: Home) -> Cluster | None:
    """The embedded cluster, None where DATABASE_URL names a server that others look after and that answers."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return Cluster(home.path)
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.Error as error:
        reason = " ".join(str(error).split())
        raise LaunchFailure(
            f"База данных из DATABASE_URL не отвечает: проверьте адрес и сам сервер ({reason})."
        ) from error
    return None


def answers() -> bool:
    """Whether the server of DATABASE_URL, the embedded one or another's, lets us in now."""
    try:
        psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=ASKED_SECONDS).close()
    except psycopg.Error:
        return False
    return True


@contextmanager
def open_database(home: Home) -> Iterator[None]:
    """Have the database up inside the block, with Django's environment naming it."""
    cluster = own_cluster(home)
    try:
        name_environment(home)
        if cluster is not None:
            os.environ["DATABASE_URL"] = cluster.start()
    except OSError as error:
        raise explain_os_error(error, doing="запуск базы данных") from error
    try:
        yield
    finally:
        if cluster is not None:
            del os.environ["DATABASE_URL"]
            cluster.stop()


def name_environment(home: Home) -> None:
    home.prepare()
    os.environ["METODSOVET_HOME"] = str(home.path)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "metodsovet.settings")
    os.environ.setdefault("SECRET_KEY", home.secret("django"))


def set_up_django(*, with_tables: bool) -> None:
    django.setup()
    if with_tables:
        call_command("migrate", interactive=False, verbosity=0)


def manage(arguments: Sequence[str]) -> int:
    """Django's own commands."""
    execute_from_command_line([f"{COMMAND} manage", *arguments])
    return 0
