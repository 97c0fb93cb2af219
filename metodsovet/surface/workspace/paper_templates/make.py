"""Makes the Word template of slips beside this file: run it after a change, then look at the printed paper."""

from pathlib import Path

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row

HERE = Path(__file__).resolve().parent
WIDTH_MM, HEIGHT_MM, MARGIN_MM = 95, 68, 10
FONT, CODE_FONT = "Arial", "Courier New"
NAME, TEXT, VALUE, CODE = "Кому", "Текст листка", "Значение", "Код"
BEGINNING = (
    "Откройте адрес, наберите имя для входа, а вместо пароля\u00a0— код. "
    "Сайт попросит придумать свой пароль, после этого листок не нужен."
)


def make() -> None:
    document = Document()
    document.core_properties.title, document.core_properties.author = "Листки для входа", "Методсовет"
    document.core_properties.comments = ""
    for name, size, bold, font in (
        (NAME, 12, True, FONT),
        (TEXT, 9, False, FONT),
        (VALUE, 11, False, FONT),
        (CODE, 14, True, CODE_FONT),
    ):
        kind = WD_STYLE_TYPE.CHARACTER if name == CODE else WD_STYLE_TYPE.PARAGRAPH
        style = document.styles.add_style(name, kind)
        style.font.name, style.font.size, style.font.bold = font, Pt(size), bold
        if kind == WD_STYLE_TYPE.PARAGRAPH:
            style.paragraph_format.space_after = Pt(2)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), font)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = Mm(MARGIN_MM)
    section.bottom_margin = Mm(5)
    table = document.add_table(rows=3, cols=2)
    table.autofit = False
    _mark(table.rows[0], "{%tr for pair in pairs %}")
    _fill(table.rows[1])
    _mark(table.rows[2], "{%tr endfor %}")
    _dash(table)
    last = document.add_paragraph()
    last.paragraph_format.space_after, last.paragraph_format.line_spacing = Pt(0), Pt(1)
    document.save(str(HERE / "slips.docx"))


def _mark(row: _Row, text: str) -> None:
    row.cells[0].paragraphs[0].text = text


def _fill(row: _Row) -> None:
    row.height, row.height_rule = Mm(HEIGHT_MM), WD_ROW_HEIGHT_RULE.EXACTLY
    cannot_split = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(cannot_split)
    for cell, side in zip(row.cells, ("left", "right"), strict=True):
        cell.width = Mm(WIDTH_MM)
        _write(cell, f"pair.{side}")


def _write(cell: _Cell, slip: str) -> None:
    cell.paragraphs[0].text = f"{{%p if {slip}.login %}}"
    cell.add_paragraph(f"{{{{ {slip}.full_name }}}}", NAME)
    cell.add_paragraph(f"{{{{ {slip}.place }}}}", TEXT)
    for label, value in (("Адрес сайта: ", "{{ site }}"), ("Имя для входа: ", f"{{{{ {slip}.login }}}}")):
        paragraph = cell.add_paragraph(label, VALUE)
        paragraph.add_run(value).bold = True
    paragraph = cell.add_paragraph("Код вместо пароля: ", VALUE)
    paragraph.add_run(f"{{{{ {slip}.code }}}}", CODE)
    cell.add_paragraph(BEGINNING, TEXT)
    cell.add_paragraph(f"Код действует по {{{{ {slip}.last_day }}}} включительно.", TEXT)
    cell.add_paragraph("{%p endif %}")
    cell.add_paragraph("", TEXT)


def _dash(table: Table) -> None:
    """Dashed lines to cut along, and room inside of them."""
    properties = table._tbl.tblPr
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "dashed"), ("sz", "4"), ("space", "0"), ("color", "7F7F7F")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    for side, width in (("top", 170), ("left", 227), ("bottom", 57), ("right", 170)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.append(borders)
    properties.append(margins)


if __name__ == "__main__":
    make()
