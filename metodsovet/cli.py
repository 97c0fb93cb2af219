"""The product's command line: a table of verbs, each imported only when it is called."""

import importlib
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Literal, NoReturn

from metodsovet.launch.failures import LaunchFailure
from metodsovet.launch.homes import COMMAND, Home


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb's function takes its arguments and answers the exit code; standard output is its answer alone."""

    target: str
    summary: str
    needs: Literal["nothing", "server", "tables"] = "nothing"


VERBS = {
    "serve": Verb("metodsovet.launch.supervisor:main", "запустить: база, сайт и обработчик заданий"),
    "read-plan": Verb("metodsovet.work.planning.read_plan:main", "прочитать план из файла и показать понятое"),
    "read-order": Verb("metodsovet.work.orders.read_order:main", "прочитать приказ из файла и показать понятое"),
    "demo": Verb(
        "metodsovet.demo.making:main", "наполнить пустую базу примером; --size region — целым краем", needs="tables"
    ),
    "backup": Verb("metodsovet.launch.backups.commands:back_up", "сохранить базу и файлы одним файлом", needs="server"),
    "restore": Verb(
        "metodsovet.launch.backups.commands:bring_back", "вернуть их из копии; --try — только проверить", needs="server"
    ),
    "backup-key": Verb("metodsovet.launch.backups.keys:make_key", "новый ключ, которым шифруют копии"),
    "check-invariants": Verb("metodsovet.launch.backups.commands:check", "проверить, что данные целы", needs="server"),
    "let-in": Verb("metodsovet.ground.directory.let_in:main", "новый код вместо утерянного пароля", needs="server"),
    "manage": Verb("metodsovet.launch.databases:manage", "команды Django (migrate, shell, …)", needs="server"),
}

# What run.py does itself, before there is an environment to run the product in.
BEFORE_START = {
    "install": "только установить зависимости; --dev — и для проверок",
    "test": "все проверки; --deep — с долгими",
}


def main(arguments: Sequence[str]) -> int:
    """Run a verb; what stops it from outside is one sentence on standard error and the code 1."""
    verb = VERBS.get(arguments[0]) if arguments else None
    if verb is None:
        return show_verbs(arguments[0] if arguments else "--help")
    os.environ["METODSOVET_HOME"] = str(Home.of_environment().path)
    signal.signal(signal.SIGTERM, _leave)
    return _guarded(verb, list(arguments[1:]))


def show_verbs(asked: str) -> int:
    """Answer a call for help, or refuse a verb that does not exist."""
    width = max(map(len, VERBS)) + 2
    verbs = {**{name: verb.summary for name, verb in VERBS.items()}, **BEFORE_START}
    lines = [f"  {name:<{width}}{summary}\n" for name, summary in verbs.items()]
    listed = f"Команды: {COMMAND} КОМАНДА …\n\n" + "".join(lines) + "\nБез команды — serve.\n"
    if asked in {"-h", "--help", "help"}:
        sys.stdout.write(listed)
        return 0
    sys.stderr.write(f"Нет команды «{asked}».\n{listed}")
    return 2


def _guarded(verb: Verb, arguments: list[str]) -> int:
    try:
        return _call(verb, arguments)
    except LaunchFailure as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    except BrokenPipeError:
        # The reader has left (``| head``); the interpreter must not try to flush to it once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _call(verb: Verb, arguments: list[str]) -> int:
    if verb.needs == "nothing":
        return _function_of(verb)(arguments)
    databases = importlib.import_module("metodsovet.launch.databases")
    with databases.open_database(Home.of_environment()):
        databases.set_up_django(with_tables=verb.needs == "tables")
        return _function_of(verb)(arguments)


def _function_of(verb: Verb) -> Callable[[list[str]], int]:
    module, name = verb.target.split(":")
    function: Callable[[list[str]], int] = getattr(importlib.import_module(module), name)
    return function


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)
