"""Appendices after a template: a section each, the head at the right, rows as they are, in a limited process too."""

from dataclasses import asdict, dataclass, replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from metodsovet.ground.documents.rendering import Annex, AnnexColumn, Mark, print_brought, render_word
from metodsovet.kernel.limited import CAN_LIMIT

TABLE = Annex(
    head=("Приложение № 1", "к приказу"),
    title="Руководители & кураторы",
    columns=(AnnexColumn("№", 5), AnnexColumn("ФИО", 40)),
    rows=(("Первая секция",), ("1", "Рябова <Ольга>\nИвановна")),
    paragraphs=(),
    is_wide=True,
)
TEXT = Annex(("Приложение № 2", "к приказу"), "Положение", (), (), ("1. Общее.", "2. {{ title }}"), is_wide=False)


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    annexes: tuple[Annex, ...]


def template() -> bytes:
    document, content = Document(), BytesIO()
    document.add_paragraph("{{ title }}")
    document.save(content)
    return content.getvalue()


def printed(*annexes: Annex, mark: Mark = Mark("12а", "1 сентября 2026 г.")) -> Any:  # noqa: B008  # frozen
    return Document(BytesIO(render_word(template(), asdict(Paper("Приказ", annexes)), mark)))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def test_each_annex_begins_a_page_of_its_own_turned_where_it_is_wide() -> None:
    document = printed(TABLE, TEXT)

    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in document.sections]
    assert turned == [False, True, False]
    assert document.sections[1].page_width > document.sections[1].page_height


def test_head_names_the_day_and_the_number_of_the_paper() -> None:
    head = ["Приложение № 1", "к приказу", "от 1 сентября 2026 г. №\u00a012а", "Руководители & кураторы"]

    assert texts(printed(TABLE)) == ["Приказ", *head]
    assert "от ____________ №\u00a0______" in texts(printed(TABLE, mark=Mark()))


def test_rows_stand_as_they_are_and_a_heading_goes_across() -> None:
    table = printed(TABLE).tables[0]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["№", "ФИО"],
        ["Первая секция", "Первая секция"],
        ["1", "Рябова <Ольга>\nИвановна"],
    ]


def test_numbers_of_rows_are_not_broken_into_two_lines() -> None:
    rows = tuple((str(number), "Рябова", "учитель") for number in range(1, 121))
    columns = (AnnexColumn("№", 5), AnnexColumn("ФИО", 100), AnnexColumn("Должность", 50))
    numbered = Annex(("Приложение", "к приказу"), "Руководители", columns, rows, (), is_wide=False)

    number, name, post = (column.width for column in printed(numbered).tables[0].columns)

    assert number >= Mm(9)
    assert name > post > number
    assert abs(number + name + post - Mm(170)) < Mm(1)
    words = replace(numbered, rows=(("один", "Рябова", "учитель"),))
    assert printed(words).tables[0].columns[0].width < Mm(6)


def test_marks_in_the_text_of_an_annex_are_not_read_as_marks() -> None:
    assert texts(printed(TEXT))[-1] == "2.\u00a0{{ title }}"


def test_a_paper_without_annexes_stays_as_its_template_has_it() -> None:
    assert len(printed().sections) == 1


@pytest.mark.skipif(not CAN_LIMIT, reason="processes cannot be limited here")
def test_a_brought_template_gets_them_too() -> None:
    document: Any = Document(BytesIO(print_brought(template(), asdict(Paper("Приказ", (TABLE,))))))

    assert len(document.tables) == 1
