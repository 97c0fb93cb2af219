"""Makes the Word template of orders beside this file: run it after a change, then look at the printed paper."""

from pathlib import Path

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from metodsovet.ground.documents.printing.making import FONT, PORTRAIT, Alignment, new_document

HERE = Path(__file__).resolve().parent
LEFT_MM, RIGHT_MM, TEXT_MM = 30, 10, 170
TITLE_MM = {"2025": 80, "2016": 73}
"""How wide the heading at the left edge may be. Source: ГОСТ Р 7.0.97-2025 and ГОСТ Р 7.0.97-2016, п. 3.4."""
INDENT_MM = 12.5
SIZE, SMALL = 14, 10
POINT = "{{ point.mark }}\u00a0{{ point.text }}"
TEXT, EXECUTOR = "Текст приказа", "Исполнитель"


def make() -> None:
    """The left margin is 30 mm, since orders are kept for more than ten years."""
    document = new_document(PORTRAIT, "Приказ")
    section = document.sections[0]
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    _add_styles(document)
    _add_head(document)
    _add_text(document)
    _add_signature(document)
    document.save(str(HERE / "order.docx"))


def _add_styles(document: Word) -> None:
    normal = document.styles["Normal"]
    normal.font.size = Pt(SIZE)
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


def _add_text(document: Word) -> None:
    """The last point goes with the signature, so that none stands alone on a page."""
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
    _steer(document, "{%p if loop.last %}")
    last = document.add_paragraph(POINT, TEXT)
    last.paragraph_format.keep_with_next = True
    _steer(document, "{%p else %}")
    document.add_paragraph(POINT, TEXT)
    _steer(document, "{%p endif %}")
    _steer(document, "{%p endfor %}")


def _add_signature(document: Word) -> None:
    signature = document.add_paragraph()
    signature.paragraph_format.space_before = Pt(24)
    signature.paragraph_format.keep_together = signature.paragraph_format.keep_with_next = True
    signature.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_MM), WD_TAB_ALIGNMENT.RIGHT)
    by_hand = "'____________________'"
    signature.add_run(f"{{{{ signature.position|default({by_hand}, true) }}}}\t{{{{ signature.name }}}}")
    _steer(document, "{%p if executor %}")
    executor = document.add_paragraph("{{ executor }}", EXECUTOR)
    executor.paragraph_format.space_before = Pt(12)
    executor.paragraph_format.keep_with_next = True
    _steer(document, "{%p if executor_phone %}")
    document.add_paragraph("{{ executor_phone }}", EXECUTOR)
    _steer(document, "{%p endif %}")
    _steer(document, "{%p endif %}")


def _centred(document: Word, text: str, *, is_bold: bool = False) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = Alignment.CENTER
    paragraph.add_run(text).bold = is_bold
    return paragraph


def _steer(document: Word, mark: str) -> None:
    """A paragraph that only steers docxtpl; it is not printed."""
    document.add_paragraph(mark)


if __name__ == "__main__":
    make()
