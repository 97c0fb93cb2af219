"""What a paper gets when it is issued: its number and day, and a code by which anybody can check it."""

from dataclasses import dataclass
from io import BytesIO

import segno
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

CODE_MM, EMBLEM_MM = 18, 20
CODE_SCALE = 6
SMALL = Pt(8)


@dataclass(frozen=True, slots=True)
class Mark:
    """``date`` as papers write it; ``address`` is that of the check page, empty where the product has no address."""

    number: str = ""
    date: str = ""
    address: str = ""


NOT_ISSUED = Mark()


def put_code(document: Document, mark: Mark) -> None:
    """The code in the lower right corner of the first sheet. Source: ГОСТ Р 7.0.97-2025, реквизит 31."""
    section = document.sections[0]
    is_apart = section.different_first_page_header_footer
    footer = section.first_page_footer if is_apart else section.footer
    footer.is_linked_to_previous = False
    paragraph = footer.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run().add_picture(BytesIO(code_picture(mark.address)), width=Mm(CODE_MM))
    below = footer.add_paragraph()
    below.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    below.add_run(f"Проверить: {mark.address}").font.size = SMALL


def put_emblem(document: Document, picture: bytes) -> None:
    """In the middle over the name of the organisation, no higher than 20 mm. Source: ГОСТ Р 7.0.97, реквизит 01."""
    paragraph = document.paragraphs[0].insert_paragraph_before()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(BytesIO(picture), height=Mm(EMBLEM_MM))
    shape._inline.docPr.set("descr", "Герб")


def code_picture(address: str) -> bytes:
    picture = BytesIO()
    code_of(address).save(picture, kind="png", scale=CODE_SCALE, border=1)
    return picture.getvalue()


def code_drawing(address: str) -> str:
    """The same as SVG."""
    drawing: str = code_of(address).svg_inline(border=1)
    return drawing


def code_of(address: str) -> segno.QRCode:
    """With a mask chosen beforehand: trying all eight takes four fifths of the time, and readers take any."""
    return segno.make(address, error="m", mask=3, boost_error=False, micro=False)
