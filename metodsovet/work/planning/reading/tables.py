"""Which tables of the file are the plan, and what stands over each of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.spreadsheets import Document, Paragraph, Row, Table
from metodsovet.work.planning.reading.contents import completed, fits_columns, guessed_header
from metodsovet.work.planning.reading.headers import Header, find_headers
from metodsovet.work.planning.reading.numbering import section_name
from metodsovet.work.planning.reading.periods import Period, read_period

_HEADING_CHARACTERS = 200
_NO_HEADING = re.compile(
    r"^(?:приложение|утвержд|согласован|план\b|дорожная|программа|продолжение|таблица|\d+\.?$|[-–•*])", re.IGNORECASE
)
_SHEET_NAME = re.compile(r"^(?:лист|sheet|таблица|план)[\s_-]*\d*(?:\s*\(\d+\))?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlanTable:
    """``number`` counts the tables of the file from 1; ``heading`` is a section or period printed over the table."""

    number: int
    table: Table
    header: Header
    heading: str = ""

    @property
    def body(self) -> Sequence[Row]:
        return self.table.rows[self.header.last_row + 1 :]

    @property
    def head(self) -> Sequence[Row]:
        return self.table.rows[: max(self.header.first_row, 0)]


@dataclass(slots=True)
class Surroundings:
    """Texts before the first plan table, which hold the act."""

    before: list[str] = field(default_factory=list)
    plan_tables: list[PlanTable] = field(default_factory=list)


def find_plan_tables(document: Document, year: SchoolYear) -> Surroundings:
    answer = _with_headers(document, year, is_guessing=False)
    if not answer.plan_tables:
        answer = _with_headers(document, year, is_guessing=True)
    return answer


def _with_headers(document: Document, year: SchoolYear, *, is_guessing: bool) -> Surroundings:
    answer = Surroundings()
    over: list[Paragraph] = []
    number = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            over.append(block)
            if not answer.plan_tables:
                answer.before.append(block.text)
            continue
        number += 1
        header = _header(block, answer.plan_tables, year, is_guessing=is_guessing)
        if header is not None:
            answer.plan_tables.append(PlanTable(number, block, header, _heading(over, year)))
            over = []
        if len(answer.plan_tables) <= (header is not None):
            rows = block.rows[: max(header.first_row, 0)] if header is not None else block.rows
            answer.before.extend(_texts(rows))
    _keep_headings(answer.plan_tables, year)
    _name_sheets(answer.plan_tables)
    return answer


def _texts(rows: Sequence[Row]) -> list[str]:
    """Columns of an approval table are read one under another."""
    columns: dict[int, list[str]] = {}
    for row in rows:
        for cell in row.filled:
            if not cell.is_continued:
                columns.setdefault(cell.column, []).append(cell.text)
    if all(len(row.filled) <= 1 for row in rows):
        return [cell.text for row in rows for cell in row.filled if not cell.is_continued]
    return [text for column in sorted(columns) for text in columns[column]]


def _header(table: Table, before: Sequence[PlanTable], year: SchoolYear, *, is_guessing: bool) -> Header | None:
    for header in find_headers(table.rows):
        whole = completed(header, table.rows, year)
        if whole is not None:
            return whole
    if before and before[-1].table.sheet == table.sheet and fits_columns(table.rows, before[-1].header, year):
        known = before[-1].header
        return Header(known.columns, -1, -1, has_titles=False)
    return guessed_header(table.rows, year) if is_guessing else None


def _heading(over: Sequence[Paragraph], year: SchoolYear) -> str:
    """The paragraph right over the table when it can be the name of a section or a period."""
    if not over or len(over[-1].text) > _HEADING_CHARACTERS:
        return ""
    text = " ".join(over[-1].text.split())
    if _NO_HEADING.match(text):
        return ""
    is_named = section_name(text).has_word or section_name(text).number != ""
    is_marked = over[-1].is_bold or text.upper() == text
    return text if is_named or is_marked or _is_period(text, year) else ""


def _is_period(text: str, year: SchoolYear) -> bool:
    return read_period(text, Period(), year, in_section=False) is not None


def _keep_headings(tables: list[PlanTable], year: SchoolYear) -> None:
    """Over the first table a bold line is the plan's own title; sections show by standing over several tables."""
    has_several = sum(table.heading != "" for table in tables) > 1
    for index, table in enumerate(tables):
        is_sure = section_name(table.heading).has_word or _is_period(table.heading, year)
        is_like_others = has_several and (index > 0 or section_name(table.heading).number != "")
        if table.heading and not is_sure and not is_like_others and index == 0:
            tables[index] = PlanTable(table.number, table.table, table.header)


def _name_sheets(tables: list[PlanTable]) -> None:
    """Several sheets with a plan on each: the sheet's name is a section or a month."""
    sheets = {table.table.sheet for table in tables}
    if len(sheets) < 2:
        return
    for index, table in enumerate(tables):
        sheet = table.table.sheet
        if not table.heading and not _SHEET_NAME.match(sheet):
            tables[index] = PlanTable(table.number, table.table, table.header, sheet)
