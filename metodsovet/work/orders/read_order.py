"""``read-order FILE [--json]``: what a file of an order says. No database."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from metodsovet.kernel.spreadsheets import FileRefused, limits
from metodsovet.work.orders.reading import ReadOrder, read_order_in_child, summary

_REFUSED = 2
_PASTED = "вставленный текст"


def main(argv: Sequence[str]) -> int:
    """Exit code 2 when the file cannot be read; standard output is the answer alone."""
    options = _options(argv)
    try:
        order = _order(options.file)
    except FileRefused as refusal:
        sys.stderr.write(f"{refusal.text}\n")
        return _REFUSED
    text = json.dumps(order.to_json(), ensure_ascii=False, indent=2) if options.json else summary(order)
    sys.stdout.write(f"{text}\n")
    return 0


def _order(file: str) -> ReadOrder:
    if file == "-":
        return read_order_in_child(sys.stdin.buffer.read(limits.FILE_BYTES + 1), _PASTED)
    return read_order_in_child(Path(file), Path(file).name)


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="read-order", description="Прочитать приказ из файла, ничего не сохраняя.")
    parser.add_argument("file", help="файл приказа; «-» читает вставленный текст")
    parser.add_argument("--json", action="store_true", help="ответ в JSON")
    return parser.parse_args(argv)
