"""Lists as schools send them, made for tests, and the way of a list through its actions."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.rosters import apply_roster, load_roster, read_roster
from metodsovet.ground.directory.models import Organisation, Roster, RosterRow
from metodsovet.kernel import clock

HEADING = ("№", "ФИО", "Должность", "Место работы")
Rows = Sequence[Sequence[Any]]
Merge = tuple[int, int, int, int, Any]


def workbook(rows: Rows, *, sheet: str = "Список", merges: Sequence[Merge] = ()) -> bytes:
    return workbook_of({sheet: rows}, merges=merges)


def workbook_of(sheets: Mapping[str, Rows], *, merges: Sequence[Merge] = (), hidden: Sequence[str] = ()) -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                _write_row(sheet, place, row, day)
            for merge in merges:
                sheet.merge_range(*merge)
            if name in hidden:
                sheet.hide()
    return buffer.getvalue()


def _write_row(sheet: Worksheet, place: int, row: Sequence[Any], day: Format) -> None:
    for column, value in enumerate(row):
        if isinstance(value, date):
            sheet.write_datetime(place, column, value, day)
        elif isinstance(value, str) and value:
            sheet.write_string(place, column, value)
        elif value != "":
            sheet.write(place, column, value)


def loaded(content: bytes, organisation: Organisation, by: User, *, as_of: date | None = None) -> Roster:
    """Read and ready for the review."""
    roster = load_roster(content, "список.xlsx", organisation=organisation, as_of=as_of or clock.today(), by=by)
    return read_roster(roster, by=by)


def applied(content: bytes, organisation: Organisation, by: User, *, as_of: date | None = None) -> Roster:
    return apply_roster(loaded(content, organisation, by, as_of=as_of), by=by)


def verdicts(roster: Roster) -> dict[str, str]:
    return {row.words: row.verdict for row in roster.rows.order_by("pk")}


def row_of(roster: Roster, words: str) -> RosterRow:
    return RosterRow.objects.get(roster=roster, words=words)


def outcomes(roster: Roster) -> dict[str, int]:
    """How many of the rows that were read ended how."""
    read = roster.rows.filter(position__gt=0)
    return {str(outcome): read.filter(outcome=outcome).count() for outcome in ("applied", "same", "refused")}
