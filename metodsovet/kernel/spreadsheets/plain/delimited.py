"""Cells in quotes: csv, and the clipboard of Excel where a cell may hold line breaks."""

import csv
import io
import re
from collections import Counter

from metodsovet.kernel.spreadsheets import limits
from metodsovet.kernel.spreadsheets.plain.tabs import Piece

_QUOTED_CELL = re.compile(r'(^|\t)"((?:[^"]|"")*)"(?=\t|\r?$)', re.MULTILINE)
_SAMPLE_LINES = 200
_SAME_SHARE = 0.5
_LEAST_CUTS = 2


def delimiter_of(text: str, *, least_cuts: int = _LEAST_CUTS) -> str:
    """«;» or «,» when most lines are cut by it into as many cells, else empty."""
    lines = [line for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]
    for delimiter in ";,":
        cuts = Counter(_cuts(line, delimiter) for line in lines)
        usual, times = max(cuts.items(), key=lambda item: (item[0] >= least_cuts, item[1]), default=(0, 0))
        if usual >= least_cuts and times >= max(2, _SAME_SHARE * sum(n for cut, n in cuts.items() if cut)):
            return delimiter
    return ""


def comma_rows(text: str, delimiter: str) -> list[Piece]:
    csv.field_size_limit(limits.FILE_BYTES)
    rows = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter=delimiter, strict=False)
    return [Piece(row, is_row=len(row) > 1) for row in rows if any(cell.strip() for cell in row)]


def quoted_lines(text: str) -> str:
    """Line breaks inside quoted tabbed cells become «<br>», the quotes go."""
    if "\t" not in text or '"' not in text:
        return text
    return _QUOTED_CELL.sub(_unquoted, text)


def _unquoted(match: re.Match[str]) -> str:
    return match[1] + re.sub(r"\r?\n", "<br>", match[2].replace('""', '"')).replace("\t", " ")


def _cuts(line: str, delimiter: str) -> int:
    return re.sub(r'"[^"]*"', "", line).count(delimiter)
