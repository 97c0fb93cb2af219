"""Numbers of points and clauses as people type them, and the tree that they make."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

DASH = "–"
_DOTTED = re.compile(
    r"^(?:п(?:ункт|\.)\s?|§\s?)?(?P<number>\d{1,3}(?:\s?\.\s?\d{1,3}){0,4})(?P<mark>\s?[.)]+)?(?P<gap>\s*)(?=[^\s\d])"
)
_LETTER = re.compile(r"^(?P<number>[а-яёa-z])\s?\)\s*(?=\S)", re.IGNORECASE)
_ROMAN = re.compile(r"^(?P<number>[IVXІХ]{1,5})(?P<mark>[.)])\s*(?=\S)")
_BULLET = re.compile(r"^(?:[-–—−•·▪■●○◦*✓➢►\uf000-\uf0ff]|o(?=\s))\s*(?=\S)")
_DAY = re.compile(r"^\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?(?:19|20)?\d\d(?!\d|\.\d)|^\d{1,2}[.:]\d\d\s*(?:[-–—]|час)")
_TO_ROMAN = str.maketrans("ІХ", "IX")


@dataclass(frozen=True, slots=True)
class Label:
    """``style`` tells levels apart: «1», «1.1» and «1)» are three; ``end`` is where the text begins."""

    number: str
    style: str
    end: int


def label_of(text: str) -> Label | None:
    """The number before the text of a line; dates, hours and «5 школ» are none."""
    if found := _BULLET.match(text):
        return Label(DASH, "bullet", found.end())
    if found := _LETTER.match(text):
        return Label(found["number"], "letter", found.end())
    if found := _ROMAN.match(text):
        return Label(found["number"].translate(_TO_ROMAN), "roman", found.end())
    found = _DOTTED.match(text)
    if found is None or _DAY.match(text):
        return None
    number = re.sub(r"\s", "", found["number"])
    mark, rest = (found["mark"] or "").strip(), text[found.end() :]
    if not mark and not _is_number_without_mark(number, found["gap"], rest):
        return None
    style = f"{number.count('.') + 1}{')' if mark.startswith(')') else ''}"
    return Label(number, style, found.end())


def _is_number_without_mark(number: str, gap: str, rest: str) -> bool:
    if rest[0] in "-–—/%)":
        return False
    return "." in number or (gap != "" and rest[0].isupper())


@dataclass(slots=True)
class Item:
    """A labelled piece of text with the pieces under it; ``table`` places are indexes of lines that hold tables."""

    number: str
    style: str
    text: str
    children: list["Item"] = field(default_factory=list)

    def walk(self) -> Iterator["Item"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def add_line(self, text: str) -> None:
        """A line that goes on: after an unfinished one with a space, else as a paragraph of its own."""
        is_finished = self.text.endswith((".", ";", ":", "!", "?"))
        is_unfinished = not is_finished or (text[:1].islower() and not self.text.endswith((";", ":")))
        self.text = f"{self.text}{' ' if is_unfinished else chr(10)}{text}".strip()


class Tree:
    """Items take their places by style: a known style goes back to its level, a new one goes deeper."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._open: list[Item] = []

    @property
    def last(self) -> Item | None:
        return self._open[-1] if self._open else None

    def add(self, item: Item) -> None:
        while self._open and not self._is_under(item, self._open):
            self._open.pop()
        (self._open[-1].children if self._open else self.items).append(item)
        self._open.append(item)

    def add_on_top(self, item: Item) -> None:
        self._open = []
        self.add(item)

    def _is_under(self, item: Item, above: Sequence[Item]) -> bool:
        styles = [opened.style for opened in above]
        if item.style in styles:
            return False
        if item.style[0].isdigit() and not item.style.endswith(")"):
            # «1.1» is under «1» and never under «а)» or a dash of the point before.
            depth = int(item.style)
            return styles[-1] in ("roman", "section") or (styles[-1].isdigit() and int(styles[-1]) < depth)
        return True
