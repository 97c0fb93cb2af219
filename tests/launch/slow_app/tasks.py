import time
from pathlib import Path

from procrastinate.contrib.django import app

SLOW_SECONDS = 2


@app.task
def work_slowly(folder: str) -> None:
    (Path(folder) / "begun").touch()
    time.sleep(SLOW_SECONDS)
    (Path(folder) / "done").touch()
