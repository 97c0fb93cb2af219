"""What Word prints is what is read."""

import io

import docx
import pytest

from metodsovet.kernel.spreadsheets import Cell, Document, Paragraph, Table, read_tables
from metodsovet.kernel.spreadsheets.tests.corpus import word, word_row, word_table
from metodsovet.kernel.spreadsheets.word.numbering import formatted


def read(body: str, extra: dict[str, bytes] | None = None) -> Document:
    return read_tables(word(body.encode(), extra), "план.docx")


def paragraph(runs: str) -> str:
    return read(f"<w:p>{runs}</w:p>").paragraphs[0].text


@pytest.mark.parametrize(
    ("runs", "text"),
    (
        ("<w:r><w:t>Май</w:t></w:r><w:del><w:r><w:delText>Июнь</w:delText></w:r></w:del>", "Май"),
        ("<w:ins><w:r><w:t>Май</w:t></w:r></w:ins>", "Май"),
        ("<w:moveFrom><w:r><w:t>Июнь</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>Май</w:t></w:r></w:moveTo>", "Май"),
        ("<w:r><w:t>мето</w:t><w:softHyphen/><w:t>ди\u00adсты</w:t></w:r>", "методисты"),
        ("<w:r><w:t>май</w:t><w:tab/><w:t>июнь</w:t><w:br/><w:t>июль</w:t></w:r>", "май июнь\nиюль"),
        ("<w:r><w:t>май</w:t><w:noBreakHyphen/><w:t>июнь</w:t></w:r>", "май-июнь"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>скрыто</w:t></w:r><w:r><w:t>видно</w:t></w:r>", "видно"),
        ("<w:hyperlink><w:r><w:t>сайт</w:t></w:r></w:hyperlink>", "сайт"),
        ("<w:sdt><w:sdtContent><w:r><w:t>поле</w:t></w:r></w:sdtContent></w:sdt>", "поле"),
        ("<w:fldSimple><w:r><w:t>5</w:t></w:r></w:fldSimple>", "5"),
    ),
)
def test_read_paragraph_as_printed(runs: str, text: str) -> None:
    assert paragraph(runs) == text


def test_read_text_box_once_although_it_is_written_twice() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>УТВЕРЖДАЮ</w:t></w:r></w:p></w:txbxContent>"
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p><w:r><mc:AlternateContent {compatible}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    assert [block.text for block in read(body).paragraphs] == ["УТВЕРЖДАЮ"]


def test_read_deleted_row_is_left_out_and_inserted_one_kept() -> None:
    def tracked(mark: str, text: str) -> str:
        return f"<w:tr><w:trPr><w:{mark}/></w:trPr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"

    table = read(f"<w:tbl>{tracked('del', 'старая')}{tracked('ins', 'новая')}</w:tbl>").tables[0]

    assert [cell.text for row in table.rows for cell in row.cells] == ["новая"]


def test_read_merged_cells_on_the_grid() -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "вниз"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "вправо"
    table.cell(1, 1).text = "а"
    table.cell(1, 2).text = "б"

    read_table = read_tables(saved(document), "план.docx").tables[0]

    assert read_table.rows[0].cells == (Cell("вниз", 0), Cell("вправо", 1, 2))
    assert read_table.rows[1].cells == (Cell("вниз", 0, is_continued=True), Cell("а", 1), Cell("б", 2))
    assert read_table.width == 3


def test_read_large_nested_table_stands_alone_and_a_small_one_is_text() -> None:
    inner = word_table(word_row("№", "Дело", "Срок") + word_row("1", "Совет", "май")).decode()
    small = word_table(word_row("до", "обеда")).decode()
    body = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc><w:tc>{small}<w:p/></w:tc></w:tr></w:tbl>"

    outer, nested = read(body).tables

    assert [cell.text for cell in outer.rows[0].cells] == ["", "до обеда"]
    assert [[cell.text for cell in row.cells] for row in nested.rows] == [["№", "Дело", "Срок"], ["1", "Совет", "май"]]


def test_read_automatic_numbers_go_on_restart_and_nest() -> None:
    def level(depth: int, kind: str, text: str) -> str:
        return (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        )

    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    numbering = (
        f'<w:numbering {names}><w:abstractNum w:abstractNumId="7">{level(0, "upperRoman", "%1.")}'
        f'{level(1, "decimal", "%1.%2")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num></w:numbering>"
    )

    def item(number: int, depth: int) -> str:
        marks = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
        return f"<w:p><w:pPr>{marks}</w:pPr><w:r><w:t>т</w:t></w:r></w:p>"

    body = item(1, 0) + item(1, 1) + item(1, 1) + item(1, 0) + item(1, 1) + item(2, 0)
    texts = [block.text for block in read(body, {"word/numbering.xml": numbering.encode()}).paragraphs]

    assert texts == ["I. т", "I.1 т", "I.2 т", "II. т", "II.1 т", "I. т"]


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    (
        (4, "upperRoman", "IV"),
        (3, "lowerLetter", "c"),
        (2, "russianLower", "б"),
        (7, "decimalZero", "07"),
        (5, "x", "5"),
    ),
)
def test_format_number_as_word_does(number: int, kind: str, text: str) -> None:
    assert formatted(number, kind) == text


def test_document_survives_json() -> None:
    document = read("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>План</w:t></w:r></w:p>" + word_table(word_row("1")).decode())

    assert document.blocks == (Paragraph("План", is_bold=True), Table(document.tables[0].rows, 1))
    assert Document.from_json(document.to_json()) == document


def saved(document: "docx.document.Document") -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_read_word_saved_under_another_name_is_told_by_structure() -> None:
    content = word(word_table(word_row("№", "Дело")))

    assert read_tables(content, "план.txt").tables[0].rows[0].cells[1].text == "Дело"
