"""The primary goes and its copy takes over: work goes on by the same address, and nothing acknowledged is lost."""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import close_old_connections, connection, connections
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from metodsovet.ground.directory.models import Installation, Subject
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.kernel import invariants
from tests.outages.replicas import Pair, pair_of_servers
from tests.outages.test_restarts import BACK_SECONDS, Load


class Writer:
    """Saves the settings again and again; knows which number was acknowledged last, and when each answer came."""

    def __init__(self, world: World) -> None:
        self.answers: list[tuple[float, int]] = []
        self.acknowledged = 0
        self._over = threading.Event()
        self._client = Client(raise_request_exception=False)
        self._client.force_login(user_of(world.administrator))
        connections.close_all()
        self._thread = threading.Thread(target=self._write)
        self._thread.start()

    def _write(self) -> None:
        number = 0
        while not self._over.is_set():
            number = number % 90 + 1
            posted = {"time_zone": "Europe/Moscow", "nonworking_rule": "next", "risk_days": str(number)}
            status = self._client.post("/directory/settings/", posted).status_code
            self.answers.append((time.monotonic(), status))
            self.acknowledged = number if status == 302 else self.acknowledged
            time.sleep(0.02)
        connections.close_all()

    def stop(self) -> None:
        self._over.set()
        self._thread.join(30)


def kill_primary(pair: Pair) -> None:
    os.kill(pair.pid, signal.SIGKILL)


def close_primary(pair: Pair) -> None:
    pair.close_primary_to_writes()
    pair.wait_for_copy()


@pytest.mark.deep
@pytest.mark.parametrize("go", (kill_primary, close_primary))
def test_work_goes_on_by_the_copy(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker, go: Callable[[Pair], None]
) -> None:
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path / "f"), pair_of_servers(tmp_path) as pair:
        world = make_world()
        load, writer = Load(world, threads=2), Writer(world)
        time.sleep(3)
        began = time.monotonic()
        go(pair)
        pair.promote()
        time.sleep(BACK_SECONDS + 2)
        load.stop()
        writer.stop()
        Subject.objects.create(name="Астрономия")
        where = connection.connection.info.port
        kept = Installation.objects.get().risk_days
        found = [str(finding) for finding in invariants.check()]

    answers = load.answers + writer.answers
    outage = max((at for at, status in answers if status == 503), default=began) - began
    assert set(Counter(status for _, status in answers)) <= {200, 302, 503}
    assert outage < BACK_SECONDS
    assert sum(status == 302 for at, status in writer.answers if at > began + outage) > 10
    assert where == int(pair.copy_url.rpartition(":")[2].partition("/")[0])
    assert (kept, found) == (writer.acknowledged, [])


@pytest.mark.deep
def test_a_pooled_connection_to_a_primary_that_takes_no_writes_is_left_before_it_is_used(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    """No page of the past: the next request is answered by the new primary, and nobody sees an outage."""
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path / "f"), pair_of_servers(tmp_path) as pair:
        client = Client(raise_request_exception=False)
        client.force_login(user_of(make_world().methodist))
        client.get("/directory/people/")
        before = connection.connection.info.port
        pair.close_primary_to_writes()
        pair.wait_for_copy()
        pair.promote()
        close_old_connections()  # what every request of a server begins with

        status = client.get("/directory/people/").status_code
        after = connection.connection.info.port

    assert status == 200
    assert before != after
