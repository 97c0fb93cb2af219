"""Server time of pages on the example and on a municipality of 900 organisations, in one run: medians of warm visits.

python benchmarks/server_time_of_pages.py [VISITS] [ORGANISATIONS] [ACTIVITIES]

Time is that of Django's test client in this process: middleware, view, queries and template, without the network.
"""

import sys

from grounds import median_of, say, scratch_database, seconds_of

# isort: split
from django.test import Client
from large_town import draft_large_plan, settle

from metodsovet.demo.building import build
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel import clock
from metodsovet.work.planning.actions import accept_plan
from metodsovet.work.planning.models import Plan

READERS = ("methodist", "deputy")
Times = dict[tuple[str, str], float]


def main(visits: int, organisations: int, activities: int) -> None:
    with scratch_database():
        say("the example")
        build()
        example, of_example = times(visits), Assignment.objects.count()
    with scratch_database():
        say(f"{organisations} organisations, {activities} activities")
        town = settle(organisations)
        plan = draft_large_plan(town, activities, parties="заместители директоров, руководители ОО")
        accept_plan(plan, executed_from=town.year, by=town.methodist, version=plan.version)
        large, of_large = times(visits), Assignment.objects.count()
    print(f"milliseconds, medians of {visits} warm visits")
    print(f"{'assignments':<30}{of_example:>14,}{of_large:>14,}{'ratio':>9}")
    for (reader, page), seconds in example.items():
        other = large[reader, page]
        print(f"{reader + ': ' + page:<30}{seconds * 1000:>14.0f}{other * 1000:>14.0f}{other / seconds:>9.1f}")


def times(visits: int) -> Times:
    return {
        (reader, page): median_visit(User.objects.get(login=reader), address, visits)
        for reader in READERS
        for page, address in pages().items()
    }


def pages() -> dict[str, str]:
    plan = Plan.objects.filter(state=Plan.State.ACCEPTED).order_by("pk")[0]
    return {
        "home": "/",
        "plan": f"/plans/{plan.pk}/",
        "plan, list": f"/plans/{plan.pk}/list/",
        "control": "/assignments/control/",
        "board": "/assignments/control/board/",
        "matrix": "/assignments/control/matrix/",
        "discipline": "/assignments/control/discipline/",
        "calendar": f"/plans/calendar/?month={clock.today():%Y-%m}",
    }


def median_visit(user: User, address: str, visits: int) -> float:
    client = Client()
    client.force_login(user)

    def visit() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")

    visit()
    return median_of([seconds_of(visit) for _ in range(visits)])


if __name__ == "__main__":
    asked = [int(argument) for argument in sys.argv[1:]]
    main(*[*asked, *(9, 900, 300)[len(asked) :]])
