"""Tabbed text: a cell with line breaks leaves a row lying over several lines, and those are put together."""

import re
from collections import Counter
from dataclasses import dataclass

_START = re.compile(
    r"^\s*(?:<b>|\*\*)?\s*(?:\d+(?:\.\d+)*[.)]|[IVXІХ]+[.)]|(?:раздел|направление|блок)\b)", re.IGNORECASE
)
_SECTION_CHARACTERS = 200
_ROW_CELLS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A row of cells, or one paragraph in ``cells[0]``."""

    cells: list[str]
    is_row: bool = True


@dataclass(slots=True)
class _Line:
    text: str
    tabs: int
    is_after_blank: bool


def tabbed_pieces(text: str) -> list[Piece]:
    lines = _lines(text)
    if not any(line.tabs for line in lines):
        return [Piece([line.text], is_row=False) for line in lines]
    width = _usual_width(lines)
    pieces: list[Piece] = []
    for index, line in enumerate(lines):
        _take(line, pieces, width, _next_tabs(lines, index))
    return pieces


def without_layout_tabs(text: str) -> str:
    """Tabs that indent a paragraph, part its number or push a name to the right become spaces; rows of tables stay."""
    lines = text.splitlines()
    filled = [sum(cell.strip() != "" for cell in line.split("\t")) for line in lines]
    known = [place for place, count in enumerate(filled) if count]
    for order, place in enumerate(known):
        near = max(filled[other] for other in known[max(0, order - 1) : order + 2])
        if filled[place] < _ROW_CELLS and near < _ROW_CELLS:
            lines[place] = " ".join(cell.strip() for cell in lines[place].split("\t") if cell.strip())
    return "\n".join(lines)


def _lines(text: str) -> list[_Line]:
    answer: list[_Line] = []
    is_after_blank = True
    for raw in text.splitlines():
        line = raw.strip("\r\n\f\v ")
        if not line.strip():
            # A line of tabs alone is an empty row, a line without them is a gap.
            is_after_blank = True
            continue
        answer.append(_Line(line, line.count("\t"), is_after_blank))
        is_after_blank = False
    return answer


def _usual_width(lines: list[_Line]) -> int:
    """Most frequent number of cells; of equally frequent ones the greatest."""
    counts = Counter(line.tabs for line in lines if line.tabs)
    return max(counts, key=lambda tabs: (counts[tabs], tabs)) + 1


def _next_tabs(lines: list[_Line], index: int) -> int:
    return lines[index + 1].tabs if index + 1 < len(lines) else 0


def _take(line: _Line, pieces: list[Piece], width: int, next_tabs: int) -> None:
    row = pieces[-1] if pieces and pieces[-1].is_row else None
    missing = width - len(row.cells) if row else 0
    if row is not None and missing > 0 and line.tabs <= missing and not line.is_after_blank and _continues(row, line):
        first, *others = line.text.split("\t")
        row.cells[-1] += "<br>" + first
        row.cells.extend(others)
    elif line.tabs:
        pieces.append(Piece(line.text.split("\t")))
    elif row is not None and not line.is_after_blank and _is_tail(row, line):
        row.cells[-1] += "<br>" + line.text
    elif row is not None and next_tabs and len(line.text) <= _SECTION_CHARACTERS:
        pieces.append(Piece([line.text]))
    else:
        pieces.append(Piece([line.text], is_row=False))


def _continues(row: Piece, line: _Line) -> bool:
    """An unfinished row goes on unless the line starts a row of its own."""
    return len(row.cells) > 1 and not (_START.match(line.text) and line.tabs != 1)


def _is_tail(row: Piece, line: _Line) -> bool:
    """A line without tabs under a whole row: the end of its last cell, if it reads on."""
    last = row.cells[-1].rstrip()
    return len(row.cells) > 1 and (line.text[:1].islower() or last.endswith((",", "-", "–", "(", " и")))
