"""The whole way from a file's tables to a plan."""

from collections.abc import Iterator, Sequence

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.spreadsheets import Document, FileRefused, Row
from metodsovet.work.planning.reading.activities import activity_of
from metodsovet.work.planning.reading.acts import Requisites, read_requisites
from metodsovet.work.planning.reading.checks import plan_warnings, with_warnings
from metodsovet.work.planning.reading.drafts import Drafts
from metodsovet.work.planning.reading.grids import Line, flat, line_of
from metodsovet.work.planning.reading.headers import folded, repeats_header
from metodsovet.work.planning.reading.month_grids import is_month_grid, lines_of_grid
from metodsovet.work.planning.reading.numbering import section_name
from metodsovet.work.planning.reading.periods import month_of_title
from metodsovet.work.planning.reading.result import ReadPlan, ReadWarning, RowKind, RowMark
from metodsovet.work.planning.reading.rows import RowReader, habits_of, is_note
from metodsovet.work.planning.reading.tables import PlanTable, Surroundings, find_plan_tables

_COLUMN_NUMBERS = 3
_BODY_CHARACTERS = 300_000

Entry = tuple[Line, bool]


def read_plan(document: Document, *, year: SchoolYear) -> ReadPlan:
    """FileRefused ``no_plan_table`` or ``empty_table`` when the file holds no plan; everything else is a warning."""
    found = find_plan_tables(document, year)
    if not found.plan_tables:
        raise _no_plan(document)
    requisites = read_requisites(found.before, _body(document))
    drafts = _read_rows(found, requisites.plan_title, year)
    if not drafts.activities:
        raise FileRefused(
            "empty_table", f"В таблице файла «{document.name}» нет ни одного мероприятия: заполните строки под шапкой."
        )
    return _plan(document, found, requisites, drafts, year)


def _plan(
    document: Document, found: Surroundings, requisites: Requisites, drafts: Drafts, year: SchoolYear
) -> ReadPlan:
    act = requisites.act
    years = (act.years[0], act.years[-1]) if act.years else None
    roles = frozenset(role for table in found.plan_tables for role in table.header.roles)
    activities = [activity_of(draft, drafts.sections, year=year, years=years) for draft in drafts.activities]
    remarks = tuple(ReadWarning(remark.code, remark.text) for remark in document.remarks)
    return ReadPlan(
        act=act,
        title=requisites.plan_title,
        sections=tuple(drafts.sections),
        activities=with_warnings(activities, drafts, act, roles),
        warnings=(*remarks, *plan_warnings(drafts, requisites, roles, year)),
        marks=tuple(drafts.marks),
        roles={table.number: table.header.roles for table in found.plan_tables},
    )


def _no_plan(document: Document) -> FileRefused:
    if not any(table.rows for table in document.tables):
        return FileRefused("no_table", f"В файле «{document.name}» нет таблицы: выберите файл с таблицей плана.")
    return FileRefused(
        "no_plan_table",
        f"В файле «{document.name}» не нашлась таблица плана: "
        "в её шапке должны быть «Мероприятия» и «Сроки» или «Ответственные».",
    )


def _body(document: Document) -> str:
    """Text that shows how names are spelt."""
    return "\n".join(paragraph.text for paragraph in document.paragraphs)[:_BODY_CHARACTERS]


def _read_rows(found: Surroundings, title: str, year: SchoolYear) -> Drafts:
    marks: list[RowMark] = []
    entries = [entry for table in found.plan_tables for entry in _entries(table, marks, year)]
    habits = habits_of([line for line, is_heading in entries if not is_heading])
    reader = RowReader(habits, year, month_of_title(title))
    for index, (line, is_heading) in enumerate(entries):
        if is_heading:
            reader.take_heading(line)
        else:
            reader.take(line, _following(entries, index))
    reader.drafts.marks.extend(marks)
    reader.drafts.marks.sort(key=lambda mark: (mark.table, mark.row))
    return reader.drafts


def _following(entries: Sequence[Entry], index: int) -> Line | None:
    return next((line for line, is_heading in entries[index + 1 :] if not is_heading and line.filled), None)


def _entries(table: PlanTable, marks: list[RowMark], year: SchoolYear) -> Iterator[Entry]:
    """Lines of the table under its headings; rows of the header are marked and dropped."""
    if table.heading:
        yield Line(table.number, 0, alone=table.heading), True
    for row in table.head:
        heading = _heading_row(row)
        marks.append(RowMark(table.number, row.position, RowKind.PASSED))
        if heading:
            yield Line(table.number, 0, alone=heading), True
    header = table.header
    titles = table.table.rows[header.first_row : header.last_row + 1] if header.first_row >= 0 else ()
    marks.extend(RowMark(table.number, row.position, RowKind.HEADER) for row in titles)
    known = {folded(cell.text) for row in titles for cell in row.filled} | {folded(c.title) for c in header.columns}
    is_grid = is_month_grid(header, table.body, year)
    for row in table.body:
        if repeats_header(row, known) or _counts_columns(row):
            marks.append(RowMark(table.number, row.position, RowKind.HEADER))
        elif is_grid and len(row.filled) > 1:
            yield from ((line, False) for line in lines_of_grid(row, header, table.number, table.table.sheet))
        else:
            yield line_of(row, header, table.number, table.table.sheet), False


def _heading_row(row: Row) -> str:
    """A section that is printed over the header inside the table."""
    texts = [flat(cell.text) for cell in row.filled]
    if len(texts) != 1 or is_note(texts[0]):
        return ""
    name = section_name(texts[0])
    is_numbered = name.number != "" and any(cell.span > 1 for cell in row.filled)
    return texts[0] if name.has_word or is_numbered else ""


def _counts_columns(row: Row) -> bool:
    """The row «1 2 3 4» under a header."""
    texts = [cell.text.strip(" .") for cell in row.filled]
    return len(texts) >= _COLUMN_NUMBERS and texts == [str(number) for number in range(1, len(texts) + 1)]
