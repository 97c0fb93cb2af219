"""The verb ``demo``: which of the two examples is made."""

import argparse
import sys
from collections.abc import Sequence

from metodsovet.demo.building import build
from metodsovet.demo.region.building import build_region
from metodsovet.kernel.errors import DomainError
from metodsovet.launch.homes import COMMAND

SIZES = {"town": build, "region": build_region}


def main(arguments: Sequence[str]) -> int:
    """Exit code 1 when somebody already works here."""
    parser = argparse.ArgumentParser(prog=f"{COMMAND} demo", description="Наполнить пустую базу примером.")
    parser.add_argument(
        "--size",
        choices=SIZES,
        default="town",
        help="town — муниципалитет, 190 человек; region — край: 900 организаций и 60 000 человек, несколько минут",
    )
    make = SIZES[parser.parse_args(arguments).size]
    try:
        make(lambda step: _say(f"· {step}"))
    except DomainError as refusal:
        _say(refusal.text)
        return 1
    sys.stdout.write("Пример готов: имена для входа — на странице входа.\n")
    return 0


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
