"""kill -9 of the worker that mails, at any stage of the conversation: no letter is lost and none goes twice.

One window is left open by SMTP itself: between the text and the answer to it. Whoever dies there leaves the letter
parked for the administrator, since nobody can know whether it has left (ADR 10).
"""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import make_world
from metodsovet.ground.notifications.actions import notify
from metodsovet.ground.notifications.models import Letter
from metodsovet.ground.notifications.tests.mail_server import MailServer, running_server
from metodsovet.ground.notifications.tests.post import SITE, mail_goes, moment, morning_after, with_mail
from metodsovet.kernel import clock, invariants
from tests.journeys.stage import drop_database, make_database, on_database

LEASE = timedelta(minutes=11)
READERS = ("teacher", "deputy", "head", "methodist", "second_deputy", "kindergarten_head")


@pytest.fixture
def server(migrated: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[MailServer]:
    """A mail server, and a database of its own in which letters wait for six people."""
    with django_db_blocker.unblock(), running_server() as running:
        name = make_database(migrated)
        with (
            on_database(name),
            override_settings(
                MEDIA_ROOT=tmp_path,
                EMAIL_URL=running.url,
                MAIL_TIMEOUT_SECONDS=5,
                SITE_URL=SITE,
                MAIL_FROM="noreply@example.ru",
            ),
        ):
            write_letters()
            yield running
        drop_database(name)


def write_letters() -> None:
    world = make_world()
    people: list[Person] = [with_mail(getattr(world, name)) for name in READERS]
    with clock.at(moment()):
        notify([person.pk for person in people], key="k", text="Вам поручено", url="/notices/")
    assert Letter.objects.count() == len(READERS)


def kill_while_mailing(at: object, seconds: float) -> None:
    """A worker of its own process begins the round and is killed after so many seconds, if it still lives."""
    connections.close_all()
    child = os.fork()
    if not child:
        try:
            mail_goes(at)  # type: ignore[arg-type]  # a moment
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def sent_to(server: MailServer) -> Counter[str]:
    return Counter(str(message["To"]) for message in server.messages)


def test_killed_before_the_text_the_letter_goes_with_the_next_round(server: MailServer) -> None:
    server.manner = "silent"
    kill_while_mailing(morning_after(), 1.0)
    server.manner = "well"

    mail_goes(morning_after() + timedelta(minutes=1))
    while_leased = sum(sent_to(server).values())
    mail_goes(morning_after() + LEASE)

    assert while_leased == len(READERS) - 1
    assert sorted(sent_to(server).values()) == [1] * len(READERS)
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}


def test_killed_between_the_text_and_its_answer_the_letter_is_parked_and_shown(server: MailServer) -> None:
    """The server has it: one more would be a double."""
    server.manner = "silent after text"
    kill_while_mailing(morning_after(), 1.5)
    server.manner = "well"

    mail_goes(morning_after() + LEASE)

    assert sorted(sent_to(server).values()) == [1] * len(READERS)
    parked = Letter.objects.get(state="parked")
    assert "неизвестно, ушло ли оно" in parked.error.lower()
    assert Letter.objects.filter(state="sent").count() == len(READERS) - 1


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(8))
def test_killed_at_any_moment_nobody_gets_two_and_nothing_is_lost(server: MailServer, seed: int) -> None:
    """Every letter is sent once, or parked where the administrator sees it; parked ones are at most one a death."""
    chance, at, deaths = random.Random(seed), morning_after(), 4
    server.pause_seconds = 0.05
    for _ in range(deaths):
        server.manner = chance.choice(("well", "well", "drops", "not now", "silent after text"))
        kill_while_mailing(at, chance.uniform(0.05, 0.6))
        at += LEASE
    server.manner = "well"
    for _ in range(12):
        mail_goes(at)
        at += timedelta(hours=1)

    states = Counter(Letter.objects.values_list("state", flat=True))
    assert set(states) <= {"sent", "parked"}
    assert states["parked"] <= deaths
    assert max(sent_to(server).values(), default=1) == 1
    assert sum(sent_to(server).values()) >= states["sent"]
    assert [str(finding) for finding in invariants.check()] == []
