"""Makes the Word template of orders beside this file: run it after a change, then look at the printed paper."""

from pathlib import Path

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from metodsovet.ground.documents.printing.making import (
    FONT,
    OVER_TITLE,
    PORTRAIT,
    TITLE,
    Alignment,
    add_mark,
    fill,
    leave_room_to_sign,
    new_document,
    new_table,
    write,
)

HERE = Path(__file__).resolve().parent
LEFT_MM, RIGHT_MM, TEXT_MM = 30, 10, 170
TITLE_MM = {"2025": 80, "2016": 73}
"""How wide the heading at the left edge may be. Source: ГОСТ Р 7.0.97-2025 and ГОСТ Р 7.0.97-2016, п. 3.4."""
INDENT_MM = 12.5
SIZE, SMALL = 14, 10
POINT = "{{ point.mark }}{% if point.mark %}\u00a0{% endif %}{{ point.text }}"
BY_HAND = "'____________________'"
TEXT, EXECUTOR = "Текст приказа", "Исполнитель"


def make() -> None:
    """The left margin is 30 mm, since orders are kept for more than ten years."""
    document = new_document(PORTRAIT, "Приказ")
    section = document.sections[0]
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    _lay_out_as_word_does(document)
    _add_styles(document)
    _add_head(document)
    _add_text(document)
    _add_signature(document)
    document.save(str(HERE / "order.docx"))


def _lay_out_as_word_does(document: Word) -> None:
    """As Word of 2013 and later: fixed spaces stretch with the others, borders of tables keep to the margins."""
    compat = document.settings.element.find(qn("w:compat"))
    for known in compat.findall(qn("w:compatSetting")):
        compat.remove(known)
    mode = OxmlElement("w:compatSetting")
    values = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"}
    for name, value in values.items():
        mode.set(qn(f"w:{name}"), value)
    compat.append(mode)


def _add_styles(document: Word) -> None:
    normal = document.styles["Normal"]
    normal.font.size = Pt(SIZE)
    normal.paragraph_format.line_spacing = 1.0
    text = document.styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = normal
    text.paragraph_format.first_line_indent = Mm(INDENT_MM)
    text.paragraph_format.alignment = Alignment.JUSTIFY
    text.paragraph_format.line_spacing = 1.0
    text.paragraph_format.widow_control = True
    executor = document.styles.add_style(EXECUTOR, WD_STYLE_TYPE.PARAGRAPH)
    executor.base_style = normal
    executor.font.size, executor.font.name = Pt(SMALL), FONT


def _add_head(document: Word) -> None:
    _steer(document, "{%p for owner in owners %}")
    _centred(document, "{{ owner|upper }}", is_bold=True)
    _steer(document, "{%p endfor %}")
    kind = _centred(document, "{{ kind }}", is_bold=True)
    kind.paragraph_format.space_before = kind.paragraph_format.space_after = Pt(12)
    line = document.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_MM), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(
        "{{ paper.date|default('____________________', true) }}\t№ {{ paper.number|default('________', true) }}"
    )
    _steer(document, "{%p if place %}")
    _centred(document, "{{ place }}").paragraph_format.space_before = Pt(6)
    _steer(document, "{%p endif %}")
    for place, (form, width) in enumerate(TITLE_MM.items()):
        _steer(document, f'{{%p {"if" if not place else "elif"} form == "{form}" %}}')
        title = document.add_paragraph()
        title.add_run("{{ title }}").bold = True
        title.paragraph_format.right_indent = Mm(TEXT_MM - width)
        title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(18), Pt(18)
    _steer(document, "{%p endif %}")
    _steer(document, "{%p if edition is defined and edition %}")
    document.add_paragraph("{{ edition }}").paragraph_format.space_after = Pt(18)
    _steer(document, "{%p endif %}")


def _add_text(document: Word) -> None:
    _steer(document, "{%p if preamble %}")
    document.add_paragraph("{{ preamble }}", TEXT)
    _steer(document, "{%p endif %}")
    _steer(document, "{%p if command %}")
    command = document.add_paragraph("{{ command }}", TEXT)
    command.paragraph_format.first_line_indent = Mm(0)
    command.paragraph_format.keep_with_next = True
    command.paragraph_format.space_before = command.paragraph_format.space_after = Pt(6)
    _steer(document, "{%p endif %}")
    _steer(document, "{%p for point in points %}")
    _steer(document, "{%p if point.is_kept is defined and point.is_kept %}")
    document.add_paragraph(POINT, TEXT).paragraph_format.keep_with_next = True
    _steer(document, "{%p else %}")
    document.add_paragraph(POINT, TEXT)
    _steer(document, "{%p endif %}")
    _steer(document, "{%p endfor %}")


def _add_signature(document: Word) -> None:
    """That of the issuer, then those of the others; the mark of the executor lies at the foot of the last page."""
    _sign(document, "signature", before=24)
    _steer(document, "{%p if joint is defined %}")
    _steer(document, "{%p for one in joint %}")
    _sign(document, "one", before=18)
    _steer(document, "{%p endfor %}")
    _steer(document, "{%p endif %}")
    _steer(document, "{%p if executor %}")
    _at_foot(document.add_paragraph("{{ executor }}", EXECUTOR))
    _steer(document, "{%p if executor_phone %}")
    _at_foot(document.add_paragraph("{{ executor_phone }}", EXECUTOR))
    _steer(document, "{%p endif %}")
    _steer(document, "{%p endif %}")


def _sign(document: Word, name: str, *, before: int) -> None:
    """A post of several lines has line breaks in it, so the name stands beside the last of them."""
    signature = document.add_paragraph()
    signature.paragraph_format.space_before = Pt(before)
    signature.paragraph_format.keep_together = signature.paragraph_format.keep_with_next = True
    signature.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_MM), WD_TAB_ALIGNMENT.RIGHT)
    signature.add_run(f"{{{{ {name}.position|default({BY_HAND}, true) }}}}\t{{{{ {name}.name }}}}")


def _at_foot(paragraph: Paragraph) -> None:
    """A frame at the lower left corner of the text area; neighbours with the same one lie in it together."""
    frame = OxmlElement("w:framePr")
    look = {"w": "5670", "hSpace": "0", "wrap": "notBeside", "vAnchor": "margin", "hAnchor": "margin", "xAlign": "left"}
    for name, value in {**look, "yAlign": "bottom"}.items():
        frame.set(qn(f"w:{name}"), value)
    paragraph._p.get_or_add_pPr().insert_element_before(
        frame, "w:widowControl", "w:numPr", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _centred(document: Word, text: str, *, is_bold: bool = False) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = Alignment.CENTER
    paragraph.add_run(text).bold = is_bold
    return paragraph


def _steer(document: Word, mark: str) -> None:
    """A paragraph that only steers docxtpl; it is not printed."""
    document.add_paragraph(mark)


def make_agreement_sheet() -> None:
    """Those who agreed here need not sign: the answer stands in their line."""
    widths = (10, 52, 34, 36, 24, 24)
    document = new_document(PORTRAIT, "Лист согласования")
    write(document, "{{ organisation }}", OVER_TITLE, after=10)
    write(document, "Лист согласования", TITLE, after=6)
    write(document, "{{ document }}", OVER_TITLE, after=10)
    titles = ("№", "Должность", "Инициалы, фамилия", "Ответ", "Подпись", "Дата")
    table = new_table(document, titles, widths)
    cells = [f"{{{{ line.{name} }}}}" for name in ("number", "post", "name", "answer")]
    add_mark(table, "{%tr for line in lines %}", widths)
    row = table.add_row()
    leave_room_to_sign(row)
    fill(row, [*cells, "", "{{ line.day }}"], widths)
    add_mark(table, "{%tr endfor %}", widths)
    document.save(str(HERE / "agreement_sheet.docx"))


if __name__ == "__main__":
    make()
    make_agreement_sheet()
