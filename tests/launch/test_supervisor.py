"""``serve`` as a process of its own, on a small site."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest

from metodsovet.launch.homes import ROOT
from metodsovet.launch.postgres import FOR_TESTS, Cluster


class Serving:
    """A run of ``serve`` in a directory of its own."""

    def __init__(self, home: Path, port: int, database_url: str = "") -> None:
        self.home = home
        self.port = port
        self.errors = home.with_name(f"{home.name}-{port}.err")
        environment = {**os.environ, "DATABASE_URL": database_url}
        environment |= {"METODSOVET_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tests.launch.small_site"}
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "metodsovet", "serve", "--port", str(port)],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=errors,
            )

    @property
    def said(self) -> str:
        return self.errors.read_text()

    def wait_until_ready(self) -> None:
        wait_for(lambda: "Откройте http" in self.said or self.process.poll() is not None, 60)
        assert self.process.poll() is None, self.said

    def answer(self, path: str = "/health/live") -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as response:
            return str(response.read().decode())

    def family(self) -> list[psutil.Process]:
        family: list[psutil.Process] = psutil.Process(self.process.pid).children(recursive=True)
        return family

    def child(self, word: str) -> psutil.Process:
        return next(child for child in self.family() if word in " ".join(child.cmdline()))

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(40)


def wait_for(condition: Callable[[], object], seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    run = Serving(tmp_path / "home", free_port())
    yield run
    if run.process.poll() is None:
        run.stop()
    cluster = Cluster(run.home)
    cluster.start()  # adopts what a killed run left, to stop it
    cluster.stop()


def is_over(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


@pytest.mark.parametrize("number", (signal.SIGTERM, signal.SIGINT))
def test_serve_answers_and_a_signal_stops_everything(serving: Serving, number: signal.Signals) -> None:
    serving.wait_until_ready()
    answer = serving.answer()
    family = serving.family()

    code = serving.stop(number)

    assert answer == "ok"
    assert len(family) >= 3
    assert code == 0
    assert all(is_over(process) for process in family)
    assert not Cluster(serving.home).is_running
    assert serving.process.stdout is not None
    assert serving.process.stdout.read() == b""


def test_a_stop_waits_for_the_request_and_the_job_under_way(serving: Serving, tmp_path: Path) -> None:
    serving.wait_until_ready()
    with psycopg.connect(Cluster(serving.home).url()) as connection:
        connection.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default', %s, %s)",
            ["tests.launch.slow_app.tasks.work_slowly", json.dumps({"folder": str(tmp_path)})],
        )
    wait_for((tmp_path / "begun").exists, 20)
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(serving.answer, "/slow")
        time.sleep(0.5)

        code = serving.stop()

        assert answer.result() == "whole"
    assert code == 0
    assert (tmp_path / "done").exists()


def test_serve_beside_a_running_instance_says_its_address(serving: Serving) -> None:
    serving.wait_until_ready()

    second = Serving(serving.home, free_port())

    assert second.process.wait(30) == 1
    assert second.said == f"Методсовет уже работает: откройте http://127.0.0.1:{serving.port}\n"
    assert serving.answer() == "ok"


def test_serve_on_a_taken_port_names_another(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        refused = Serving(tmp_path / "home", port)

        assert refused.process.wait(30) == 1
    assert re.fullmatch(
        rf"Порт {port} занят другой программой: закройте её или запустите на другом порту: "
        r"python3 run\.py serve --port \d+\n",
        refused.said,
    )


def test_serve_over_a_server_of_others_leaves_it_running(tmp_path: Path) -> None:
    with Cluster(tmp_path / "server", options=FOR_TESTS) as server:
        run = Serving(tmp_path / "home", free_port(), server.url())
        run.wait_until_ready()
        answer = run.answer()

        code = run.stop()

        assert (code, answer) == (0, "ok")
        assert server.is_running
        assert not (tmp_path / "home" / "pg").exists()


def test_serve_over_a_server_that_does_not_answer_says_so(tmp_path: Path) -> None:
    refused = Serving(tmp_path / "home", free_port(), f"postgresql://nobody@127.0.0.1:{free_port()}/none")

    assert refused.process.wait(30) == 1
    assert refused.said.startswith("База данных из DATABASE_URL не отвечает: проверьте адрес и сам сервер (")
    assert "Traceback" not in refused.said


@pytest.mark.deep
def test_kill_9_of_serve_ends_web_and_worker_and_the_next_start_adopts_the_database(serving: Serving) -> None:
    serving.wait_until_ready()
    web_and_worker = [child for child in serving.family() if "python" in child.name() or "granian" in child.name()]

    serving.process.kill()
    serving.process.wait()
    wait_for(lambda: all(is_over(process) for process in web_and_worker))
    was_left = Cluster(serving.home).is_running
    again = Serving(serving.home, serving.port)
    again.wait_until_ready()
    answer = again.answer()
    again.stop()

    assert len(web_and_worker) >= 3
    assert was_left is True
    assert answer == "ok"
    assert not Cluster(serving.home).is_running


@pytest.mark.deep
def test_death_of_the_web_server_ends_the_run_with_its_log(serving: Serving) -> None:
    serving.wait_until_ready()

    serving.child("granian").kill()

    assert serving.process.wait(40) == 1
    assert "Остановлено с ошибкой: сайт (код -9)" in serving.said
    assert "Traceback" not in serving.said
    assert not Cluster(serving.home).is_running


@pytest.mark.deep
def test_a_dead_worker_is_started_again(serving: Serving) -> None:
    serving.wait_until_ready()
    dead = serving.child("procrastinate")

    dead.kill()
    wait_for(lambda: "запускается снова" in serving.said)
    wait_for(lambda: serving.child("procrastinate").pid != dead.pid)

    assert serving.answer() == "ok"


@pytest.mark.deep
def test_a_dead_worker_waits_for_the_server_of_others_and_spends_no_try(tmp_path: Path) -> None:
    with Cluster(tmp_path / "server", options=FOR_TESTS) as server:
        run = Serving(tmp_path / "home", free_port(), server.url())
        run.wait_until_ready()
        server.stop()
        run.child("procrastinate").kill()
        time.sleep(3)
        words_without_database = run.said

        server.start()
        wait_for(lambda: "запускается снова" in run.said)
        wait_for(lambda: any("procrastinate" in " ".join(one.cmdline()) for one in run.family()))
        run.stop()

    assert "Обработчик" not in words_without_database
    assert run.said.count("Обработчик") == 1


@pytest.mark.deep
def test_a_dead_database_is_started_again(serving: Serving) -> None:
    serving.wait_until_ready()
    pid = int((serving.home / "pg" / "postmaster.pid").read_text().split()[0])

    os.kill(pid, signal.SIGKILL)
    wait_for(lambda: "База данных остановилась" in serving.said)
    wait_for(lambda: Cluster(serving.home).is_running)

    assert serving.process.poll() is None
    assert serving.answer() == "ok"
