"""``read-plan FILE [--school-year 2025/26] [--json]``: what a file of a plan says. No database."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.spreadsheets import Document, FileRefused, limits, read_tables
from metodsovet.work.planning.reading import answer, read_plan, summary

_REFUSED = 2
_PASTED = "вставленный текст"


def main(argv: Sequence[str]) -> int:
    """Exit code 2 when the file cannot be read; standard output is the answer alone."""
    options = _options(argv)
    try:
        plan = read_plan(_document(options.file), year=options.school_year)
    except FileRefused as refusal:
        sys.stderr.write(f"{refusal.text}\n")
        return _REFUSED
    if options.json:
        text = json.dumps(answer(plan, options.school_year), ensure_ascii=False, indent=2)
    else:
        text = summary(plan, options.school_year)
    sys.stdout.write(f"{text}\n")
    return 0


def _document(file: str) -> Document:
    if file == "-":
        return read_tables(sys.stdin.buffer.read(limits.FILE_BYTES + 1), _PASTED)
    return read_tables(Path(file), Path(file).name)


def _options(argv: Sequence[str]) -> argparse.Namespace:
    today = datetime.now().astimezone().date()
    parser = argparse.ArgumentParser(prog="read-plan", description="Прочитать план из файла, ничего не сохраняя.")
    parser.add_argument("file", help="файл плана; «-» читает вставленный текст")
    parser.add_argument(
        "--school-year", type=_school_year, default=SchoolYear.of(today), help="учебный год, например 2025/26"
    )
    parser.add_argument("--json", action="store_true", help="ответ в JSON")
    return parser.parse_args(argv)


def _school_year(text: str) -> SchoolYear:
    try:
        return SchoolYear.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"«{text}» не учебный год; пишите его так: 2025/26") from error
