from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.test import Client
from django.utils.module_loading import autodiscover_modules
from procrastinate.contrib.django import app
from pytest_django import DjangoAssertNumQueries, Settings

from metodsovet.ground.directory.tests.world import make_world, user_of
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel import clock, journal
from metodsovet.kernel.journal import Deed
from metodsovet.surface.workspace import keeping, parked, tasks

PAGE = "/keeping/"


@pytest.fixture(autouse=True)
def _home(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    settings.BACKUPS_FOLDER = tmp_path / "backups"


def page_of_administrator(client: Client) -> str:
    world = make_world()
    client.force_login(user_of(world.administrator))
    return client.get(PAGE).content.decode()


@pytest.mark.django_db
def test_show_keeping_before_the_first_backup_says_what_to_do(client: Client) -> None:
    page = page_of_administrator(client)

    assert "Копий ещё нет" in page
    assert page.count("не было") == 3


@pytest.mark.django_db
def test_show_keeping_tells_the_last_of_each(client: Client) -> None:
    journal.write_down(Deed.BACKUP, is_good=True, text="Сохранено: 47 таблиц.", file="/x/1.zip", size_bytes=2_300_000)
    journal.write_down(Deed.TRIED_RESTORE, is_good=True, text="Проба удалась.")
    journal.write_down(Deed.INVARIANTS, is_good=False, text="Нарушено 2 условия.")
    journal.write_down(Deed.BACKUP, is_good=False, text="На диске кончилось место.")

    page = page_of_administrator(client)

    assert "Сохранено: 47 таблиц." in page
    assert "2,2" in page
    assert "Проба удалась." in page
    assert "Проверка данных нашла нарушения" in page
    assert "Последняя копия не удалась" in page
    assert page.count("На диске кончилось место.") == 2


@pytest.mark.django_db
def test_show_keeping_says_whether_copies_are_encrypted(client: Client, settings: Settings) -> None:
    assert "копию прочтёт всякий, у кого она есть" in page_of_administrator(client)

    settings.BACKUPS_KEY = ["age1mc9gfr0m0q46tdl02z6y47elytpgv6g54560jm5tnchg7t5hhs2qwa2n8y"]
    page = client.get(PAGE).content.decode()

    assert "открытым ключом …2qwa2n8y" in page
    assert "restore --try --key КЛЮЧ" in page
    assert "Копию ещё не пробовали восстановить" not in page
    journal.write_down(Deed.BACKUP, is_good=True, text="Сохранено.")
    assert "Копию ещё не пробовали восстановить" in client.get(PAGE).content.decode()
    assert "копию прочтёт всякий" not in page


@pytest.mark.django_db
def test_the_clock_tries_no_copy_that_the_server_cannot_read(settings: Settings) -> None:
    journal.write_down(Deed.BACKUP, is_good=True, text="Сохранено.")
    settings.BACKUPS_KEY = ["age1mc9gfr0m0q46tdl02z6y47elytpgv6g54560jm5tnchg7t5hhs2qwa2n8y"]

    tasks.try_restore(0)

    assert journal.last(Deed.TRIED_RESTORE) is None


@pytest.mark.django_db
def test_show_keeping_warns_of_an_old_backup(client: Client) -> None:
    journal.write_down(Deed.BACKUP, is_good=True, text="Сохранено.")
    journal.write_down(Deed.TRIED_RESTORE, is_good=True, text="Проба удалась.")

    with clock.at(clock.now() + timedelta(days=20)):
        page = page_of_administrator(client)

    assert "Копий давно не было" in page
    assert "Копии давно не проверяли" in page


@pytest.mark.django_db
@pytest.mark.parametrize(("office", "status"), (("administrator", 200), ("methodist", 403), ("teacher", 403)))
def test_show_keeping_is_of_the_administrator(client: Client, office: str, status: int) -> None:
    world = make_world()
    client.force_login(user_of(getattr(world, office)))

    assert client.get(PAGE).status_code == status


@pytest.mark.django_db
def test_show_keeping_asks_the_same_of_the_database_whatever_the_journal_holds(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world = make_world()
    client.force_login(user_of(world.administrator))
    client.get(PAGE)
    for _ in range(30):
        journal.write_down(Deed.BACKUP, is_good=True, text="Сохранено.")

    with django_assert_num_queries(8):
        client.get(PAGE)


@pytest.mark.django_db
def test_keep_tells_administrators_of_a_failure_once_a_day() -> None:
    world = make_world()

    for _ in range(2):
        with pytest.raises(RuntimeError, match="backup ended with code 2"):
            keeping.keep(Deed.BACKUP, "backup", "--no-such-option")

    notices = Notice.objects.filter(key__startswith="keeping:")
    assert [notice.person_id for notice in notices] == [world.administrator.pk]
    assert notices[0].text == "Резервная копия не сделана: подробности в журнале обработчика заданий."


@pytest.mark.django_db
def test_try_restore_waits_for_the_first_backup(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(tasks, "keep", lambda deed, *verb: asked.append(verb))

    tasks.try_restore(timestamp=0)
    journal.write_down(Deed.BACKUP, is_good=True, text="Сохранено.")
    tasks.try_restore(timestamp=0)

    assert asked == [("restore", "--try")]


@pytest.mark.django_db(transaction=True)
def test_return_lost_jobs_gives_another_try_to_jobs_of_dead_workers() -> None:
    lost = a_job(attempts=1, heard_seconds_ago=300)
    held = a_job(attempts=1, heard_seconds_ago=1)
    poisoned = a_job(attempts=tasks.MOST_TRIES, heard_seconds_ago=300)

    # In a thread of its own: where a browser was driven before, this one has an event loop already.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(async_to_sync(tasks.return_lost_jobs.func), timestamp=0).result()

    assert (status_of(lost), status_of(held), status_of(poisoned)) == ("todo", "doing", "failed")


@pytest.mark.django_db(transaction=True)
def test_show_keeping_names_the_work_that_is_tried_no_more(client: Client) -> None:
    a_job(
        attempts=tasks.MOST_TRIES, heard_seconds_ago=300, task="metodsovet.work.planning.tasks.follow_changed_holders"
    )
    before = page_of_administrator(client)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(async_to_sync(tasks.return_lost_jobs.func), timestamp=0).result()

    after = client.get(PAGE).content.decode()

    assert "передать поручения новым ответственным" not in before
    assert "Фоновая работа не выполнена" in after
    assert "передать поручения новым ответственным: 1 раз" in after.replace("\u00a0", " ")


def test_every_task_has_a_name_for_people() -> None:
    autodiscover_modules("tasks")
    own = {task.func.__name__ for name, task in app.tasks.items() if name.startswith("metodsovet.")}

    assert own == set(parked.NAMES)


def a_job(*, attempts: int, heard_seconds_ago: int, task: str = "nothing") -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [heard_seconds_ago],
        )
        (worker,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, attempts, worker_id) "
            "VALUES ('default', %s, 'doing', %s, %s) RETURNING id",
            [task, attempts, worker],
        )
        return int(cursor.fetchone()[0])


def status_of(job: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        return str(cursor.fetchone()[0])
