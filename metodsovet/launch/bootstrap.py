"""From a bare Python to the product: virtual environment, locked dependencies, then the verb.

Runs on the system's Python with the standard library only. Every step is skipped when its result is already there,
and a step that was killed half-way is done again.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from metodsovet.cli import VERBS, show_verbs
from metodsovet.launch.browsers import find_chromium
from metodsovet.launch.environments import Environment
from metodsovet.launch.failures import LaunchFailure, explain_os_error
from metodsovet.launch.homes import ROOT, Home
from metodsovet.launch.packages import can_install, install_package
from metodsovet.launch.progress import say, step

TEST_PROCESSES = "2"
APART = ("tests/journeys", "tests/outages/test_kills.py", "tests/outages/test_mail_kills.py")


def main(arguments: Sequence[str]) -> int:
    """Prepare what the verb needs and become that verb; one sentence and 1 when it cannot be done."""
    if not arguments or arguments[0].startswith(("--port", "--bind")):
        arguments = ["serve", *arguments]
    if arguments[0] not in {"install", "test", *VERBS}:
        return show_verbs(arguments[0])
    try:
        if arguments[0] == "install":
            _prepare("dev" if "--dev" in arguments else "core")
            return 0
        _run(list(arguments))
    except LaunchFailure as failure:
        say(str(failure))
    except OSError as error:
        say(str(explain_os_error(error, doing="подготовка к запуску")))
    except KeyboardInterrupt:
        say("Прервано.")
        return 130
    return 1


def _run(arguments: list[str]) -> NoReturn:
    if arguments[0] != "test":
        _become(_prepare("core"), ["-m", "metodsovet", *arguments])
    python = _prepare("dev")
    _find_browser()
    os.chdir(ROOT)
    pytest = ["-m", "pytest", "-n", TEST_PROCESSES, "--dist", "loadscope", *arguments[1:]]
    if all(argument.startswith("-") for argument in arguments[1:]):
        # These have databases of their own, which tests that empty the common one must not stand beside.
        rest = subprocess.call([str(python), *pytest, *(f"--ignore={place}" for place in APART)])
        if rest:
            sys.exit(rest)
        pytest += APART
    _become(python, pytest)


def _prepare(group: str) -> Path:
    home = Home.of_environment()
    home.prepare()
    environment = Environment(ROOT, home.log / "setup.log")
    guard = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(guard, fcntl.LOCK_EX)  # two first starts at once: the second finds everything ready
    try:
        if not environment.is_sound():
            with step("Виртуальное окружение"):
                environment.make()
        if not environment.has(group):
            with step("Зависимости" if group == "core" else "Зависимости для проверок"):
                environment.install(group)
    finally:
        os.close(guard)
    return environment.python


def _find_browser() -> None:
    chromium = find_chromium()
    if chromium is None and can_install():
        with step("Браузер для проверок"):
            install_package("chromium")
        chromium = find_chromium()
    if chromium is None:
        raise LaunchFailure(
            "Для проверок нужен Chromium: установите его («apt-get install chromium») "
            "или назовите программу в переменной CHROMIUM."
        )
    os.environ["CHROMIUM"] = str(chromium)


def _become(python: Path, command: list[str]) -> NoReturn:
    # -P: a file named like one of our packages in the person's directory must not be imported instead of it.
    searched = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH", "")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(searched)
    sys.stderr.flush()
    os.execv(python, [str(python), "-P", *command])
