"""Jobs come at least once: each of them, run again or twice at once, leaves what one run leaves."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from inspect import iscoroutinefunction
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import quote

import pytest
from asgiref.sync import async_to_sync
from django.core.files.base import ContentFile
from django.db import connections
from django.test import override_settings
from django.utils.module_loading import autodiscover_modules
from procrastinate.contrib.django import app
from pytest_django import DjangoDbBlocker

from metodsovet.ground.assignments.tests.test_succession import handed_to_teacher, leave
from metodsovet.ground.directory.actions.rosters import load_roster, read_roster
from metodsovet.ground.directory.models import Roster
from metodsovet.ground.directory.tests.lists import HEADING, workbook
from metodsovet.ground.documents.actions import BatchDraft, ListedPerson, start_batch
from metodsovet.ground.documents.models import PaperBatch
from metodsovet.ground.documents.papers import CERTIFICATE
from metodsovet.kernel import clock
from metodsovet.kernel.journal import Deed, entries
from metodsovet.launch.backups import shelves
from metodsovet.launch.backups.archives import open_archive
from metodsovet.launch.backups.contents import tables_of
from metodsovet.launch.backups.servers import Server
from metodsovet.surface.workspace import tasks
from metodsovet.surface.workspace.actions import ask_demo
from metodsovet.surface.workspace.models import DemoBuild
from metodsovet.work.orders.actions import (
    PointDraft,
    Registration,
    Signatures,
    add_point,
    bring_order,
    draft_order,
    register_order,
    set_signatures,
)
from metodsovet.work.orders.models import BroughtOrder, Order
from metodsovet.work.planning.actions import ask_plan_work
from metodsovet.work.planning.models import PlanWork
from metodsovet.work.planning.tests.town import YEAR, accepted_of, draft_of, line, make_town
from metodsovet.work.planning.tests.town import Town as PlanTown
from tests.backups.conftest import Town, empty, town
from tests.journeys.stage import drop_database, make_database, on_database

__all__ = ["empty", "town"]  # fixtures
KEEPING = {"back_up", "try_restore", "check_invariants"}
LONG = {"build_demo"}
ORDER = "ПРИКАЗ\n1 октября 2026 г. № 31\nО работе\nПРИКАЗЫВАЮ:\n1. Методистам провести семинар.\n"
LISTS = ("read_roster", "apply_roster")
"""Jobs over one list, each with its own."""
OF_QUEUE = ("procrastinate_jobs", "procrastinate_events", "procrastinate_workers", "procrastinate_periodic_defers")
TOLD = ("directory_rosterprogress", "planning_planworkprogress")
"""What a worker says of its progress, with the moment of saying."""


def own_tasks() -> Mapping[str, Callable[..., Any]]:
    autodiscover_modules("tasks")
    found = {task.func.__name__: task.func for name, task in app.tasks.items() if name.startswith("metodsovet.")}
    return {name: async_to_sync(func) if iscoroutinefunction(func) else func for name, func in found.items()}


QUICK = sorted(set(own_tasks()) - KEEPING - LONG)


@pytest.fixture(scope="module")
def changed_town(
    migrated: str, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A town whose people have left and changed, so that jobs have something to do."""
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")):
        name = make_database(migrated)
        with on_database(name):
            make_a_town_with_changes()
        yield name
        drop_database(name)


def make_a_town_with_changes() -> None:
    town = make_town()
    accepted_of(town, line("Карта", "май", "Методисты отдела ИМ и ПР"), line("Семинар", "апрель", "методисты"))
    register_order_to(town, "Методисты отдела ИМ и ПР")
    handed_to_teacher(town.world)
    list_of_staff = workbook([HEADING, (1, "Новикова Анна Ильинична", "учитель химии", "СОШ № 1")])
    to_read, to_apply = (
        load_roster(list_of_staff, f"{name}.xlsx", organisation=town.world.town, as_of=clock.today(), by=town.by)
        for name in LISTS
    )
    assert to_read.state == Roster.State.READING
    assert read_roster(to_apply, by=town.by).state == Roster.State.REVIEW
    certificate = BatchDraft("Семинар", clock.today(), "14 октября", "6 часов")
    listed = [ListedPerson("Новикова Анна", "учитель")]
    start_batch(CERTIFICATE, certificate, listed, organisation=town.world.town, by=town.by)
    plan = draft_of(town)
    ask_plan_work(plan, verb=PlanWork.Verb.ACCEPT_PLAN, year=YEAR, version=plan.version, by=town.by)
    bring_order(ContentFile(ORDER.encode(), name="приказ.txt"), "приказ.txt", organisation=town.world.town, by=town.by)
    for person in (town.support_methodist, town.world.second_methodist, town.world.teacher):
        leave(person)


def register_order_to(town: PlanTown, parties: str) -> None:
    order = draft_order(town.world.authority, kind=Order.Kind.ORDER, title="О картах развития", by=town.by)
    set_signatures(order, signatures=Signatures(town.world.authority_head, "", None, None, ""), by=town.by)
    add_point(order, draft=PointDraft("Представить карты", parties, term="до 25 мая 2027 г."), by=town.by)
    version = Order.objects.get(pk=order.pk).version
    register_order(order, registration=Registration(clock.today()), version=version, by=town.by)


def run(name: str) -> None:
    func = own_tasks()[name]
    if name in LISTS:
        roster = Roster.objects.get(file_name=f"{name}.xlsx")
        func(roster.pk, roster.loaded_by_id)
    elif name == "read_brought_order":
        brought = BroughtOrder.objects.get()
        func(brought.pk, brought.brought_by_id)
    elif name == "issue_batch":
        batch = PaperBatch.objects.get()
        func(batch.pk, batch.started_by_id)
    elif name == "do_plan_work":
        func(PlanWork.objects.get().pk)
    else:
        func(*(() if name == "build_demo" else (int(clock.now().timestamp()),)))


def state() -> dict[str, Any]:
    connections.close_all()
    with Server.of_settings().connect() as session:
        return {name: content for name, content in tables_of(session).items() if name not in (*OF_QUEUE, *TOLD)}


@pytest.mark.parametrize("name", QUICK)
def test_a_job_that_comes_again_changes_nothing_more(changed_town: str, name: str) -> None:
    with a_copy(changed_town):
        run(name)
        once = state()
        run(name)
        twice = state()

    assert twice == once


@pytest.mark.parametrize("name", QUICK)
def test_a_job_that_runs_twice_at_once_does_what_one_does(changed_town: str, name: str) -> None:
    with a_copy(changed_town):
        run(name)
        alone = rows()
    with a_copy(changed_town):
        together = Barrier(2)

        def work(_: int) -> None:
            together.wait(20)
            try:
                run(name)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(work, range(2)))
        both = rows()

    assert both == alone


def test_jobs_of_the_changed_town_have_something_to_do(changed_town: str) -> None:
    """Else the two tests above would prove nothing."""
    with a_copy(changed_town):
        before = state()
        asked = ("do_plan_work", "read_brought_order")
        for name in ("free_parts", "follow_changed_holders", "follow_holders_of_orders", *asked, *LISTS):
            run(name)
            after = state()
            assert after != before, name
            before = after


def test_keeping_comes_again_and_keeps_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", url_of(town))
    monkeypatch.setenv("BACKUPS_FOLDER", str(shelves.folder()))
    for work in (tasks.back_up, tasks.back_up, tasks.try_restore, tasks.check_invariants, tasks.check_invariants):
        work.func(timestamp=0)

    made = shelves.standing()
    assert len(made) == 2
    assert open_archive(made[0]).manifest.files == open_archive(made[1]).manifest.files
    assert [(one.deed, one.is_good) for one in reversed(entries())] == [
        (Deed.BACKUP, True), (Deed.BACKUP, True), (Deed.TRIED_RESTORE, True),
        (Deed.INVARIANTS, True), (Deed.INVARIANTS, True),
    ]  # fmt: skip


@pytest.mark.deep
def test_the_example_asked_twice_is_made_once(
    migrated: str, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path):
        name = make_database(migrated)
        with on_database(name):
            ask_demo()
            run("build_demo")
            once = state()
            run("build_demo")

            assert state() == once
            assert DemoBuild.objects.get().state == DemoBuild.State.DONE
        drop_database(name)


@contextmanager
def a_copy(template: str) -> Iterator[None]:
    name = make_database(template)
    with on_database(name):
        yield
    drop_database(name)


def rows() -> dict[str, int]:
    return {name: content.rows for name, content in state().items()}


def url_of(town: Town) -> str:
    told = town.server.parameters
    user, password, host = (quote(str(told[name]), safe="") for name in ("user", "password", "host"))
    return f"postgresql://{user}:{password}@{host}:{told['port']}/{town.database}"
