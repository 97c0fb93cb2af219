"""Makes the Word template of communities beside this file: run it after a change, then look at the printed paper."""

from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

HERE = Path(__file__).resolve().parent
FONT = "Times New Roman"
OVER_TITLE, TITLE, HEADING, CELL, HEAD_CELL = "Над названием", "Название", "Подзаголовок", "Ячейка", "Ячейка заголовка"
LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM, TEXT_MM = 30, 10, 20, 20, 170
PEOPLE = (
    ("Кто", "{{ one.what }}", 55),
    ("Фамилия, имя, отчество", "{{ one.name }}", 62),
    ("Должность", "{{ one.position }}", 53),
)
GROUPS = (
    ("Название", "{{ one.name }}", 70),
    ("Руководитель", "{{ one.head }}", 55),
    ("Основание", "{{ one.basis }}", 45),
)


def make() -> None:
    """Margins and sizes by ГОСТ Р 7.0.97: the left one is 30 mm, since such papers are kept for more than ten years."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = "Структура методической службы", "Методсовет", ""
    _add_styles(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    document.add_paragraph("{{ organisation }}", OVER_TITLE).paragraph_format.space_after = Pt(12)
    document.add_paragraph("Структура методической службы на {{ day }}", TITLE).paragraph_format.space_after = Pt(12)
    document.add_paragraph("{%p if paper.number %}")
    document.add_paragraph("от {{ paper.date }} № {{ paper.number }}", OVER_TITLE).paragraph_format.space_after = Pt(12)
    document.add_paragraph("{%p endif %}")
    _add_table(document, "people", PEOPLE)
    for name, heading in (("councils", "Методический совет"), ("associations", "Методические объединения и группы")):
        document.add_paragraph(f"{{%p if {name} %}}")
        document.add_paragraph(heading, HEADING)
        _add_table(document, name, GROUPS)
        document.add_paragraph("{%p endif %}")
    signature = document.add_paragraph("{{ signature.position }}\t{{ signature.name }}")
    signature.paragraph_format.space_before = Pt(36)
    signature.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_MM), WD_TAB_ALIGNMENT.RIGHT)
    document.save(str(HERE / "methodical_service.docx"))


def _add_styles(document: Word) -> None:
    _set_font(document.styles["Normal"], 12)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    centre, left = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
    looks = ((OVER_TITLE, 12, False, centre), (TITLE, 13, True, centre), (HEADING, 12, True, left))
    for name, size, bold, align in (*looks, (CELL, 11, False, left), (HEAD_CELL, 11, True, centre)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _set_font(style, size)
        style.font.bold = bold
        style.paragraph_format.alignment = align
    heading = document.styles[HEADING].paragraph_format
    heading.keep_with_next, heading.space_before, heading.space_after = True, Pt(12), Pt(6)


def _set_font(style: "object", size: int) -> None:
    style.font.name, style.font.size = FONT, Pt(size)  # type: ignore[attr-defined]  # styles of docx are typed in part
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]  # the same
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


def _add_table(document: Word, rows: str, columns: tuple[tuple[str, str, int], ...]) -> None:
    table = document.add_table(rows=4, cols=len(columns), style="Table Grid")
    table.autofit = False
    for cell, (title, _, _) in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].text, cell.paragraphs[0].style = title, document.styles[HEAD_CELL]
    table.rows[1].cells[0].paragraphs[0].text = f"{{%tr for one in {rows} %}}"
    for cell, (_, mark, _) in zip(table.rows[2].cells, columns, strict=True):
        cell.paragraphs[0].text, cell.paragraphs[0].style = mark, document.styles[CELL]
    table.rows[3].cells[0].paragraphs[0].text = "{%tr endfor %}"
    _set_widths(table, [width for _, _, width in columns])
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    table.rows[2]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _set_widths(table: Table, widths_mm: list[int]) -> None:
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)


if __name__ == "__main__":
    make()
