"""A database server of a test's own, which may be killed and restarted."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from psycopg.conninfo import conninfo_to_dict

from metodsovet.launch.postgres import FOR_TESTS, Cluster

DURABLE = {**FOR_TESTS, "synchronous_commit": "on", "full_page_writes": "on"}
PLACE = ("NAME", "USER", "PASSWORD", "HOST", "PORT")


@contextmanager
def own_server(home: Path, programs: Path | None = None) -> Iterator[Cluster]:
    """Django works on a fresh migrated database of the server inside the block."""
    settings = connections["default"].settings_dict
    before = {name: settings[name] for name in PLACE}
    with Cluster(home / "server", programs, options=DURABLE) as cluster:
        connections.close_all()
        settings |= _place(cluster)
        ContentType.objects.clear_cache()
        try:
            call_command("migrate", interactive=False, verbosity=0)
            yield cluster
        finally:
            connections.close_all()
            settings |= before
            ContentType.objects.clear_cache()


def _place(cluster: Cluster) -> dict[str, object]:
    told = conninfo_to_dict(cluster.url())
    return {
        "NAME": told["dbname"],
        "USER": told["user"],
        "PASSWORD": told["password"],
        "HOST": told["host"],
        "PORT": told["port"],
    }
