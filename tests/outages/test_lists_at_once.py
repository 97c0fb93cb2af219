"""Two who write into the register at once: what comes out is what one after the other makes, and both are told."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from metodsovet.ground.directory import tasks
from metodsovet.ground.directory.actions import merge_people
from metodsovet.ground.directory.actions.rosters import apply_roster, undo_roster
from metodsovet.ground.directory.models import Employment, Person, Roster, RosterProgress
from metodsovet.ground.directory.tests.lists import HEADING, loaded, outcomes, workbook
from metodsovet.ground.directory.tests.world import make_person, user_of
from metodsovet.kernel import invariants
from metodsovet.kernel.errors import DomainError
from tests.outages.lists import AS_OF, ListedTown, a_copy, listed_town, told

STILL_WAITS_SECONDS = 1.0


@pytest.fixture
def town(migrated: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[ListedTown]:
    with django_db_blocker.unblock(), listed_town(migrated, tmp_path) as made:
        yield made


def test_two_press_apply_of_one_list_at_once(town: ListedTown) -> None:
    with a_copy(town):
        apply_roster(town.roster, by=user_of(town.world.methodist))
        alone = told()
    with a_copy(town):
        page = town.roster.get_absolute_url()
        clients = [Client(), Client()]
        for client, person in zip(clients, (town.world.methodist, town.world.second_methodist), strict=True):
            client.force_login(user_of(person))
        together = Barrier(2)

        def press(client: Client) -> str:
            together.wait(20)
            answer = client.post(
                reverse("apply_roster", args=[town.roster.pk]), headers={"referer": f"http://testserver{page}"}
            )
            assert (answer.status_code, answer.headers["Location"].removeprefix("http://testserver")) == (302, page)
            return client.get(page).content.decode()

        pages = at_once(lambda: press(clients[0]), lambda: press(clients[1]))
        both = told()

    assert both == alone
    said = [[text for text in ("Список записан в справочник", "Список уже записан") if text in page] for page in pages]
    assert sorted(said) == [["Список записан в справочник"], ["Список уже записан"]]


def test_two_lists_of_one_organisation_at_once_bring_each_person_once(town: ListedTown) -> None:
    world = town.world
    with a_copy(town):
        by = user_of(world.methodist)
        rows = [HEADING, *((number, f"{name} Анна Ильинична", "учитель", "СОШ № 2") for number, name in NAMES)]
        lists = [loaded(workbook(rows), world.town, by, as_of=AS_OF) for _ in range(2)]
        at_once(*(lambda one=one: apply_roster(one, by=user_of(world.methodist)) for one in lists))
        found = sorted(outcomes(one)["applied"] for one in lists), sorted(outcomes(one)["same"] for one in lists)
        number = Person.objects.filter(first_name="Анна", patronymic="Ильинична").count()

    assert number == len(NAMES)
    assert found == ([0, len(NAMES)], [0, len(NAMES)])


NAMES = tuple(enumerate(("Новикова", "Белова", "Зуева", "Котова")))


def test_a_list_waits_for_a_merging_and_speaks_of_the_kept_person(town: ListedTown) -> None:
    with a_copy(town):
        kept, doubled, roster = doubles_and_a_list_of(town)
        with held_open(lambda: merge_people(kept, doubled=doubled, account=kept.user, by=None)) as merging:
            applying = started(lambda: apply_roster(roster, by=user_of(town.world.methodist)))
            still_waits(applying)
            merging.set()
            applying.result(30)
        posts = set(Employment.objects.filter(person=kept, until=None).values_list("position__name", flat=True))
        found, is_left = invariants.check(), Person.objects.filter(pk=doubled.pk).exists()

    assert "педагог-организатор" in posts
    assert not is_left
    assert [str(finding) for finding in found] == []


def test_a_merging_waits_for_a_list_and_takes_what_it_brought(town: ListedTown) -> None:
    with a_copy(town):
        kept, doubled, roster = doubles_and_a_list_of(town)
        with held_open(lambda: apply_roster(roster, by=user_of(town.world.methodist))) as applying:
            merging = started(lambda: merge_people(kept, doubled=doubled, account=kept.user, by=None))
            still_waits(merging)
            applying.set()
            merging.result(30)
        posts = set(Employment.objects.filter(person=kept, until=None).values_list("position__name", flat=True))
        found = invariants.check()

    assert "педагог-организатор" in posts
    assert [str(finding) for finding in found] == []


def test_whoever_loses_patience_is_told_to_wait_and_changes_nothing(town: ListedTown) -> None:
    with a_copy(town):
        with held_open(lambda: apply_roster(town.roster, by=user_of(town.world.methodist))) as applying:
            other = loaded(
                workbook([HEADING, (1, "Белова Анна Ильинична", "учитель", "СОШ № 2")]),
                town.world.town,
                user_of(town.world.methodist),
                as_of=AS_OF,
            )
            with pytest.raises(DomainError) as refusal:
                apply_roster(other, by=user_of(town.world.methodist), patience_seconds=0.3)
            applying.set()
        other.refresh_from_db()
        undo_roster(town.roster, by=user_of(town.world.methodist))

    assert refusal.value.code == "register_is_held"
    assert "Подождите" in refusal.value.text
    assert other.state == Roster.State.REVIEW


def test_a_list_that_waits_for_its_turn_again_shows_no_line_of_the_job_before(town: ListedTown) -> None:
    with a_copy(town):
        tasks.apply_roster(roster=town.roster.pk, user=user_of(town.world.methodist).pk)
        line, state = RosterProgress.objects.get().line, Roster.objects.get().state

    assert (line, state) == ("", Roster.State.APPLIED)


def doubles_and_a_list_of(town: ListedTown) -> tuple[Person, Person, Roster]:
    """A double of a teacher, and a list that brings the double one more post."""
    world = town.world
    doubled = make_person("Бирюкова Нина Сергевна", world.second_school)
    rows = [HEADING, (1, doubled.full_name, "учитель; педагог-организатор", "СОШ № 2")]
    roster = loaded(workbook(rows), world.town, user_of(world.methodist), as_of=AS_OF)
    assert roster.rows.get(words=doubled.full_name).person_id == doubled.pk
    return world.teacher, doubled, roster


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    futures = [started(act) for act in acts]
    return [future.result(60) for future in futures]


def started(act: Callable[[], Any]) -> "Future[Any]":
    """In a thread with a connection of its own."""
    pool = ThreadPoolExecutor(1)

    def work() -> Any:
        try:
            return act()
        finally:
            connections.close_all()

    future = pool.submit(work)
    pool.shutdown(wait=False)
    return future


@contextmanager
def held_open(act: Callable[[], Any]) -> Iterator[threading.Event]:
    """The act is done in a transaction of its own thread, which ends when the event is set."""
    done, may_end = threading.Event(), threading.Event()

    def work() -> None:
        with transaction.atomic():
            act()
            done.set()
            may_end.wait(60)

    future = started(work)
    assert done.wait(30), future.exception(1)
    yield may_end
    may_end.set()
    future.result(30)


def still_waits(future: "Future[Any]") -> None:
    with pytest.raises(TimeoutError):
        future.result(STILL_WAITS_SECONDS)
