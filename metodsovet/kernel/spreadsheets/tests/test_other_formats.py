"""OpenDocument, old formats and text."""

import io
import shutil
import subprocess
from pathlib import Path

import docx
import openpyxl
import pytest

from metodsovet.kernel.spreadsheets import Document, FileRefused, read_sheets, read_tables
from metodsovet.kernel.spreadsheets.tests.corpus import repeated_ods, zipped

NEEDS_OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def texts(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def converted(content: bytes, folder: Path, suffix: str, kind: str) -> bytes:
    source = folder / f"source{suffix}"
    source.write_bytes(content)
    profile = (folder / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    return (folder / f"source.{kind}").read_bytes()


@NEEDS_OFFICE
@pytest.mark.parametrize("kind", ("doc", "rtf", "odt"))
def test_read_old_text_formats_through_office(kind: str, tmp_path: Path) -> None:
    source = docx.Document()
    table = source.add_table(2, 3)
    for cell, text in zip(table._cells, ("№", "Мероприятие", "Срок", "1", "Совет", "май"), strict=True):
        cell.text = text
    source.add_paragraph("Директор")
    file = io.BytesIO()
    source.save(file)

    document = read_tables(converted(file.getvalue(), tmp_path, ".docx", kind), f"план.{kind}")

    assert texts(document) == [["№", "Мероприятие", "Срок"], ["1", "Совет", "май"]]


def test_read_old_text_format_without_office_says_to_save_as_docx(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(FileRefused) as refusal:
        read_tables(rb"{\rtf1 \trowd a\cell\row}", "план.rtf")

    assert refusal.value.code == "needs_conversion"
    assert "сохраните его как docx" in refusal.value.text


@NEEDS_OFFICE
@pytest.mark.parametrize("kind", ("xls", "ods"))
def test_read_old_and_open_workbooks(kind: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "План"
    for row in (("№", "Мероприятие", "Срок"), ("Раздел 1", None, None), (1, "Совет", "май"), (2, "Форум", None)):
        sheet.append(row)
    sheet.merge_cells("A2:C2")
    sheet.merge_cells("C3:C4")
    file = io.BytesIO()
    book.save(file)

    table = read_tables(converted(file.getvalue(), tmp_path, ".xlsx", kind), f"план.{kind}").tables[0]

    assert table.sheet == "План"
    assert [cell.text for cell in table.rows[2].cells] == ["1", "Совет", "май"]
    assert (table.rows[1].cells[0].text, table.rows[1].cells[0].span) == ("Раздел 1", 3)
    assert [(cell.text, cell.is_continued) for cell in table.rows[3].cells] == [
        ("2", False),
        ("Форум", False),
        ("май", True),
    ]


def test_read_repeated_cells_of_open_workbook_within_limits() -> None:
    table = read_tables(repeated_ods(3, 2), "план.ods").tables[0]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [["x", "x"]] * 3


def test_read_hidden_columns_of_open_workbook_are_counted_over_repeats() -> None:
    marks = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/><table:table-column/>'
    )

    (sheet,) = read_sheets(repeated_ods(1, 5, column_marks=marks), "список.ods")

    assert sheet.hidden_columns == {2, 3}


def test_read_password_of_open_document_is_refused() -> None:
    content = zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest><encryption-data/></manifest>",
            "content.xml": b"noise",
        }
    )

    with pytest.raises(FileRefused) as refusal:
        read_tables(content, "план.ods")

    assert refusal.value.code == "password"


@pytest.mark.parametrize("encoding", ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8-r", "cp866"))
def test_read_text_in_any_russian_encoding(encoding: str) -> None:
    text = "Номер\tМероприятие\tСрок\n1\tСовет по наставничеству в школах района\tмай\n"

    assert texts(read_tables(text.encode(encoding), "план.txt"))[1][1] == "Совет по наставничеству в школах района"


def test_read_text_keeps_a_title_line_out_of_the_table() -> None:
    document = read_tables("План на май\n\n№\tДело\n1\tСовет\n\nДиректор Орлов\n".encode(), "план.txt")

    assert [block.text for block in document.paragraphs] == ["План на май", "Директор Орлов"]
    assert texts(document) == [["№", "Дело"], ["1", "Совет"]]


def test_read_text_with_a_spoilt_letter_keeps_its_alphabet() -> None:
    content = bytearray(("№\tДело\n" + "1\tСовет по кадрам школ района\n" * 30).encode())
    content[-5] = 0xFF

    assert texts(read_tables(bytes(content), "план.txt"))[1] == ["1", "Совет по кадрам школ района"]
