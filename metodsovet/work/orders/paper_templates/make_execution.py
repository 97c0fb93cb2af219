"""Makes the Word template of the certificate of execution beside this file: run it, then look at the printed paper."""

from pathlib import Path

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table

from metodsovet.ground.documents.printing.making import (
    CELL,
    LANDSCAPE,
    LAST_CELL,
    LAST_OF_LIST,
    OVER_TITLE,
    SECTION_CELL,
    TITLE,
    add_mark,
    fill,
    new_document,
    new_table,
    write,
    write_number,
    write_sign,
)

HERE = Path(__file__).resolve().parent
COLUMNS = {
    "number": ("Пункт", 16),
    "text": ("Содержание пункта", 66),
    "responsible": ("Ответственные", 42),
    "term": ("Срок", 30),
    "execution": ("Исполнение", 75),
    "mark": ("Отметка о снятии с контроля", 38),
}
WIDTHS_MM = tuple(width for _, width in COLUMNS.values())
EXECUTOR = "Исполнитель"
LONG_CHARACTERS = 400


def make_execution() -> None:
    document = new_document(LANDSCAPE, "Справка об исполнении приказа")
    executor = document.styles.add_style(EXECUTOR, WD_STYLE_TYPE.PARAGRAPH)
    executor.base_style = document.styles["Normal"]
    executor.font.size = Pt(10)
    executor.paragraph_format.space_before = Pt(12)
    _add_title(document)
    _add_table(document)
    write(document, "", after=4)
    write(document, "{%p for text in totals %}")
    write(document, "{{ text }}", LAST_OF_LIST, after=2)
    write(document, "{%p endfor %}")
    write_sign(document, LANDSCAPE[0])
    write(document, "{%p if executor %}")
    write(document, "{{ executor }}", EXECUTOR)
    write(document, "{%p endif %}")
    document.save(str(HERE / "execution.docx"))


def _add_title(document: Word) -> None:
    write(document, "{{ owner }}", OVER_TITLE, after=10)
    write(document, "{{ title|upper }}", TITLE)
    write_number(document)
    write(document, "{{ subject }}", OVER_TITLE)
    write(document, "{{ day }}", OVER_TITLE, after=10)
    write(document, "{%p if control %}")
    write(document, "{{ control }}", after=8)
    write(document, "{%p endif %}")


def _add_table(document: Word) -> None:
    table = new_table(document, [title for title, _ in COLUMNS.values()], WIDTHS_MM)
    add_mark(table, "{%tr for line in lines %}", WIDTHS_MM)
    add_mark(table, "{%tr if line.is_head %}", WIDTHS_MM)
    _add_head(table)
    add_mark(table, "{%tr elif loop.last %}", WIDTHS_MM)
    _add_line(table, LAST_CELL)
    add_mark(table, f"{{%tr elif line.execution|length > {LONG_CHARACTERS} %}}", WIDTHS_MM)
    _add_line(table, CELL)
    _let_split(table)
    add_mark(table, "{%tr else %}", WIDTHS_MM)
    _add_line(table, CELL)
    add_mark(table, "{%tr endif %}", WIDTHS_MM)
    add_mark(table, "{%tr endfor %}", WIDTHS_MM)


def _add_line(table: Table, style: str) -> None:
    fill(table.add_row(), [f"{{{{ line.{name} }}}}" for name in COLUMNS], WIDTHS_MM, style)


def _let_split(table: Table) -> None:
    """A row with many names may go on on the next page: kept whole, it would leave half a page empty."""
    row = table.rows[-1]._tr
    for mark in row.findall(f".//{qn('w:cantSplit')}"):
        mark.getparent().remove(mark)


def _add_head(table: Table) -> None:
    """A point over its sub-points goes across all columns but the first and the last."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    middle = row.cells[1].merge(row.cells[-2])
    cells = {"number": row.cells[0], "text": middle, "mark": row.cells[-1]}
    for name, cell in cells.items():
        cell.paragraphs[0].style = SECTION_CELL
        cell.paragraphs[0].add_run(f"{{{{ line.{name} }}}}")


if __name__ == "__main__":
    make_execution()
