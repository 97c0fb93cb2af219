"""Small invented files of plans, made by code."""

import io
from collections.abc import Sequence
from itertools import groupby

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.spreadsheets import read_tables
from metodsovet.work.planning.reading import ReadPlan, read_plan

YEAR = SchoolYear(2025)
HEADER = ("№ п/п", "Мероприятия", "Сроки", "Ответственные")
UP = "^"  # the cell above goes on
LEFT = "<"  # the cell to the left goes on

Rows = Sequence[Sequence[str]]
Part = str | Rows


def word_file(*parts: Part) -> bytes:
    """A docx of paragraphs and tables; «**text**» is bold, UP and LEFT are merged cells."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            run = document.add_paragraph().add_run(part.strip("*"))
            run.bold = part.startswith("**")
        else:
            write_table(document.add_table(len(part), max(map(len, part))), part)
    return saved(document)


def write_table(table: Table, rows: Rows) -> None:
    cells = [list(row.cells) for row in table.rows]
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text not in (UP, LEFT):
                _merge(cells, rows, y, x)
                _write(table.rows[y].cells[x], text)


def _merge(cells: list[list[_Cell]], rows: Rows, y: int, x: int) -> None:
    bottom, right = y, x
    while right + 1 < len(rows[y]) and rows[y][right + 1] == LEFT:
        right += 1
    while bottom + 1 < len(rows) and rows[bottom + 1][x] == UP:
        bottom += 1
    if (bottom, right) != (y, x):
        cells[y][x].merge(cells[bottom][right])


def _write(cell: _Cell, text: str) -> None:
    paragraph = cell.paragraphs[0]
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    run = paragraph.add_run(text.strip("*"))
    if text.startswith("**"):
        run.bold = True


def saved(document: "docx.document.Document") -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def numbered(cell: _Cell, number_id: int = 1) -> None:
    """Give the cell's paragraph an automatic number of a list of the document."""
    properties = cell.paragraphs[0]._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", "0"), ("w:numId", str(number_id))):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        numbering.append(element)
    properties.append(numbering)


def plan_of(*parts: Part, year: SchoolYear = YEAR) -> ReadPlan:
    return read_plan(read_tables(word_file(*parts), "план.docx"), year=year)


def plan_of_text(text: str, name: str = "план.txt", year: SchoolYear = YEAR) -> ReadPlan:
    return read_plan(read_tables(text.encode(), name), year=year)


def plan_of_bytes(content: bytes, name: str, year: SchoolYear = YEAR) -> ReadPlan:
    return read_plan(read_tables(content, name), year=year)


def titles(plan: ReadPlan) -> list[str]:
    return [activity.title for activity in plan.activities]


def numbers(plan: ReadPlan) -> list[str]:
    return [activity.number for activity in plan.activities]


def terms(plan: ReadPlan) -> list[str]:
    return [activity.term.source for activity in plan.activities]


def parties(plan: ReadPlan) -> list[list[str]]:
    return [[party.text for party in activity.parties] for activity in plan.activities]


def sections(plan: ReadPlan) -> list[tuple[str, str]]:
    return [(section.number, section.title) for section in plan.sections]


def by_section(plan: ReadPlan) -> list[tuple[str, int]]:
    return [(key, len(list(group))) for key, group in groupby(plan.activities, key=lambda activity: activity.section)]


def codes(plan: ReadPlan) -> list[list[str]]:
    return [[warning.code for warning in activity.warnings] for activity in plan.activities]
