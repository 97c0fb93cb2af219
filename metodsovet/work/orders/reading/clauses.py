"""The tree of a regulation: sections, clauses, items; numbers of clauses may run on through the sections."""

import re
from collections.abc import Sequence

from metodsovet.work.orders.reading.included import Clause
from metodsovet.work.orders.reading.labels import DASH, Item, Tree, label_of
from metodsovet.work.orders.reading.lines import Line
from metodsovet.work.orders.reading.names import EOL_MARKS

_HEADING_CHARACTERS = 120
_SECTION = "section"
_DASH = re.compile(r"\s[–—-]\s")  # «Организатор – управление.» is a sentence


def clauses_of(lines: Sequence[Line]) -> tuple[Clause, ...]:
    texts = [line for line in lines if line.table is None]
    has_sections = _has_sections(texts)
    tree = Tree()
    section: Item | None = None
    for place, line in enumerate(texts):
        label = label_of(line.text)
        if label is None:
            _take_text(tree, line.text)
            continue
        text = line.text[label.end :].strip()
        if has_sections and label.style in ("1", "roman") and _is_heading(texts, place):
            section = Item(label.number, _SECTION, text.rstrip("."))
            tree.add_on_top(section)
        else:
            tree.add(Item(label.number, label.style, text))
    return tuple(_clause(item) for item in tree.items)


def _take_text(tree: Tree, text: str) -> None:
    """A paragraph without a number goes on with its clause, or stands alone between lists."""
    last = tree.last
    is_alone = last is None or last.style in (_SECTION, "text")
    is_unfinished = last is not None and not last.text.endswith(EOL_MARKS)
    is_paragraph = last is not None and last.style.isdigit() and not text.endswith(":")
    if last is not None and (text[:1].islower() or (is_unfinished and not is_alone) or is_paragraph):
        last.add_line(text)
    else:
        tree.add(Item("", "text", text))


def _has_sections(lines: Sequence[Line]) -> bool:
    """Headings over clauses of the same figures: «1. Общие положения» and «1. Настоящее положение …»."""
    return any(_is_heading(lines, place) for place in range(len(lines)))


def _is_heading(lines: Sequence[Line], place: int) -> bool:
    """A short line without a sentence, under which a clause begins."""
    label = label_of(lines[place].text)
    if label is None or label.style not in ("1", "roman"):
        return False
    text = lines[place].text[label.end :].strip()
    following = label_of(lines[place + 1].text) if place + 1 < len(lines) else None
    is_short = len(text) <= _HEADING_CHARACTERS and not text.endswith((";", ":", ",")) and text[:1].isupper()
    if not is_short or "." in text.rstrip(".") or _DASH.search(text):
        return False
    is_named = lines[place].is_bold or text.isupper() or not text.endswith(".") or len(text.split()) < 5
    return is_named and following is not None and following.style in ("1", "2")


def _clause(item: Item) -> Clause:
    number = DASH if item.style == "bullet" else item.number
    return Clause(number, item.text, tuple(_clause(child) for child in item.children))
