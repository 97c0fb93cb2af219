"""Two servers of a test's own: a primary and a copy that follows it and may take over."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from psycopg.conninfo import conninfo_to_dict

from metodsovet.kernel.postgresql.addresses import settings_of
from metodsovet.launch.postgres import Cluster
from metodsovet.launch.postmasters import find_postmaster
from tests.outages.servers import DURABLE

FOLLOWED = {**DURABLE, "wal_level": "replica", "max_wal_senders": "4", "listen_addresses": "127.0.0.1"}


@dataclass(frozen=True, slots=True)
class Pair:
    """``url`` names both servers, the primary first."""

    primary: Cluster
    data: Path
    url: str
    copy_url: str

    def promote(self) -> None:
        self.primary.binaries.run("pg_ctl", "promote", "-D", self.data, "-w", "-t", "30")

    def close_primary_to_writes(self) -> None:
        """As a switch of servers does it: it still answers, and takes nothing."""
        with psycopg.connect(self.primary.url(), autocommit=True) as session:
            session.execute("ALTER SYSTEM SET default_transaction_read_only = on")
            session.execute("SELECT pg_reload_conf()")

    def wait_for_copy(self) -> None:
        with psycopg.connect(self.primary.url(), autocommit=True) as session:
            for _ in range(300):
                caught = session.execute(
                    "SELECT bool_and(replay_lsn = pg_current_wal_lsn()) FROM pg_stat_replication"
                ).fetchone()
                if caught and caught[0]:
                    return
        raise AssertionError("the copy does not catch up")

    @property
    def pid(self) -> int:
        found = find_postmaster(self.primary.data)
        assert found is not None
        return found.pid


@contextmanager
def pair_of_servers(home: Path) -> Iterator[Pair]:
    """Django works on both by one address inside the block."""
    ports = free_ports(2)
    before = dict(connections["default"].settings_dict)
    with Cluster(home / "primary", options={**FOLLOWED, "port": str(ports[0])}) as primary:
        told = conninfo_to_dict(primary.url())
        account = f"{told['user']}:{told['password']}"
        data = follow(primary, f"postgresql://{account}@127.0.0.1:{ports[0]}/postgres", ports[1])
        places = ",".join(f"127.0.0.1:{port}" for port in ports)
        pair = Pair(
            primary,
            data,
            f"postgresql://{account}@{places}/{told['dbname']}?connect_timeout=3",
            f"postgresql://{account}@127.0.0.1:{ports[1]}/{told['dbname']}",
        )
        try:
            turn_to(settings_of(pair.url), before)
            call_command("migrate", interactive=False, verbosity=0)
            yield pair
        finally:
            turn_to(before, before)
            primary.binaries.attempt("pg_ctl", "stop", "-D", data, "-m", "immediate", "-w")


def follow(primary: Cluster, url: str, port: int) -> Path:
    data = primary.place / "copy"
    primary.binaries.run("pg_basebackup", "-d", url, "-D", data, "-X", "stream", "-c", "fast", "-R", "--no-sync")
    log = primary.place / "copy.log"
    primary.binaries.run("pg_ctl", "start", "-D", data, "-l", log, "-w", "-t", "60", "-o", f"-p {port}")
    return data


def turn_to(settings: dict[str, object], usual: dict[str, object]) -> None:
    connections.close_all()
    known = connections["default"].settings_dict
    named = {name: settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    options = usual["OPTIONS"] if settings is usual else {**usual["OPTIONS"], **settings["OPTIONS"]}  # type: ignore[dict-item]
    known |= {**named, "OPTIONS": options}
    ContentType.objects.clear_cache()


def free_ports(number: int) -> list[int]:
    probes = [socket.socket() for _ in range(number)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports
