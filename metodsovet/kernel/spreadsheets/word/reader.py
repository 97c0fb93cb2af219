"""The body of a docx: paragraphs and tables in order."""

from typing import Any

from metodsovet.kernel.spreadsheets import limits
from metodsovet.kernel.spreadsheets.archives import Archive
from metodsovet.kernel.spreadsheets.counters import Counter, too_many_cells, too_many_rows
from metodsovet.kernel.spreadsheets.documents import Block, Document, Paragraph
from metodsovet.kernel.spreadsheets.word import names
from metodsovet.kernel.spreadsheets.word.numbering import read_numbering
from metodsovet.kernel.spreadsheets.word.tables import CellText, TableBuilder, unwrapped
from metodsovet.kernel.spreadsheets.word.texts import printed
from metodsovet.kernel.spreadsheets.xml_streams import events, release

BODY = "word/document.xml"


def read_word(archive: Archive) -> Document:
    """FileRefused when a limit is passed or the body is not well-formed."""
    rows, rows_bare, cells = archive.count(BODY, b"<w:tr ", b"<w:tr>", b"<w:tc>")
    if rows + rows_bare > limits.ROWS:
        raise too_many_rows(archive.name)
    if cells > limits.CELLS:
        raise too_many_cells(archive.name)
    return Document(archive.name, tuple(_Body(archive).blocks()))


class _Body:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._numbering = read_numbering(archive)
        self._counter = Counter(archive.name)
        self._blocks: list[Block] = []
        self._tables = 0
        self._table: TableBuilder | None = None
        self._depth = 0
        self._box_depth = 0

    def blocks(self) -> list[Block]:
        tags = (names.TABLE, names.ROW, names.PARAGRAPH, names.BOX)
        for event, element in events(self._archive, BODY, *tags):
            if element.tag == names.BOX:
                self._box_depth += 1 if event == "start" else -1
            elif self._box_depth:
                continue
            elif element.tag == names.TABLE:
                self._pass_table(is_start=event == "start")
            elif event == "end":
                self._take(element)
        return self._blocks

    def _pass_table(self, *, is_start: bool) -> None:
        self._depth += 1 if is_start else -1
        if is_start and self._depth == 1:
            self._table = self._builder()
        elif not is_start and not self._depth and self._table is not None:
            self._close(self._table)
            self._table = None

    def _take(self, element: Any) -> None:
        if element.tag == names.ROW and self._depth == 1 and self._table is not None:
            self._table.add(element)
            if not self._table.nested:
                release(element)
        elif element.tag == names.PARAGRAPH and not self._depth:
            self._take_paragraph(element)
            release(element)

    def _take_paragraph(self, element: Any) -> None:
        text, is_bold = self._paragraph_text(element)
        if text:
            self._counter.count_text(text)
            self._blocks.append(Paragraph(text, is_bold))

    def _paragraph_text(self, element: Any) -> CellText:
        """With its automatic number before it and its text boxes as lines after it."""
        answer = printed(element)
        lines = [self._numbering.label(element) + " " + answer.text]
        for box in answer.boxes:
            lines.extend(self._paragraph_text(paragraph)[0] for paragraph in box.iterchildren(names.PARAGRAPH))
        return "\n".join(line.strip() for line in lines if line.strip()), answer.is_bold

    def _close(self, builder: TableBuilder) -> None:
        """Nested tables of their own stand after the table that held them."""
        self._blocks.append(builder.finished())
        for nested in builder.nested:
            inner = self._builder()
            for row in unwrapped(nested, names.ROW):
                inner.add(row)
            self._close(inner)

    def _builder(self) -> TableBuilder:
        self._tables += 1
        return TableBuilder(self._tables, self._counter, self._paragraph_text)
