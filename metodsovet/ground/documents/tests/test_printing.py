import io
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError, TemplateError
from openpyxl import load_workbook

from metodsovet.ground.documents.printing import DOCX, SheetColumn, download, render_docx, write_sheet

HOSTILE = (
    "<w:p>&amp; «ёлочки» & <script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %} {_{ }_} {_% %_} {# note #}",
    "]]> <!-- --> &lt; &#60; \\ \" '",
    "строка\nвторая строка",
    '=HYPERLINK("https://example.org")',
    "  пробелы по краям  ",
    "эмодзи 🙂 и ё, №, §, — –",
    "%d %s {0} {name}",
)


@dataclass(frozen=True)
class Line:
    number: int
    text: str


@dataclass(frozen=True)
class Paper:
    title: str
    lines: tuple[Line, ...] = ()


def make_template(folder: Path, *paragraphs: str) -> Path:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    path = folder / "template.docx"
    document.save(str(path))
    return path


def printed(template: Path, data: Paper) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(render_docx(template, data))).paragraphs]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_survives_printing_and_reading_back(tmp_path: Path, text: str) -> None:
    template = make_template(tmp_path, "{{ title }}")

    assert printed(template, Paper(text)) == [text]


def test_text_that_xml_cannot_carry_loses_only_that(tmp_path: Path) -> None:
    template = make_template(tmp_path, "{{ title }}")

    assert printed(template, Paper("до\x00\x0b\x07\ud800после")) == ["допосле"]


def test_the_same_paper_is_the_same_bytes_whenever_it_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = make_template(tmp_path, "{{ title }}")
    before = render_docx(template, Paper("Справка"))
    later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: later)

    assert render_docx(template, Paper("Справка")) == before


def test_paper_repeats_its_lines(tmp_path: Path) -> None:
    template = make_template(
        tmp_path, "{{ title }}", "{%p for line in lines %}", "{{ line.number }}. {{ line.text }}", "{%p endfor %}"
    )

    assert printed(template, Paper("План", (Line(1, "Первое"), Line(2, "Второе")))) == [
        "План",
        "1. Первое",
        "2. Второе",
    ]


PAYLOADS = (
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ ''.__class__ }}",
    "{{ title.__class__.__mro__ }}",
    "{{ title['__class__'] }}",
    "{{ title|attr('__class__') }}",
    "{{ title.upper() }}",
    "{{ '%s'|format(title) }}",
    "{{ range(10) }}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% for i in 'aaaa' %}x{% endfor %}",
    "{{ 'a' * 10**9 }}",
    "{{ [0] * 99999 }}",
    "{% set x = 'aa' %}{{ x ~ x }}",
    "{{ lipsum() }}",
    "{% include 'template.docx' %}",
    "{% macro again() %}{{ again() }}{% endmacro %}",
    "{% for a in lines %}{% for b in lines %}{% for c in lines %}{% for d in lines %}{% endfor %}{% endfor %}"
    "{% endfor %}{% endfor %}",
)


@pytest.mark.parametrize("place", ("body", "header", "footer", "title"))
@pytest.mark.parametrize("payload", PAYLOADS)
def test_template_calls_and_computes_nothing(tmp_path: Path, payload: str, place: str) -> None:
    template = template_with(tmp_path, payload, place)

    with pytest.raises((SecurityError, TemplateError)):
        render_docx(template, Paper("х", (Line(1, "а"),)))


@pytest.mark.parametrize("place", ("body", "header", "footer", "title"))
def test_template_prints_its_data_anywhere(tmp_path: Path, place: str) -> None:
    document = Document(io.BytesIO(render_docx(template_with(tmp_path, "{{ title }}", place), Paper("План"))))

    section = document.sections[0]
    texts = {
        "body": document.paragraphs[0].text,
        "header": section.header.paragraphs[0].text,
        "footer": section.footer.paragraphs[0].text,
        "title": document.core_properties.title,
    }
    assert texts == {**dict.fromkeys(texts, "начато"), place: "План"}


def template_with(folder: Path, mark: str, place: str) -> Path:
    """The mark in one place, plain text in the others."""
    document = Document()
    section = document.sections[0]
    texts = {**dict.fromkeys(("body", "header", "footer", "title"), "начато"), place: mark}
    document.add_paragraph(texts["body"])
    section.header.paragraphs[0].text = texts["header"]
    section.footer.paragraphs[0].text = texts["footer"]
    document.core_properties.title = texts["title"]
    path = folder / "template.docx"
    document.save(str(path))
    return path


def test_name_that_the_data_lack_is_an_error(tmp_path: Path) -> None:
    template = make_template(tmp_path, "{{ titel }}")

    with pytest.raises(UndefinedError):
        render_docx(template, Paper("х"))


def test_workbook_keeps_text_as_text_and_repeats_its_head() -> None:
    columns = (SheetColumn("№", 5), SheetColumn("Что", 40))
    rows = (("=1+1",), ("1", "=CMD|' /C calc'!A0"), ("", "0012"))

    content = write_sheet("План: март/2026", ("=План", "на март"), columns, rows, ("Методист",))

    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["=План", None],
        ["на март", None],
        ["№", "Что"],
        ["=1+1", None],
        ["1", "=CMD|' /C calc'!A0"],
        ["", "0012"],
        [None, None],
        ["Методист", None],
    ]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.print_area == "'План  март 2026'!$A$1:$B$8"


def test_workbook_gives_each_row_the_height_of_its_text() -> None:
    columns = (SheetColumn("Что", 20), SheetColumn("Где", 20))
    rows = (("слово", "слово"), ("слово", "очень длинное место " * 5), ("строка\nстрока\nстрока", ""))

    content = write_sheet("План", ("Заголовок, который длиннее всей таблицы, " * 3,), columns, rows, ())

    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    heading, _, short, long, broken = (sheet.row_dimensions[number].height for number in range(1, 6))
    assert heading > short
    assert long > broken > short


def test_download_keeps_a_russian_name_and_no_path() -> None:
    response = download(b"x", name='План «Росток»\r\n/2026: "март".docx', kind=DOCX)

    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D0%9F%D0%BB%D0%B0%D0%BD%20%C2%AB%D0%A0%D0%BE%D1%81%D1%82%D0%BE%D0%BA%C2%BB"
        "%202026%20%D0%BC%D0%B0%D1%80%D1%82.docx"
    )
    assert response["Content-Type"] == DOCX
