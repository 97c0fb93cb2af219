"""The file as lines of repaired text; tables that only lay the page out become lines too."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metodsovet.kernel.russian import join_cut, unlatin, unspaced
from metodsovet.kernel.spreadsheets import Block, Document, Paragraph, Row, Table
from metodsovet.work.orders.reading.names import NAME

_LAYOUT_ROWS = 12
_LAYOUT_WIDTH = 6
_TITLED = re.compile(
    r"^(?:№|n)?\s*п\s*/?\s*п|^№$|^ф\.?\s?и\.?\s?о|^фамилия|наименован|мероприят|^срок|ответствен|должност|^дата\b.*провед"
    r"|^содержан|^образовательн\w+ (?:организ|учрежд)|^класс|^предмет|^количеств",
    re.IGNORECASE,
)
_REQUISITE = re.compile(r"№|\bот\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}|20\d\d|_{2,}|^\d[\w./-]*$", re.IGNORECASE)
_MARKUP = re.compile(r"^[*_#>\s]+(?=[^*_\s])|(?<=[^*_\s])[*]+(?=\W|$)|(?<=[\s—–-])[*](?=\w)|</?(?:b|i|u)>")
_SPACES = re.compile(r"[ \u00a0\u2007\u202f\t]+")
_LOOSE = re.compile(r"(?<=\w) ([.,;:])(?=\s|$)")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]*|[а-яё]\)|[-–—•·▪\uf0b7o]", re.IGNORECASE)
_SHORT = 60
_STARRED_LINES = 9


@dataclass(frozen=True, slots=True)
class Line:
    """``table`` is a table that holds data, and then there is no text; ``block`` is its place in the document."""

    text: str
    block: int
    is_bold: bool = False
    table: Table | None = None


def lines_of(document: Document) -> list[Line]:
    starred = _starred(document.blocks)
    return [line for place, block in enumerate(document.blocks) for line in _lines(block, place, place in starred)]


def _starred(blocks: Sequence[Block]) -> set[int]:
    """Places from a line that opens «**» to the line that closes it: light markup makes a heading of them."""
    answer: set[int] = set()
    opened: int | None = None
    for place, block in enumerate(blocks):
        text = block.text if isinstance(block, Paragraph) else ""
        if text.count("**") % 2:
            if opened is not None and place - opened < _STARRED_LINES:
                answer.update(range(opened, place + 1))
            opened = place if opened is None else None
    return answer


def _lines(block: Block, place: int, is_starred: bool) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield from _text_lines(block.text, place, is_bold=block.is_bold or is_starred)
    elif not _lays_out(block):
        yield Line("", place, table=block)
    else:
        for row in block.rows:
            yield from _row_lines(row, place)


def _text_lines(text: str, place: int, *, is_bold: bool) -> Iterator[Line]:
    for raw in join_cut(text).split("\n"):
        clean = mended(raw)
        if clean:
            yield Line(clean, place, is_bold)


def mended(raw: str) -> str:
    """One line: no markup, single spaces, «П Р И К А З» put together, Latin look-alikes turned Russian."""
    text = unspaced(_MARKUP.sub("", raw.strip()))
    return _LOOSE.sub(r"\1", unlatin(_SPACES.sub(" ", text))).strip()


def _lays_out(table: Table) -> bool:
    """Requisites, signatures and whole orders are laid out by tables without a head."""
    if table.width == 1 or len(table.rows) < 2:
        return True
    if _is_numbered_text(table):
        return True
    if table.width > _LAYOUT_WIDTH or len(table.rows) > _LAYOUT_ROWS:
        return False
    return not any(_TITLED.search(" ".join(cell.text.split())) for row in table.rows[:2] for cell in row.filled)


def _is_numbered_text(table: Table) -> bool:
    """Text copied with its numbers apart: «1.» and a tab, or a tab before every paragraph."""
    rows = [row.filled for row in table.rows]
    return all(len(cells) < 2 or (len(cells) == 2 and _NUMBER.fullmatch(cells[0].text)) for cells in rows)


def _row_lines(row: Row, place: int) -> Iterator[Line]:
    cells = [cell for cell in row.filled if not cell.is_continued]
    texts = [cell.text for cell in cells]
    if _is_one_line(texts):
        yield from _text_lines(" ".join(texts), place, is_bold=all(cell.is_bold for cell in cells))
        return
    for cell in cells:
        yield from _text_lines(cell.text, place, is_bold=cell.is_bold)


def _is_one_line(texts: Sequence[str]) -> bool:
    """«от | 28.08.2025 | № | 154», «Директор | | И.О. Фамилия»."""
    if len(texts) == 2 and _NUMBER.fullmatch(texts[0]):
        return True
    if any("\n" in text or len(text) > _SHORT for text in texts):
        return False
    if all(_REQUISITE.search(text) or len(text) <= 2 for text in texts):
        return True
    return len(texts) > 1 and NAME.fullmatch(texts[-1].strip(" /_")) is not None and NAME.search(texts[0]) is None
