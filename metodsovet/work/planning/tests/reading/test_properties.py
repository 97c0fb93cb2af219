"""Whatever stands in the cells, reading answers or refuses, and loses no filled row."""

from hypothesis import given, settings
from hypothesis import strategies as st

from metodsovet.kernel.spreadsheets import Cell, Document, FileRefused, Row, Table
from metodsovet.work.planning.reading import ReadPlan, answer, read_plan, source_rows
from metodsovet.work.planning.tests.reading.files import HEADER, YEAR

WORDS = (
    "",
    "1.",
    "2",
    "4. .",
    "Совет по кадрам",
    "проведение семинара и",
    "СЕНТЯБРЬ",
    "Раздел 2. Сайт",
    "2025/2026 учебный год",
    "май",
    "до 5 числа",
    "режиме",
    "Методисты отдела,",
    "+",
    "№",
    "Мероприятия",
)
TEXTS = st.one_of(st.sampled_from(WORDS), st.text(max_size=12))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows = [Row(tuple(Cell(text, column) for column, text in enumerate(HEADER)), 1)]
    for position in range(2, draw(st.integers(3, 8))):
        cells: list[Cell] = []
        column = 0
        while column < len(HEADER):
            span = draw(st.sampled_from((1, 1, 1, 2, 4)))
            text = " ".join(draw(TEXTS).split())
            cells.append(Cell(text, column, span, is_continued=draw(st.sampled_from((False, False, False, True)))))
            column += span
        rows.append(Row(tuple(cells), position))
    return Table(tuple(rows), len(HEADER))


@settings(max_examples=150, deadline=None)
@given(st.lists(tables(), min_size=1, max_size=2))
def test_read_any_table_answers_or_refuses_and_marks_every_row(found: list[Table]) -> None:
    document = Document("план", tuple(found))
    try:
        plan = read_plan(document, year=YEAR)
    except FileRefused:
        return

    assert ReadPlan.from_json(plan.to_json()) == plan
    assert len(answer(plan, YEAR)["activities"]) == len(plan.activities)
    marked = {(mark.table, mark.row) for mark in plan.marks}
    assert marked == {(number, row.position) for number, table in enumerate(found, 1) for row in table.rows}
    assert len(source_rows(document, plan)) == len(marked)
