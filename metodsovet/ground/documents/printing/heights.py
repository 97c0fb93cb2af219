"""Heights of rows: no program fits a merged cell to its text by itself, and not all fit the others."""

from collections.abc import Sequence
from textwrap import wrap

TEXT_SIZE, HEADING_SIZE = 11, 13
LINE_HEIGHT = 1.3
PADDING_POINTS = 3
TALLEST_POINTS = 409
LETTERS_IN_UNIT = 1.15
"""A unit of width is a digit of the program's default font; letters of Times New Roman are narrower on the average."""


def height_of(texts: Sequence[str], widths: Sequence[int], size: int) -> float:
    """Points that the tallest of the texts takes in columns of these widths."""
    lines = max(
        (_lines(text, width * LETTERS_IN_UNIT * TEXT_SIZE / size) for text, width in zip(texts, widths, strict=True)),
        default=1,
    )
    return min(lines * size * LINE_HEIGHT + PADDING_POINTS, TALLEST_POINTS)


def _lines(text: str, letters: float) -> int:
    return sum(len(wrap(line, max(1, int(letters)))) or 1 for line in text.split("\n"))
