"""Makes the Word templates of planning beside this file: run it after a change, then look at the printed paper.

Marks are those of docxtpl: ``{{ value }}``, ``{%tr for … %}`` repeats a row of a table, ``{%p if … %}`` a paragraph.
"""

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Row

HERE = Path(__file__).resolve().parent
PORTRAIT, LANDSCAPE = (210, 297), (297, 210)
LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM = 20, 10, 20, 20
Alignment = WD_ALIGN_PARAGRAPH


def new_document(size: tuple[int, int]) -> Word:
    """A sheet of A4 with the margins and the page number at the top centre from page 2. Source: ГОСТ Р 7.0.97."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name = "Times New Roman"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.font.size = Pt(12)
    normal.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if size == LANDSCAPE else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(size[0]), Mm(size[1])
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    _number_pages(section)
    return document


def _number_pages(section: Section) -> None:
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = Alignment.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        tag = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            tag.set(qn("w:fldCharType"), kind)
        else:
            tag.text = text
        run._r.append(tag)


def write(document: Word, text: str, *, bold: bool = False, align: Alignment = Alignment.LEFT, after: int = 0) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.add_run(text).bold = bold


def write_sign(document: Word, width_mm: int) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(24)
    paragraph.paragraph_format.keep_together = True
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(width_mm - LEFT_MM - RIGHT_MM), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("{{ signature.position }}\t{{ signature.name }}")


def new_table(document: Word, titles: Sequence[str], widths_mm: Sequence[int]) -> Table:
    table: Table = document.add_table(rows=1, cols=len(titles))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    fill(table.rows[0], titles, widths_mm, bold=True)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    return table


def fill(row: _Row, texts: Sequence[str], widths_mm: Sequence[int], *, bold: bool = False) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text, width in zip(row.cells, texts, widths_mm, strict=True):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.alignment = Alignment.CENTER if bold else Alignment.LEFT
        run = paragraph.add_run(text)
        run.bold = bold
        run.font.size = Pt(11)


def add_mark(table: Table, mark: str, widths_mm: Sequence[int]) -> None:
    """A row that only steers docxtpl; it is not printed."""
    fill(table.add_row(), [mark, *[""] * (len(widths_mm) - 1)], widths_mm)


def add_heading_row(table: Table, text: str) -> None:
    row = table.add_row()
    cell = row.cells[0].merge(row.cells[-1])
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cell.paragraphs[0].paragraph_format.keep_with_next = True
    run = cell.paragraphs[0].add_run(text)
    run.bold = True
    run.font.size = Pt(11)


def add_rows(table: Table, each: str, texts: Sequence[str], widths_mm: Sequence[int]) -> None:
    add_mark(table, f"{{%tr for {each} %}}", widths_mm)
    fill(table.add_row(), texts, widths_mm)
    add_mark(table, "{%tr endfor %}", widths_mm)


def make_month_plan() -> None:
    widths = (28, 17, 86, 46, 40, 50)
    document = new_document(LANDSCAPE)
    write(document, "{{ owner }}", align=Alignment.CENTER)
    write(document, "{{ title }}", bold=True, align=Alignment.CENTER, after=10)
    titles = ("Дата", "Время", "Мероприятие", "Для кого", "Место", "Ответственный")
    cells = ("day", "hour", "title", "audience", "place", "responsible")
    table = new_table(document, titles, widths)
    add_rows(table, "line in dated", [f"{{{{ line.{name} }}}}" for name in cells], widths)
    add_mark(table, "{%tr if undated %}", widths)
    add_heading_row(table, "В течение месяца")
    add_mark(table, "{%tr endif %}", widths)
    add_rows(table, "line in undated", [f"{{{{ line.{name} }}}}" for name in cells], widths)
    write_sign(document, LANDSCAPE[0])
    document.save(str(HERE / "month_plan.docx"))


def make_plan() -> None:
    widths = (13, 95, 50, 60, 49)
    document = new_document(LANDSCAPE)
    write(document, "{%p if approved %}")
    write(document, "{{ approved }}", align=Alignment.RIGHT, after=6)
    write(document, "{%p endif %}")
    write(document, "{{ owner }}", align=Alignment.CENTER)
    write(document, "{{ title }}", bold=True, align=Alignment.CENTER)
    write(document, "{%p if edition %}")
    write(document, "{{ edition }}", align=Alignment.CENTER)
    write(document, "{%p endif %}")
    write(document, "", after=4)
    table = new_table(document, ("№", "Мероприятие", "Сроки", "Ответственные", "Результат"), widths)
    _add_sections(table, ("number", "title", "term", "responsible", "result"), widths)
    write_sign(document, LANDSCAPE[0])
    document.save(str(HERE / "plan.docx"))


def make_execution_report() -> None:
    widths = (13, 66, 38, 44, 22, 34, 50)
    document = new_document(LANDSCAPE)
    write(document, "{{ owner }}", align=Alignment.CENTER)
    write(document, "{{ title }}", bold=True, align=Alignment.CENTER)
    write(document, "{{ subtitle }}", align=Alignment.CENTER)
    write(document, "{{ period }}", align=Alignment.CENTER, after=10)
    write(document, "{%p for figure in figures %}")
    write(document, "{{ figure.title }}: {{ figure.value }} ({{ figure.formula }}).", after=4)
    write(document, "{%p endfor %}")
    write(document, "", after=4)
    titles = ("№", "Мероприятие", "Сроки", "Ответственные", "Исполнено", "Состояние", "Подтверждения")
    table = new_table(document, titles, widths)
    _add_sections(table, ("number", "title", "term", "responsible", "done", "states", "evidence"), widths)
    write(document, "{%p if late %}")
    write(document, "", after=6)
    write(document, "Просрочено:", bold=True)
    write(document, "{%p for text in late %}")
    write(document, "— {{ text }}")
    write(document, "{%p endfor %}")
    write(document, "{%p endif %}")
    write_sign(document, LANDSCAPE[0])
    document.save(str(HERE / "execution_report.docx"))


def _add_sections(table: Table, cells: Sequence[str], widths_mm: Sequence[int]) -> None:
    add_mark(table, "{%tr for section in sections %}", widths_mm)
    add_mark(table, "{%tr if section.title %}", widths_mm)
    add_heading_row(table, "{{ section.title }}")
    add_mark(table, "{%tr endif %}", widths_mm)
    add_rows(table, "line in section.lines", [f"{{{{ line.{name} }}}}" for name in cells], widths_mm)
    add_mark(table, "{%tr endfor %}", widths_mm)


if __name__ == "__main__":
    make_month_plan()
    make_plan()
    make_execution_report()
