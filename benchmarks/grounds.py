"""The ground of benchmarks that need a database: an own one on the launcher's cluster, dropped afterwards.

Importing this module sets Django up, so a benchmark imports it before anything of the product.
"""

import os
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from environs import Env
from psycopg import sql

from metodsovet.launch.databases import name_environment
from metodsovet.launch.homes import Home
from metodsovet.launch.postgres import NAME as OWN
from metodsovet.launch.postgres import Cluster

HOME = Home.of_environment()
os.environ.pop("DATABASE_URL", None)
name_environment(HOME)
warnings.filterwarnings("ignore", message="No directory at", category=UserWarning)
django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402  # its model needs Django set up


@contextmanager
def scratch_database() -> Iterator[None]:
    """An empty database with the tables of the product inside the block, with the cluster's ordinary settings."""
    name = f"bench_{os.getpid()}"
    with Cluster(HOME.path) as cluster:
        _execute(cluster, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        _execute(cluster, "CREATE DATABASE {}", name)
        try:
            _connect(cluster.url(name))
            call_command("migrate", interactive=False, verbosity=0)
            yield
        finally:
            connection.close()
            _execute(cluster, "DROP DATABASE {} WITH (FORCE)", name)


@contextmanager
def installed_database() -> Iterator[None]:
    """The database of the home itself inside the block, for reading: an example that ``run.py demo`` has made there."""
    with Cluster(HOME.path) as cluster:
        _connect(cluster.url(OWN))
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('directory_installation') IS NOT NULL")
            known = cursor.fetchone()[0]
            if known:
                cursor.execute("SELECT bool_or(is_demo) FROM directory_installation")
                known = cursor.fetchone()[0]
        if not known:
            raise SystemExit(f"{HOME.path}: no example here, make one with «python3 run.py demo --size region».")
        try:
            yield
        finally:
            connection.close()


def median_of(seconds: list[float]) -> float:
    return statistics.median(seconds)


def seconds_of(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def say(step: str) -> None:
    """Progress goes to standard error: standard output is the answer alone."""
    sys.stderr.write(f"· {step}\n")
    sys.stderr.flush()


def _execute(cluster: Cluster, statement: str, name: str) -> None:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as server:
        server.execute(sql.SQL(statement).format(sql.Identifier(name)))


def _connect(url: str) -> None:
    connection.close()
    os.environ["DATABASE_URL"] = url
    named = Env().dj_db_url("DATABASE_URL")
    settings.ALLOWED_HOSTS = ["testserver"]
    for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT"):
        connection.settings_dict[key] = named.get(key, "")
    ContentType.objects.clear_cache()
