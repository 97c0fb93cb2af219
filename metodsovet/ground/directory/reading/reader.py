"""The door of the reader: a file in, rows of people or organisations out."""

import json
from collections.abc import Sequence
from pathlib import Path

from metodsovet.ground.directory.reading.columns import Named
from metodsovet.ground.directory.reading.sheets import SheetReader
from metodsovet.ground.directory.reading.values import ReadColumn, ReadRoster, ReadRow, RosterKind, SkippedRow
from metodsovet.kernel.spreadsheets import FileRefused, read_in_child, read_sheets

_PACKAGE = "metodsovet.ground.directory.reading"
HIDDEN = "лист скрыт и не загружен"
WAIT_SECONDS = 300  # a large list is read by the worker, which may share the machine with others


def read_roster(source: Path | bytes, name: str, named: Named | None = None) -> ReadRoster:
    """``named`` is what a person said of the columns.

    FileRefused as ``read_sheets``, and ``no_list`` when no sheet has a heading of people or organisations.
    """
    rows: list[ReadRow] = []
    columns: list[ReadColumn] = []
    skipped: list[SkippedRow] = []
    readers, hidden = _open_and_hidden([SheetReader(sheet, named or {}) for sheet in read_sheets(source, name)])
    kinds = {kind for reader in readers if (kind := reader.kind) is not None}
    kind = RosterKind.STAFF if RosterKind.STAFF in kinds else RosterKind.ORGANISATIONS
    for reader in readers:
        if reader.kind is kind:
            rows.extend(reader.rows())
            columns.extend(reader.columns)
            skipped.extend(reader.skipped)
        else:
            skipped.append(SkippedRow(reader.name, 1, f"на листе нет такого списка, строк: {reader.size}"))
    skipped[:0] = [SkippedRow(reader.name, 1, f"{HIDDEN}, строк: {reader.size}") for reader in hidden]
    if not kinds:
        raise FileRefused(
            "no_list",
            f"В файле «{name}» не нашлось списка: нужна шапка, где есть «ФИО» (или фамилия, имя, отчество) и "
            "«Должность», а для организаций — «Наименование» и «Вид» или «Краткое название».",
        )
    if not rows:
        raise FileRefused("empty_list", f"В файле «{name}» под шапкой нет ни одной строки: проверьте, тот ли это файл.")
    return ReadRoster(kind, tuple(rows), tuple(dict.fromkeys(columns)), tuple(skipped))


def read_roster_in_child(source: Path | bytes, name: str, named: Named | None = None) -> ReadRoster:
    """As ``read_roster``, in a limited process: what is forbidden does not reach this one."""
    more = json.dumps(named or {})
    return ReadRoster.from_json(read_in_child(_PACKAGE, source, name, more, wait_seconds=WAIT_SECONDS))


def _open_and_hidden(readers: Sequence[SheetReader]) -> tuple[list[SheetReader], list[SheetReader]]:
    """Hidden sheets are drafts and last year's lists: told of and left, unless nothing else has a list."""
    seen = [reader for reader in readers if not reader.is_hidden]
    if not any(reader.kind for reader in seen):
        return list(readers), []
    return seen, [reader for reader in readers if reader.is_hidden]
