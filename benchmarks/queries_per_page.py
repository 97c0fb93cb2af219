"""Queries per page with 10 rows and with 1,000 on it, in one run: the two numbers are to be equal.

python benchmarks/queries_per_page.py [FEW] [MANY]
"""

import sys
from datetime import date

from grounds import say, scratch_database

# isort: split
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from large_town import LargeTown, draft_large_plan, settle

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_short
from metodsovet.work.planning.actions import accept_plan
from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.queries_calendar import calendar_rows


def main(few: int, many: int) -> None:
    counts = [count_all(rows) for rows in (few, many)]
    print(f"{'page':<34}{f'{few:,} rows':>14}{f'{many:,} rows':>14}")
    unequal = 0
    for page, less in counts[0].items():
        more = counts[1][page]
        unequal += less != more
        print(f"{page:<34}{less:>14}{more:>14}   {'equal' if less == more else 'NOT EQUAL'}")
    sys.exit(1 if unequal else 0)


def count_all(rows: int) -> dict[str, int]:
    with scratch_database():
        say(f"{rows:,} schools, a plan of {rows:,} lines, a line of {rows:,} assignments")
        town = settle(rows)
        pages = pages_of(town, rows)
        if min(len(calendar_rows(town.methodist, *this_month())), Assignment.objects.count()) < rows:
            raise SystemExit("The pages have fewer rows than asked: the benchmark would count nothing.")
        return {name: queries_of(town.methodist, address) for name, address in pages.items()}


def pages_of(town: LargeTown, rows: int) -> dict[str, str]:
    """Each of the pages has as many rows: lines, assignments, days of the month, people."""
    first, last = this_month()
    month, term = f"{first:%Y-%m}", f"до {date_short(last)}"
    wide = accepted(
        town,
        draft_large_plan(town, rows, parties="методисты", control=Activity.Control.LEAD_REPORTS, terms=(term,)),
    )
    deep = accepted(town, draft_large_plan(town, 1, parties="заместители директоров", terms=(term,)))
    line = deep.activities.get()
    return {
        "home": "/",
        "plan, time line": f"/plans/{wide.pk}/",
        "plan, list": f"/plans/{wide.pk}/list/",
        "plan, month": f"/plans/{wide.pk}/month/?month={month}",
        "plan, execution": f"/plans/{wide.pk}/execution/",
        "activity": f"/plans/activities/{line.pk}/",
        "plans": "/plans/",
        "control": "/assignments/control/",
        "calendar": f"/plans/calendar/?month={month}",
        "people": "/directory/people/",
        "organisations": "/directory/organisations/",
        "communities": "/communities/",
    }


def this_month() -> tuple[date, date]:
    today = clock.today()
    return today.replace(day=1), today.replace(day=28)


def accepted(town: LargeTown, plan: Plan) -> Plan:
    return accept_plan(plan, executed_from=town.year, by=town.methodist, version=plan.version)


def queries_of(user: User, address: str) -> int:
    """Of the second visit: the first fills the caches that live as long as the process."""
    client = Client()
    client.force_login(user)
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
    return len(asked)


if __name__ == "__main__":
    asked = [int(argument) for argument in sys.argv[1:]]
    main(*[*asked, *(10, 1_000)[len(asked) :]])
