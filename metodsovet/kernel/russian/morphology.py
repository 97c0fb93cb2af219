"""The dictionary of word forms, loaded once at the first question."""

import re
from enum import StrEnum
from functools import cache, lru_cache

from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse

_WORD = re.compile(r"[а-яёa-z0-9]+(?:-[а-яёa-z0-9]+)*", re.IGNORECASE)
_LIKELY = 0.1
_LONGEST_LINK = 3


class Case(StrEnum):
    """The oblique cases, by the names of the dictionary."""

    GENT = "gent"
    DATV = "datv"
    ACCS = "accs"
    ABLT = "ablt"
    LOCT = "loct"


class Gender(StrEnum):
    MALE = "m"
    FEMALE = "f"


def plural(n: int, one: str, few: str, many: str) -> str:
    """The form that goes after ``n``: 1 поручение, 2 поручения, 5 поручений. Returns the word only."""
    tens, units = abs(n) % 100, abs(n) % 10
    if units == 1 and tens != 11:
        return one
    if units in (2, 3, 4) and tens not in (12, 13, 14):
        return few
    return many


@lru_cache(maxsize=4096)
def lemmas(text: str) -> tuple[str, ...]:
    """Dictionary forms of all words in the order of the text, lower case, ё as е; for search and matching."""
    return tuple(_lemma(word) for word in _WORD.findall(text.lower()))


@lru_cache(maxsize=65536)
def _lemma(word: str) -> str:
    if not word[0].isalpha():
        return word
    return str(word_forms(word)[0].normal_form).replace("ё", "е")


@lru_cache(maxsize=65536)
def word_forms(word: str) -> tuple[Parse, ...]:
    """All readings of one word, the likeliest first; never empty."""
    return tuple(_analyzer().parse(word))


@lru_cache(maxsize=16384)
def forms_of(word: str) -> frozenset[str]:
    """All forms of whatever the word may be a form of, the word itself included; lower case, ё as е.

    Readings much less likely than the first are left out: «стали» is not looked for as every noun in «сталь».
    """
    likely = [parse for parse in word_forms(word) if parse.score >= _LIKELY]
    found = {form.word.replace("ё", "е") for parse in likely for form in parse.lexeme}
    return frozenset(found | {word.replace("ё", "е")})


@lru_cache(maxsize=16384)
def is_link_word(word: str) -> bool:
    """«о», «в», «и», «для»: says nothing of what the text is about."""
    return len(word) <= _LONGEST_LINK and word_forms(word)[0].tag.POS in {"PREP", "CONJ", "PRCL"}


@lru_cache(maxsize=65536)
def is_word(word: str) -> bool:
    """Whether the dictionary itself knows the form; a guess by the ending does not count."""
    return bool(_analyzer().word_is_known(word))


@cache
def _analyzer() -> MorphAnalyzer:
    return MorphAnalyzer()
