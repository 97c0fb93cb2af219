"""A point as words with places, and which of them are quoted or bracketed: those name things and command nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pymorphy3.analyzer import Parse

from metodsovet.kernel.russian.morphology import word_forms

_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_ACT = re.compile(
    r"\bот\s*[«\"]?\s*\d{1,2}\s*[»\"]?\s*(?:[./]\s*\d{1,2}\s*[./]?|[а-яё]{3,9})\s*(?:\d{4}|\d\d)\s*(?:года|год|г\.?)?(?:\s*(?:№|N)\s*\S+)?",
    re.IGNORECASE,
)
_DEPTHS = {"«": 1, "(": 1, "»": -1, ")": -1, "“": 1, "”": -1}
_CLOSING = frozenset('»)"”')
HIDDEN = "\u2588"


@dataclass(frozen=True)
class Word:
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @cached_property
    def forms(self) -> tuple[Parse, ...]:
        return word_forms(self.lower)

    @property
    def part(self) -> str:
        return str(self.forms[0].tag.POS)

    @property
    def lemma(self) -> str:
        return str(self.forms[0].normal_form)

    def may_be(self, case: str, *, part: tuple[str, ...] = ("NOUN", "ADJF", "PRTF")) -> bool:
        return any(form.tag.case == case and form.tag.POS in part for form in self.forms)


def words_of(text: str) -> list[Word]:
    return [Word(found.group(), found.start(), found.end()) for found in _WORD.finditer(text)]


def depths_of(text: str) -> Iterator[int]:
    """How deep in quotes and brackets each sign stands, itself included; a straight quote opens after a space."""
    depth, before = 0, " "
    for sign in text:
        if sign == '"':
            is_opening = before.isspace() or (before in '(«"' and not depth)
            depth += 1 if is_opening else -1
        else:
            depth += _DEPTHS.get(sign, 0)
        depth, before = max(depth, 0), sign
        yield depth


def open_text(text: str, *, with_acts: bool = False) -> str:
    """The same length, with what is quoted, bracketed or the date of a cited act blotted out."""
    depths = list(depths_of(text))
    shown = zip(text, depths, strict=True)
    opened = "".join(HIDDEN if (depth or sign in _CLOSING) and sign != "\n" else sign for sign, depth in shown)
    if depths and depths[-1]:
        opened = text  # a quote that nobody closed hides nothing
    return opened if with_acts else _ACT.sub(lambda found: HIDDEN * len(found.group()), opened)
