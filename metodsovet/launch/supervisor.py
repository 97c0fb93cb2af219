"""``serve``: the database, the web server and the worker of one machine, started together and stopped in order."""

import argparse
import os
import signal
import time
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from metodsovet.launch.addresses import Address
from metodsovet.launch.children import Child
from metodsovet.launch.databases import answers, name_environment, own_cluster
from metodsovet.launch.exposure import parse_address, require_safe_exposure
from metodsovet.launch.failures import LaunchFailure, explain_os_error, no_room, tells_no_room
from metodsovet.launch.homes import COMMAND, Home
from metodsovet.launch.locks import FileLock
from metodsovet.launch.postgres import Cluster
from metodsovet.launch.progress import say, step

STOP_SECONDS = 10.0  # for requests and jobs under way; then they are killed
READY_SECONDS = 90.0
WORKER_TRIES = 5
STEADY_SECONDS = 60.0  # a worker that lived so long has earned its tries back
TICK_SECONDS = 0.2
AWAY_SECONDS = 5.0  # between two questions to a server that does not answer
WEB_WORKERS = min(2, os.cpu_count() or 1)
THREADS = 4  # of a web worker: each may hold a database connection


class StopAsked(Exception):
    """A signal asked to stop; seen between two steps, never in the middle of one."""


class Supervisor:
    """One running instance of the product in its state directory."""

    def __init__(self, home: Home, address: Address) -> None:
        self.home = home
        self.address = address
        self._stopping = False
        self._children: list[Child] = []
        self._worker_tries = WORKER_TRIES
        self._asked_at = 0.0
        self._cluster: Cluster | None = None
        self._alone = FileLock(home.path / "instance.lock")

    def run(self) -> int:
        """Serve until a signal or the death of the web server; everything is stopped on the way out."""
        self.home.prepare()
        self._require_alone()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        try:
            self.address.require_free()
            web, worker = self._start()
            say(f"\nОткройте {self.address.url}")
            self._watch(web, worker)
        except StopAsked:
            return 0
        finally:
            self._stop()

    def _require_alone(self) -> None:
        if not self._alone.hold():
            known = self._alone.read()
            raise LaunchFailure(
                f"Методсовет уже работает: откройте {known}"
                if known
                else "Методсовет уже запускается: подождите минуту."
            )
        self._alone.write(self.address.url)

    def _start(self) -> tuple[Child, Child]:
        name_environment(self.home)
        self._cluster = own_cluster(self.home)
        if self._cluster is not None:
            with step("База данных"):
                os.environ["DATABASE_URL"] = self._cluster.start()
        with step("Таблицы базы данных"):
            self._migrate()
        worker = self._child(
            "обработчик заданий", "worker.log", ["django", "procrastinate", "worker", "--delete-jobs", "successful"]
        )
        with step("Сайт"):
            web = self._child("сайт", "web.log", self._web_arguments())
            self._wait_until_healthy(web)
        return web, worker

    def _migrate(self) -> None:
        arguments = ["django", "migrate", "--noinput", "--verbosity", "0"]
        migration = self._child("обновление таблиц", "migrate.log", arguments)
        while migration.is_alive:
            self._pause()
        self._children.remove(migration)
        if migration.exit_code:
            raise self._death_of(migration)

    def _web_arguments(self) -> list[str]:
        return [
            *("granian", "metodsovet.launch.web:make_application", "--factory", "--interface", "wsgi"),
            *("--host", self.address.host, "--port", str(self.address.port), "--http", "1", "--no-ws"),
            *("--workers", str(WEB_WORKERS), "--blocking-threads", str(THREADS), "--respawn-failed-workers"),
            *("--workers-kill-timeout", str(int(STOP_SECONDS) - 2), "--log-level", "warning"),
        ]

    def _child(self, label: str, log: str, arguments: Sequence[str]) -> Child:
        child = Child(label, arguments, log=self.home.rotate_log(log), environment=os.environ)
        child.start()
        self._children.append(child)
        return child

    def _wait_until_healthy(self, web: Child) -> None:
        until = time.monotonic() + READY_SECONDS
        while not self.address.is_healthy():
            if not web.is_alive:
                raise self._death_of(web)
            if time.monotonic() > until:
                raise LaunchFailure(f"Сайт не ответил за {READY_SECONDS:.0f} с: причина в «{web.log}».")
            self._pause()

    def _watch(self, web: Child, worker: Child) -> NoReturn:
        while True:
            self._pause()
            if not web.is_alive:
                raise self._death_of(web)
            self._mind(worker)
            self._mind_database()

    def _mind(self, worker: Child) -> None:
        """Restart a worker that died; a job that kills it again and again must not spin the machine.

        Without its database it would only die again: it waits, however long, and spends no try.
        """
        if worker.is_alive or not self._worker_tries or self._is_away():
            return
        if time.monotonic() - worker.started_at > STEADY_SECONDS:
            self._worker_tries = WORKER_TRIES
        self._worker_tries -= 1
        if self._worker_tries:
            say(f"Обработчик заданий остановился и запускается снова; причина в «{worker.log}».")
            worker.start()
        else:
            say(f"{self._death_of(worker)}\nСайт работает, но задания и письма ждут: перезапустите Методсовет.")

    def _is_away(self) -> bool:
        if time.monotonic() - self._asked_at < AWAY_SECONDS:
            return True
        is_away = not answers()
        self._asked_at = time.monotonic() if is_away else 0.0
        return is_away

    def _mind_database(self) -> None:
        if self._cluster is not None and not self._cluster.is_running:
            say("База данных остановилась и запускается снова.")
            self._cluster.start()

    def _pause(self) -> None:
        time.sleep(TICK_SECONDS)
        if self._stopping:
            raise StopAsked

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _stop(self) -> None:
        """Web and worker first and together, the database last."""
        for child in self._children:
            child.ask_to_stop()
        until = time.monotonic() + STOP_SECONDS
        for child in self._children:
            child.wait(until)
        if self._cluster is not None:
            self._cluster.stop()
        self._alone.release()

    @staticmethod
    def _death_of(child: Child) -> LaunchFailure:
        if tells_no_room(child.last_words):
            return no_room(child.log.parent)
        head = f"Остановлено с ошибкой: {child.label} (код {child.exit_code}); журнал в «{child.log}»"
        return LaunchFailure(f"{head}, его конец:\n{child.last_words}" if child.last_words else f"{head}.")


def main(arguments: Sequence[str]) -> int:
    """The verb ``serve``."""
    parser = argparse.ArgumentParser(prog=f"{COMMAND} serve", description="Запустить Методсовет.")
    parser.add_argument("--bind", default="127.0.0.1", help="адрес:порт, обычно 127.0.0.1:8000: только эта машина")
    parser.add_argument("--port", type=int, help="порт сайта, если он не назван в --bind")
    chosen = parser.parse_args(arguments)
    address = parse_address(chosen.bind, chosen.port)
    for warning in require_safe_exposure(address, os.environ):
        say(warning)
    try:
        return Supervisor(Home.of_environment(), address).run()
    except OSError as error:
        raise explain_os_error(error, doing="запуск") from error
