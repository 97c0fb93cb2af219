"""The database is killed and started again under load: people see a page that waits, and work goes on at once."""

import os
import signal
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from metodsovet.ground.directory.models import Subject
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.kernel import invariants
from tests.outages.servers import own_server

WAYS = ("/", "/directory/people/", "/plans/")
BACK_SECONDS = 5.0


class Load:
    """Threads that ask for pages until told to stop."""

    def __init__(self, world: World, threads: int = 4) -> None:
        self.answers: list[tuple[float, int]] = []
        self._over = threading.Event()
        clients = []
        for _ in range(threads):
            client = Client(raise_request_exception=False)
            client.force_login(user_of(world.methodist))
            clients.append(client)
        connections.close_all()
        self._threads = [threading.Thread(target=self._ask, args=(client,)) for client in clients]
        for thread in self._threads:
            thread.start()

    def _ask(self, client: Client) -> None:
        while not self._over.is_set():
            for way in WAYS:
                status = client.get(way).status_code
                self.answers.append((time.monotonic(), status))
            time.sleep(0.02)
        connections.close_all()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(30)


@pytest.mark.deep
@pytest.mark.parametrize("number", (signal.SIGKILL, signal.SIGINT))
def test_a_restart_of_the_database_under_load_is_an_outage_and_no_error(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker, number: signal.Signals
) -> None:
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path / "f"), own_server(tmp_path) as cluster:
        load = Load(make_world())
        time.sleep(2)
        os.kill(int((cluster.data / "postmaster.pid").read_text().split()[0]), number)
        time.sleep(1.5)
        cluster.start()
        began = time.monotonic()
        time.sleep(BACK_SECONDS + 1)
        load.stop()
        Subject.objects.create(name="Астрономия")
        found = [str(finding) for finding in invariants.check()]

    statuses = Counter(status for _, status in load.answers)
    assert set(statuses) == {200, 503}, statuses
    assert max((at for at, status in load.answers if status == 503), default=0) - began < BACK_SECONDS
    assert sum(status == 200 for at, status in load.answers if at > began) > 10
    assert found == []
