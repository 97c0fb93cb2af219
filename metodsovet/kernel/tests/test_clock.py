"""One clock for everybody: whoever asks for the time elsewhere tells another day than the page beside it."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from metodsovet.kernel import clock

PACKAGE = Path(__file__).resolve().parents[2]
OTHER_CLOCKS = re.compile(r"timezone\.(now|localdate\(\))|\b(date\.today|datetime\.now)\(")
OF_THE_MACHINE = {
    "kernel/clock.py",
    "ground/files/tasks.py",  # the age of a file on the disk
    "surface/workspace/actions.py",  # the pulse of a job, told across processes
    "surface/workspace/tasks.py",
    "surface/workspace/models/demo_builds.py",
    "work/orders/reading/reader.py",  # a process that knows no installation; for orders without a day and a year
    "work/planning/read_plan.py",  # a command that knows no installation
}


def test_clock_shows_the_moment_inside_and_the_real_one_after() -> None:
    moment = datetime(2027, 1, 20, 9, 0, tzinfo=ZoneInfo("Europe/Moscow"))

    with clock.at(moment):
        inside = clock.now()

    assert abs((inside - moment).total_seconds()) < 5
    assert abs((clock.now() - datetime.now(ZoneInfo("UTC"))).total_seconds()) < 5


def test_nobody_asks_another_clock() -> None:
    asking = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if not {"tests", "migrations", "launch"} & set(path.parts) and OTHER_CLOCKS.search(path.read_text())
    }

    assert asking - OF_THE_MACHINE == set()
