"""Text to paragraphs and tables."""

import re
from collections.abc import Callable

from metodsovet.kernel.spreadsheets import limits
from metodsovet.kernel.spreadsheets.counters import Counter, too_many_rows
from metodsovet.kernel.spreadsheets.documents import Block, Cell, Document, Paragraph, Row, Table
from metodsovet.kernel.spreadsheets.plain.delimited import comma_rows, delimiter_of, quoted_lines
from metodsovet.kernel.spreadsheets.plain.pipes import has_pipes, pipe_cells, unframed
from metodsovet.kernel.spreadsheets.plain.tabs import Piece, tabbed_pieces, without_layout_tabs
from metodsovet.kernel.spreadsheets.refusals import FileRefused
from metodsovet.kernel.spreadsheets.word.texts import tidy

_TAG = re.compile(r"</?(?:b|strong|i|em|u|p|span)\s*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BOLD = re.compile(r"^\s*(?:<(?:b|strong)>.*</(?:b|strong)>|\*\*.+\*\*|__.+__)\s*$", re.IGNORECASE | re.DOTALL)
_STARS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}\s+")


def read_text(text: str, name: str, *, is_prose: bool = False) -> Document:
    """FileRefused ``no_table`` when no line is cut into cells, unless prose is asked for: commas cut no prose."""
    if text.count("\n") > limits.ROWS:
        raise too_many_rows(name)
    blocks = _Blocks(name)
    for piece in _pieces(text, name, is_prose=is_prose):
        blocks.take(piece)
    document = Document(name, blocks.finished())
    if not document.tables and not is_prose:
        raise FileRefused(
            "no_table",
            f"В тексте «{name}» нет таблицы: столбцы должны быть разделены табуляцией, чертой или точкой с запятой.",
        )
    return document


def _pieces(text: str, name: str, *, is_prose: bool) -> list[Piece]:
    is_table = name.lower().endswith(".csv")  # its lines are rows even when they hold two cells
    if is_table or not (is_prose or "\t" in text or has_pipes(text)):
        delimiter = delimiter_of(text, least_cuts=1) if is_table else delimiter_of(text)
        if delimiter:
            return comma_rows(text, delimiter)
    if has_pipes(text):
        return _lines(unframed(text), pipe_cells)
    return tabbed_pieces(quoted_lines(without_layout_tabs(text) if is_prose else text))


def _lines(text: str, cells_of: Callable[[str], list[str] | None]) -> list[Piece]:
    pieces: list[Piece] = []
    for line in text.splitlines():
        cells = cells_of(line)
        if cells is not None:
            pieces.append(Piece(cells))
        elif line.strip():
            pieces.append(Piece([line], is_row=False))
    return pieces


class _Blocks:
    def __init__(self, name: str) -> None:
        self._name = name
        self._counter = Counter(name)
        self._blocks: list[Block] = []
        self._rows: list[Row] = []
        self._tables = 1

    def take(self, piece: Piece) -> None:
        if piece.is_row:
            self._rows.append(self._row(piece.cells))
            return
        self._close()
        if len(piece.cells[0]) > limits.LINE_CHARACTERS:
            raise FileRefused(
                "line_too_long",
                f"В тексте «{self._name}» есть строка длиннее 500 000 знаков: оставьте в нём только нужное.",
            )
        text, is_bold = _plain(piece.cells[0])
        if text:
            self._counter.count_text(text)
            self._blocks.append(Paragraph(text, is_bold))

    def finished(self) -> tuple[Block, ...]:
        self._close()
        return tuple(self._blocks)

    def _row(self, texts: list[str]) -> Row:
        position = len(self._rows) + 1
        place = f"таблица {self._tables}, строка {position}"
        self._counter.count_row(len(texts), place)
        cells = []
        for column, raw in enumerate(texts):
            text, is_bold = _plain(raw)
            self._counter.count_cell(text, place, f"столбец {column + 1}")
            cells.append(Cell(text, column, is_bold=is_bold))
        return Row(tuple(cells), position)

    def _close(self) -> None:
        if self._rows:
            width = max(len(row.cells) for row in self._rows)
            self._blocks.append(Table(tuple(self._rows), width))
            self._tables += 1
            self._rows = []


def _plain(raw: str) -> tuple[str, bool]:
    """Without the marks of light markup, and whether all of it was bold."""
    is_bold = _BOLD.match(raw) is not None
    text = _TAG.sub("", _BREAK.sub("\n", raw)) if "<" in raw else raw
    text = _STARS.sub(r"\2", text) if "**" in text or "__" in text else text
    return tidy(_HEADING.sub("", text)), is_bold
