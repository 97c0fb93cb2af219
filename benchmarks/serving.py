"""The site as ``run.py serve`` starts it: starts, requests per second of home, memory, weight of pages.

python benchmarks/serving.py [SECONDS]

Starts are measured in an empty home made for that; the rest on the example of METODSOVET_HOME. Eight connections of
this machine ask for at most ten seconds; what was started is stopped. The client shares the processors with the server.
"""

import gzip
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grounds import HOME, installed_database, median_of, say

# isort: split
import brotli
from django.conf import settings
from django.test import Client

from metodsovet.ground.access.models import User
from metodsovet.launch.homes import ROOT

CONNECTIONS = 8
LONGEST = 10.0
READY_SECONDS = 180.0
READER = "methodist"
PAGES = {
    "home": "/",
    "people": "/directory/people/",
    "organisations": "/directory/organisations/",
    "control": "/assignments/control/",
    "board": "/assignments/control/board/",
    "matrix": "/assignments/control/matrix/",
}
STATIC = re.compile(r'(?:href|src)="(/static/[^"]+)"')
TICKS = os.sysconf("SC_CLK_TCK")


def main(seconds: float) -> None:
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory(prefix="metodsovet-") as empty:
        for name in ("first start, empty home", "second start"):
            with served(Path(empty)) as (_, _, started):
                print(f"{name:<34}{started:>8.1f} s", flush=True)
    with installed_database():
        client = Client()
        client.force_login(User.objects.get(login=READER))
        cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    with served(HOME.path) as (port, server, started):
        print(f"{'start on the example':<34}{started:>8.1f} s", flush=True)
        weigh(port, cookie)
        tell_memory(server, "before the load")
        load(port, cookie, server, seconds)
        tell_memory(server, "after the load")


@contextmanager
def served(home: Path) -> Iterator[tuple[int, int, float]]:
    """(port, pid of the supervisor, seconds until it answered) of a running site."""
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-P", str(ROOT / "run.py"), "serve", "--port", str(port)],
        env={**environment, "METODSOVET_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not is_ready(port):
            if process.poll() is not None or time.perf_counter() - begun > READY_SECONDS:
                raise SystemExit(f"serve did not begin in {home}: see its log.")
            time.sleep(0.05)
        yield port, process.pid, time.perf_counter() - begun
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def load(port: int, cookie: str, server: int, seconds: float) -> None:
    """Home again and again over eight kept connections."""
    until, times, failed = time.perf_counter() + min(seconds, LONGEST), list[float](), list[int]()

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < until:
            begun = time.perf_counter()
            status, _ = get(connection, "/", cookie)
            times.append(time.perf_counter() - begun)
            if status != 200:
                failed.append(status)
        connection.close()

    before, begun = cpu_seconds(server), time.perf_counter()
    askers = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for one in askers:
        one.start()
    for one in askers:
        one.join()
    passed, used = time.perf_counter() - begun, cpu_seconds(server) - before
    ordered = sorted(times)
    print(
        f"home, {CONNECTIONS} connections, {passed:.1f} s: {len(times) / passed:.1f} requests a second, "
        f"median {median_of(times) * 1000:.0f} ms, 95 % under {ordered[int(len(ordered) * 0.95) - 1] * 1000:.0f} ms, "
        f"{len(failed)} failed; {used * 1000 / len(times):.0f} ms of processor time a request, site and database"
    )


def weigh(port: int, cookie: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    files: set[str] = set()
    print(f"{'page, bytes':<34}{'plain':>10}{'gzip':>10}{'brotli':>10}")
    for page, address in PAGES.items():
        status, body = get(connection, address, cookie)
        if status != 200:
            raise SystemExit(f"{address}: {status}")
        files |= set(STATIC.findall(body.decode()))
        print(
            f"{page:<34}{len(body):>10,}{len(gzip.compress(body, 6)):>10,}{len(brotli.compress(body, quality=5)):>10,}"
        )
    plain = sum(len(get(connection, one, cookie)[1]) for one in files)
    sent = sum(len(get(connection, one, cookie, "br")[1]) for one in files)
    print(f"{f'static, {len(files)} files of the pages':<34}{plain:>10,}{'':>10}{sent:>10,}", flush=True)
    connection.close()


def get(
    connection: http.client.HTTPConnection, address: str, cookie: str, encoding: str = "identity"
) -> tuple[int, bytes]:
    connection.request("GET", address, headers={"Cookie": cookie, "Accept-Encoding": encoding})
    answer = connection.getresponse()
    return answer.status, answer.read()


def tell_memory(server: int, when: str) -> None:
    print(f"{f'memory, MB, {when}':<34}{'RSS':>10}{'PSS':>10}")
    groups: dict[str, list[tuple[int, int]]] = {}
    for pid in family(server):
        groups.setdefault(kind_of(pid), []).append(memory_of(pid))
    whole = groups.pop("postgres", [])
    for name, sizes in sorted(groups.items()):
        for rss, pss in sorted(sizes, reverse=True):
            print(f"{name:<34}{rss / 1024:>10.0f}{pss / 1024:>10.0f}")
    shared, own = sum(rss for rss, _ in whole), sum(pss for _, pss in whole)
    print(f"{f'postgres, {len(whole)} processes':<34}{shared / 1024:>10.0f}{own / 1024:>10.0f}", flush=True)


def family(server: int) -> list[int]:
    """The supervisor, its children, and the database of the home."""
    parents = {int(one.name): parent_of(int(one.name)) for one in Path("/proc").iterdir() if one.name.isdigit()}
    found = [server, *(int(line) for line in postmaster_pid())]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid and child not in found]
    return found


def postmaster_pid() -> list[str]:
    file = next(HOME.path.glob("**/postmaster.pid"), None)
    return file.read_text().splitlines()[:1] if file is not None else []


def parent_of(pid: int) -> int:
    words = stat_of(pid)
    return int(words[1]) if words else 0


def cpu_seconds(server: int) -> float:
    return sum((int(words[11]) + int(words[12])) / TICKS for pid in family(server) if (words := stat_of(pid)))


def stat_of(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def kind_of(pid: int) -> str:
    try:
        line = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return "gone"
    kinds = {"granian": "web (granian)", "procrastinate": "worker", "postgres": "postgres", "run.py": "supervisor"}
    return next((name for word, name in kinds.items() if word in line), "web (granian)" if "spawn" in line else "other")


def memory_of(pid: int) -> tuple[int, int]:
    """(RSS, PSS) in kilobytes; zeros of a process that has ended."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0, 0
    sizes = dict(re.findall(r"^(Rss|Pss):\s+(\d+) kB", rollup, re.MULTILINE))
    return int(sizes.get("Rss", 0)), int(sizes.get("Pss", 0))


def free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


def is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        return get(connection, "/health/ready", "")[0] == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    say("starting and stopping the site")
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 8.0)
