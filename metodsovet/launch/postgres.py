"""The embedded PostgreSQL server of one state directory."""

import hashlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

import psycopg
from psycopg import sql

from metodsovet.launch.binaries import SHARED_PLACE, Binaries, find_binaries, is_reachable_by_all
from metodsovet.launch.failures import LaunchFailure, last_lines, no_room, tells_no_room
from metodsovet.launch.homes import Home
from metodsovet.launch.locks import FileLock
from metodsovet.launch.postmasters import find_postmaster

NAME = "metodsovet"  # of the role and of the database alike
SOCKET_PORT = 5432  # only a part of the socket's file name
LONGEST_SOCKET_PATH = 107  # sockaddr_un of Linux; macOS takes 103, which the margin below covers
START_TRIES = 6  # a killed server's pid may stay until its parent reaps it
SETTINGS_FILE = "metodsovet.conf"

FOR_TESTS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "48MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


class Cluster:
    """Our own PostgreSQL: made on first start, adopted when a killed run left it running.

    Several processes may use one cluster: each that called ``start`` counts as a user until its ``stop`` or its
    death, and only the last one stops the server.
    """

    def __init__(
        self,
        home: Path,
        bin_dir: Path | None = None,
        *,
        options: Mapping[str, str] | None = None,
        namespaces: bool = True,
    ) -> None:
        self.home = Home(home.resolve())
        self.options = dict(options or {})
        self._bin_dir = bin_dir
        self._namespaces = namespaces
        self._found: Binaries | None = None
        self._change = FileLock(self.home.path / "pg.lock")
        self._use = FileLock(self.home.path / "pg.users")
        self._port = 0

    @property
    def binaries(self) -> Binaries:
        if self._found is None:
            self._found = find_binaries(self._bin_dir, namespaces=self._namespaces and not self._is_with_nobody())
        return self._found

    @property
    def place(self) -> Path:
        """The directory of the data and of the socket: the home, unless the server's account cannot enter it."""
        if self.binaries.uid is None or is_reachable_by_all(self.home.path / "pg"):
            return self.home.path
        return SHARED_PLACE / hashlib.sha256(os.fsencode(self.home.path)).hexdigest()[:12]

    @property
    def data(self) -> Path:
        return self.place / "pg"

    @property
    def log_file(self) -> Path:
        return (self.home.log if self.binaries.uid is None else self.place) / "postgres.log"

    @property
    def is_running(self) -> bool:
        found = find_postmaster(self.data)
        return found is not None and found.is_ready

    def start(self) -> str:
        """Start or adopt the server and answer its address; LaunchFailure when it cannot be had."""
        self.home.prepare()
        with self._change:
            self._use.hold(shared=True, wait_seconds=60)
            try:
                if not self._answers():
                    self._hand_over_data()
                    self._make_data()
                    self._launch()
                self._make_database()
            except BaseException:
                self._use.release()
                raise
        return self.url()

    def stop(self) -> None:
        """Leave the server; it stops with its last user."""
        if not self._use.is_held:
            return
        with self._change:
            if self._use.hold() and find_postmaster(self.data) is not None:
                stopped = self.binaries.attempt("pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w", "-t", "30")
                if stopped.returncode and find_postmaster(self.data) is not None:
                    self.binaries.run("pg_ctl", "stop", "-D", self.data, "-m", "immediate", "-w", "-t", "30")
            self._use.release()

    def url(self, database: str = NAME) -> str:
        found = find_postmaster(self.data)
        port, directory = (found.port, found.socket_directory) if found else (self._port, self._socket_directory())
        host = quote(directory, safe="") if directory else "127.0.0.1"
        return f"postgresql://{NAME}:{quote(self._password(), safe='')}@{host}:{port}/{database}"

    def __enter__(self) -> "Cluster":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _password(self) -> str:
        return self.home.secret("database")

    def _is_with_nobody(self) -> bool:
        """Whether root's earlier run, for want of namespaces, gave the data to another account."""
        data = self.home.path / "pg"
        return os.geteuid() == 0 and data.exists() and data.stat().st_uid != 0

    def _hand_over_data(self) -> None:
        """Data made by root in a namespace follow to where «nobody» can enter; a link in the home shows the way."""
        usual, uid = self.home.path / "pg", self.binaries.uid
        if uid is None:
            return
        self.place.mkdir(mode=0o755, parents=True, exist_ok=True)
        if usual != self.data and usual.is_dir() and not usual.is_symlink():
            shutil.move(usual, self.data)
        if usual != self.data and not usual.is_symlink():
            usual.symlink_to(self.data)
        if self.data.exists() and self.data.stat().st_uid != uid:
            for path in (self.data, *self.data.rglob("*")):
                self.binaries.give(path)

    def _make_data(self) -> None:
        """Make the cluster beside its place and move it in whole: a killed initdb leaves nothing half made."""
        if (self.data / "PG_VERSION").exists():
            self._check_version()
            return
        draft, words = self.data.with_name("pg.new"), self.data.with_name("pg.words")
        self.place.mkdir(mode=0o755, parents=True, exist_ok=True)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        words.unlink(missing_ok=True)
        words.touch(mode=0o600)
        words.write_text(self._password())
        for path in (draft, words):
            self.binaries.give(path)
        try:
            self.binaries.run("initdb", "-D", draft, "-U", NAME, f"--pwfile={words}", *self._initdb_options())
        finally:
            words.unlink()
        with (draft / "postgresql.conf").open("a") as conf:
            conf.write(f"\ninclude_if_exists '{SETTINGS_FILE}'\n")
        draft.rename(self.data)

    def _initdb_options(self) -> list[str]:
        """Cyrillic case and UTF-8 whatever the machine's own locale is; the builtin provider needs PostgreSQL 17."""
        if self.binaries.major >= 17:
            locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        else:
            locale = ["--locale=C.UTF-8"]
        unsynced = ["--no-sync"] if self.options.get("fsync") == "off" else []
        return ["--encoding=UTF8", *locale, "-T", "russian", "-A", "scram-sha-256", *unsynced]

    def _check_version(self) -> None:
        made_by = int((self.data / "PG_VERSION").read_text())
        if made_by != self.binaries.major:
            raise LaunchFailure(
                f"База данных создана PostgreSQL {made_by}, а установлен {self.binaries.major}: назовите каталог "
                f"программ версии {made_by} в переменной EMBEDDED_PG_BIN или восстановите базу из резервной копии."
            )

    def _launch(self) -> None:
        self.home.rotate_log("postgres.log")
        self.log_file.touch(mode=0o600)
        self.binaries.give(self.log_file)
        for remaining in reversed(range(START_TRIES)):
            self._remove_stale_pid()
            if self._answers():
                return
            self._write_settings()
            answer = self.binaries.attempt("pg_ctl", "start", "-D", self.data, "-l", self.log_file, "-w", "-t", "60")
            if answer.returncode == 0:
                return
            if not remaining or tells_no_room(last_lines(self.log_file)):
                raise self._start_failure(answer)
            time.sleep(1)

    def _start_failure(self, answer: subprocess.CompletedProcess[str]) -> LaunchFailure:
        words = last_lines(self.log_file)
        if tells_no_room(words):
            return no_room(self.data)
        reason = " ".join((words or answer.stderr).split())[-300:]
        return LaunchFailure(f"База данных не запустилась, подробности в «{self.log_file}»: {reason}")

    def _remove_stale_pid(self) -> None:
        """A pid file left by a killed server names a number that may now belong to another program."""
        if find_postmaster(self.data) is None:
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _write_settings(self) -> None:
        directory = self._socket_directory()
        self._port = SOCKET_PORT if directory else _free_port()
        settings = {
            "listen_addresses": "" if directory else "127.0.0.1",
            "unix_socket_directories": directory,
            "unix_socket_permissions": "0700" if self.binaries.uid is None else "0777",
            "port": str(self._port),
            "timezone": "UTC",
            "log_timezone": "UTC",
            "password_encryption": "scram-sha-256",
            "max_connections": "100",
            **self.options,
        }
        lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in settings.items()]
        (self.data / SETTINGS_FILE).write_text("".join(lines))
        self.binaries.give(self.data / SETTINGS_FILE)

    def _socket_directory(self) -> str:
        """The directory of the Unix socket, "" where its path would be too long and TCP serves instead."""
        directory = str(self.place / "pg")
        length = len(os.fsencode(f"{directory}/.s.PGSQL.{SOCKET_PORT}.lock"))
        return directory if length < LONGEST_SOCKET_PATH - 10 and "," not in directory else ""

    def _answers(self) -> bool:
        """Whether the server accepts connections; one killed a moment ago still looks alive by its pid."""
        if not self.is_running:
            return False
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=10).close()
        except psycopg.OperationalError:
            return False
        return True

    def _make_database(self) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True, connect_timeout=10) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
            if known is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
