"""Pages on the region that ``run.py demo --size region`` has made in METODSOVET_HOME: warm visits, queries.

python benchmarks/region.py [VISITS]

Time is that of Django's test client in this process: middleware, view, queries and template, without the network.
Beside the clock stands the processor time of both processes, this one and the backend of PostgreSQL: it does not grow
with other work of the machine (parallel workers of a query are not counted).
"""

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from grounds import installed_database, median_of, say

# isort: split
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.kernel import clock
from metodsovet.kernel.memory import collect_seldom
from metodsovet.work.planning.models import Plan

READERS = ("region", "methodist", "deputy")
GOAL = 150


@dataclass(frozen=True, slots=True)
class Visit:
    """Milliseconds: by the clock, of this process, of the server of the database; and queries."""

    wall: float
    ours: float
    server: float
    queries: int


def main(visits: int) -> None:
    with installed_database():
        collect_seldom()  # as processes of the web server do
        print(
            f"{Person.objects.count():,} people, {Organisation.objects.count():,} nodes of the tree, "
            f"{Assignment.objects.count():,} assignments; milliseconds, medians of {visits} warm visits; "
            f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
        )
        print(f"{'page':<34}{'clock':>8}{'ours':>8}{'server':>8}{'both':>8}{'queries':>9}")
        for reader in READERS:
            user = User.objects.get(login=reader)
            for page, address in pages(user).items():
                say(f"{reader}: {page}")
                tell(f"{reader}: {page}", median_visit(user, address, visits))


def pages(user: User) -> dict[str, str]:
    plan = Plan.objects.visible_to(user).filter(state=Plan.State.ACCEPTED).order_by("-pk")[0]
    return {
        "home": "/",
        "people": "/directory/people/",
        "people, found": "/directory/people/?find=Соколова Мария",
        "organisations": "/directory/organisations/",
        "search": "/search/?q=соколова",
        "control": "/assignments/control/",
        "board": "/assignments/control/board/",
        "matrix": "/assignments/control/matrix/",
        "plan": f"/plans/{plan.pk}/",
        "plan, list": f"/plans/{plan.pk}/list/",
        "calendar": f"/plans/calendar/?month={clock.today():%Y-%m}",
    }


def median_visit(user: User, address: str, visits: int) -> Visit:
    client = Client()
    client.force_login(user)
    _get(client, address)
    with CaptureQueriesContext(connection) as asked:
        _get(client, address)
    queries = len(asked)  # the next request forgets them
    made = [_measured(client, address) for _ in range(visits)]
    wall, ours, server = (median_of([one[place] * 1000 for one in made]) for place in range(3))
    return Visit(wall, ours, server, queries)


def _measured(client: Client, address: str) -> tuple[float, float, float]:
    ours, server, wall = time.process_time(), backend_seconds(), time.perf_counter()
    _get(client, address)
    return time.perf_counter() - wall, time.process_time() - ours, backend_seconds() - server


def backend_seconds() -> float:
    """Processor time that the backend of our connection has used; NaN where /proc does not tell."""
    try:
        words = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()
    except (OSError, AttributeError):
        return float("nan")
    return int(words[0]) / 1e9


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")


def tell(page: str, visit: Visit) -> None:
    both = visit.ours + visit.server
    mark = "" if both < GOAL else f"  over {GOAL}"
    print(
        f"{page:<34}{visit.wall:>8.0f}{visit.ours:>8.0f}{visit.server:>8.0f}{both:>8.0f}{visit.queries:>9}{mark}",
        flush=True,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
