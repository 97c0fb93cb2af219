"""Parts of Word templates: what a ``paper_templates/make.py`` of a room puts together.

Marks are those of docxtpl: ``{{ value }}``, ``{%tr for … %}`` repeats a row of a table, ``{%p if … %}`` a paragraph.
"""

from collections.abc import Sequence

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row

PORTRAIT, LANDSCAPE = (210, 297), (297, 210)
LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM = 20, 10, 20, 20
HEADER_MM, APPROVED_AT_MM = 10, 175
SIGNED_ROW_MM = 9
FONT = "Times New Roman"
TITLE, OVER_TITLE, APPROVED, SUBHEADING, LIST = "Название", "Над названием", "Гриф", "Подзаголовок", "Перечень"
LAST_OF_LIST = "Перечень последний"
CELL, HEAD_CELL, SECTION_CELL, LAST_CELL = "Ячейка", "Ячейка заголовка", "Ячейка раздела", "Ячейка последняя"
Alignment = WD_ALIGN_PARAGRAPH


def new_document(size: tuple[int, int], title: str) -> Word:
    """A sheet of A4 with the margins and the page number at the top centre from page 2. Source: ГОСТ Р 7.0.97."""
    document = Document()
    _describe(document, title)
    _add_styles(document)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if size == LANDSCAPE else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(size[0]), Mm(size[1])
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.header_distance = Mm(HEADER_MM)
    _number_pages(section)
    return document


def _describe(document: Word, title: str) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, "Методсовет", "ru-RU"
    properties.comments = ""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "ru-RU")


def _add_styles(document: Word) -> None:
    _set_font(document.styles["Normal"], 12)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    _set_font(document.styles["Header"], 12)
    _style(document, TITLE, bold=True, align=Alignment.CENTER)
    _style(document, OVER_TITLE, align=Alignment.CENTER)
    _style(document, APPROVED).paragraph_format.left_indent = Mm(APPROVED_AT_MM)
    _style(document, CELL, size=11)
    head = _style(document, HEAD_CELL, size=11, bold=True, align=Alignment.CENTER)
    head.paragraph_format.keep_with_next = True
    section = _style(document, SECTION_CELL, size=11, bold=True)
    section.paragraph_format.keep_with_next = True
    subheading = _style(document, SUBHEADING, bold=True)
    subheading.paragraph_format.keep_with_next = True
    subheading.paragraph_format.space_before = Pt(12)
    _style(document, LIST)
    for name, size in ((LAST_CELL, 11), (LAST_OF_LIST, 12)):
        _style(document, name, size=size).paragraph_format.keep_with_next = True


def _style(
    document: Word, name: str, *, size: int = 12, bold: bool = False, align: Alignment = Alignment.LEFT
) -> ParagraphStyle:
    style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    _set_font(style, size)
    style.font.bold = bold
    style.paragraph_format.alignment = align
    return style


def _set_font(style: ParagraphStyle, size: int) -> None:
    style.font.name = FONT
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


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


def write(document: Word, text: str, style: str = "Normal", *, after: int = 0) -> None:
    document.add_paragraph(text, style).paragraph_format.space_after = Pt(after)


def write_number(document: Word, *, after: int = 0) -> None:
    """The number and the day of a paper that is issued; nothing stands there while it is not."""
    write(document, "{%p if paper.number %}")
    write(document, "от {{ paper.date }} № {{ paper.number }}", OVER_TITLE, after=after)
    write(document, "{%p endif %}")


def write_sign(document: Word, width_mm: int) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(24)
    paragraph.paragraph_format.keep_together = True
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(width_mm - LEFT_MM - RIGHT_MM), WD_TAB_ALIGNMENT.RIGHT)
    by_hand = "'____________________'"
    position, name = (f"{{{{ signature.{part}|default({by_hand}, true) }}}}" for part in ("position", "name"))
    paragraph.add_run(f"{position}\t{name}")


def new_table(document: Word, titles: Sequence[str], widths_mm: Sequence[int]) -> Table:
    table: Table = document.add_table(rows=1, cols=len(titles))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    fill(table.rows[0], titles, widths_mm, HEAD_CELL)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    return table


def fill(row: _Row, texts: Sequence[str], widths_mm: Sequence[int], style: str = CELL) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text, width in zip(row.cells, texts, widths_mm, strict=True):
        cell.width = Mm(width)
        cell.paragraphs[0].style = style
        cell.paragraphs[0].add_run(text)


def leave_room_to_sign(row: _Row) -> None:
    """A signature by hand needs a row of its own height."""
    row.height, row.height_rule = Mm(SIGNED_ROW_MM), WD_ROW_HEIGHT_RULE.AT_LEAST


def add_mark(table: Table, mark: str, widths_mm: Sequence[int]) -> None:
    """A row that only steers docxtpl; it is not printed."""
    fill(table.add_row(), [mark, *[""] * (len(widths_mm) - 1)], widths_mm)


def add_heading_row(table: Table, text: str) -> None:
    row = table.add_row()
    cell = row.cells[0].merge(row.cells[-1])
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cell.paragraphs[0].style = SECTION_CELL
    cell.paragraphs[0].add_run(text)


def add_rows(table: Table, each: str, texts: Sequence[str], widths_mm: Sequence[int]) -> None:
    """One row per item; the last one stays on the page of what follows it, so that no signature stands alone."""
    add_mark(table, f"{{%tr for {each} %}}", widths_mm)
    add_mark(table, "{%tr if loop.last %}", widths_mm)
    fill(table.add_row(), texts, widths_mm, LAST_CELL)
    add_mark(table, "{%tr else %}", widths_mm)
    fill(table.add_row(), texts, widths_mm)
    add_mark(table, "{%tr endif %}", widths_mm)
    add_mark(table, "{%tr endfor %}", widths_mm)
