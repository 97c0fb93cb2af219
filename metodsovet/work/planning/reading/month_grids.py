"""A grid with a column for each month: every filled cell is an activity of its month, the row names their section."""

from collections.abc import Iterator, Sequence

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.spreadsheets import Row
from metodsovet.kernel.terms import TermKind, parse_term
from metodsovet.work.planning.reading.grids import Line, flat, is_tick, line_of
from metodsovet.work.planning.reading.headers import TICKED, Column, Header
from metodsovet.work.planning.reading.result import Role

_LEAST_COLUMNS = 2
_MOST_TICKS = 0.5
_SAMPLE = 60


def is_month_grid(header: Header, rows: Sequence[Row], year: SchoolYear) -> bool:
    """Events, not ticks or days, stand under the months."""
    months = [column for column in header.columns if column.part == TICKED and column.role is Role.TERM]
    if len(months) < _LEAST_COLUMNS:
        return False
    texts = [
        (flat(cell.text), column)
        for row in rows
        for column in months
        for cell in row.filled
        if _under(cell.column, column)
    ]
    sample = texts[:_SAMPLE]
    ticks = sum(_is_time(text, column, year) for text, column in sample)
    return bool(sample) and ticks < _MOST_TICKS * len(sample)


def lines_of_grid(row: Row, header: Header, table: int, sheet: str) -> Iterator[Line]:
    whole = line_of(row, header, table, sheet)
    shared: dict[Role, str] = {
        role: text for role, text in whole.texts.items() if role not in (Role.TITLE, Role.TERM, Role.NUMBER)
    }
    if title := whole.of(Role.TITLE):
        shared[Role.SECTION] = title
    for column in header.columns:
        if column.part != TICKED or column.role is not Role.TERM:
            continue
        for cell in row.filled:
            if not _under(cell.column, column) or cell.is_continued:
                continue
            for event in _events(cell.text):
                texts = {**shared, Role.TITLE: event, Role.TERM: column.title}
                yield Line(
                    table, row.position, sheet, texts, filled=len(texts), is_merged=True, is_hidden=row.is_hidden
                )


def _events(text: str) -> list[str]:
    """Lines of a cell are events where each of them begins as one."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return lines if all(not line[0].islower() for line in lines) else [flat(text)]


def _under(place: int, column: Column) -> bool:
    return column.left <= place < column.right


def _is_time(text: str, column: Column, year: SchoolYear) -> bool:
    return is_tick(text) or parse_term(f"{text} {column.title}", year=year).kind is not TermKind.UNKNOWN
