"""A cell typed in capitals: its words become small, abbreviations and the first letters of names stay."""

import re

from metodsovet.kernel.parties import vocabulary
from metodsovet.kernel.russian.morphology import is_word

_WORD = re.compile(r"[А-ЯЁ]{4,}")
_SHORT_WORD = re.compile(r"\b[А-ЯЁ]{1,3}\b(?!\.)")
_BEFORE_INITIALS = re.compile(r" ?[А-ЯЁ]\. ?[А-ЯЁ]\.")
_AFTER_INITIALS = re.compile(r"[А-ЯЁ]\. ?[А-ЯЁ]\. ?$")
_KNOWN = (
    vocabulary.BODY_ACRONYMS
    | vocabulary.NAMED_ORGANISATIONS
    | vocabulary.LEGAL_FORMS
    | vocabulary.GENERIC_ORGANISATIONS
    | vocabulary.TOPIC_ACRONYMS
)


def in_small_letters(text: str) -> str:
    """As many letters as before. A text with one small letter was not typed in capitals; an unknown word stays."""
    if not text.isupper():
        return text
    small = _WORD.sub(_small, text)
    return text if small == text else _SHORT_WORD.sub(_short, small)


def _small(found: re.Match[str]) -> str:
    word = found.group()
    text = found.string
    is_name = _BEFORE_INITIALS.match(text, found.end()) or _AFTER_INITIALS.search(text[: found.start()][-8:])
    if is_name:
        return word.capitalize()
    return word.lower() if word not in _KNOWN and is_word(word.lower()) else word


def _short(found: re.Match[str]) -> str:
    word = found.group().lower()
    return word if word in ("и", "по", "с", "за", "на", "от", "для", "не", "при", "до") else found.group()
