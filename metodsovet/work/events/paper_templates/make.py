"""Makes the Word template of minutes beside this file: run it after a change, then look at the printed paper."""

from pathlib import Path

from docx.document import Document as Word
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from metodsovet.ground.documents.printing.making import (
    LEFT_MM,
    LIST,
    OVER_TITLE,
    PORTRAIT,
    RIGHT_MM,
    SUBHEADING,
    TITLE,
    new_document,
    write,
)

HERE = Path(__file__).resolve().parent
BY_HAND = "'____________________'"
INDENT_MM = 10


def make_minutes() -> None:
    document = new_document(PORTRAIT, "Протокол заседания")
    _head(document)
    _attendance(document)
    _agenda(document)
    _items(document)
    _signatures(document)
    document.save(str(HERE / "minutes.docx"))


def _head(document: Word) -> None:
    write(document, "{{ organisation }}", OVER_TITLE)
    write(document, "{{ community }}", OVER_TITLE)
    _when(document, "together", "совместно: {{ together }}", style=OVER_TITLE)
    write(document, "", OVER_TITLE)
    write(document, "Протокол заседания № {{ number }}", TITLE)
    write(document, "{{ topic }}", OVER_TITLE, after=12)
    _sides(document, "{{ day }}, {{ starts_at }}", "{{ place }}").paragraph_format.space_after = Pt(8)
    _fact(document, "Форма", "{{ form }}")
    _fact(document, "Председатель", f"{{{{ chair|default({BY_HAND}, true) }}}}")
    _fact(document, "Секретарь", f"{{{{ secretary|default({BY_HAND}, true) }}}}", after=8)


def _attendance(document: Word) -> None:
    counted = "{{ present_count }} из {{ expected_count }}{% if quorum %}, {{ quorum }}{% endif %}"
    _fact(document, f"Присутствовали ({counted})", "{{ present }}")
    _fact(document, "Отсутствовали", "{{ absent }}")
    _fact(document, "Приглашены", "{{ guests }}", after=4)


def _agenda(document: Word) -> None:
    write(document, "Повестка дня", SUBHEADING, after=4)
    write(document, "{%p for one in agenda %}")
    speakers = "{% if one.speakers %} {{ one.speakers }}{% endif %}"
    _hanging(document, "{{ one.number }}.\t{{ one.title }}." + speakers)
    write(document, "{%p endfor %}")


def _items(document: Word) -> None:
    write(document, "{%p for item in items %}")
    write(document, "{{ item.number }}. {{ item.title }}", SUBHEADING, after=4)
    _when(document, "item.heard", "{{ item.heard }}", label="СЛУШАЛИ")
    write(document, "{%p for line in item.earlier %}")
    _indented(document, "{{ line }}")
    write(document, "{%p endfor %}")
    write(document, "{%p if item.spoke %}")
    _label(document, "ВЫСТУПИЛИ")
    write(document, "{%p for line in item.spoke %}")
    _indented(document, "{{ line }}")
    write(document, "{%p endfor %}")
    write(document, "{%p endif %}")
    write(document, "{%p if item.decided %}")
    _label(document, "РЕШИЛИ")
    write(document, "{%p for one in item.decided %}")
    _hanging(document, "{{ one.number }}.\t{{ one.text }}")
    _when(document, "one.duty", "{{ one.duty }}", indent=True)
    _when(document, "one.vote", "{{ one.vote }}", indent=True)
    write(document, "{%p endfor %}")
    write(document, "{%p endif %}")
    write(document, "{%p endfor %}")


def _signatures(document: Word) -> None:
    for what, name in (("Председатель", "chair"), ("Секретарь", "secretary")):
        named = f"{{{{ {name}_signs|default({name}, true)|default({BY_HAND}, true) }}}}"
        paragraph = _sides(document, what, named)
        paragraph.paragraph_format.space_before = Pt(24)
        paragraph.paragraph_format.keep_with_next = name == "chair"


def _sides(document: Word, left: str, right: str) -> Paragraph:
    """One line: the left end and the right one."""
    paragraph = document.add_paragraph(f"{left}\t{right}")
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(PORTRAIT[0] - LEFT_MM - RIGHT_MM), WD_TAB_ALIGNMENT.RIGHT)
    return paragraph


def _fact(document: Word, label: str, value: str, *, after: int = 2) -> None:
    paragraph = document.add_paragraph(style=LIST)
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(value)
    paragraph.paragraph_format.space_after = Pt(after)


def _label(document: Word, label: str) -> None:
    paragraph = document.add_paragraph(style=LIST)
    paragraph.add_run(f"{label}:").bold = True
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(4)


def _when(
    document: Word, condition: str, text: str, *, style: str = LIST, label: str = "", indent: bool = False
) -> None:
    """A paragraph that is printed where there is something to print."""
    write(document, f"{{%p if {condition} %}}")
    paragraph = document.add_paragraph(style=style)
    if label:
        paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(text)
    if indent:
        paragraph.paragraph_format.left_indent = Mm(INDENT_MM)
    write(document, "{%p endif %}")


def _indented(document: Word, text: str) -> None:
    document.add_paragraph(text, style=LIST).paragraph_format.left_indent = Mm(INDENT_MM)


def _hanging(document: Word, text: str) -> None:
    shape = document.add_paragraph(text, style=LIST).paragraph_format
    shape.left_indent, shape.first_line_indent = Mm(INDENT_MM), Mm(-INDENT_MM)
    shape.tab_stops.add_tab_stop(Mm(INDENT_MM))


if __name__ == "__main__":
    make_minutes()
