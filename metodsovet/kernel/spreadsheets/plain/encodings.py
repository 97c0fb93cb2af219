"""Guessing the encoding of Russian text."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ONE_BYTE = ("cp1251", "koi8-r", "cp866")
_SAMPLE_BYTES = 65_536
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_REPLACED = "\ufffd"
_DAMAGED_SHARE = 0.005  # a few spoilt letters do not make another alphabet
_CONTROL_SHARE = 0.001
_FREQUENT = frozenset("оеаинтсрвлкмдпуя")


def decoded(content: bytes) -> str | None:
    """The text, or None when these bytes are no text at all."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(content.decode(encoding, errors="replace"))
    if half := _wide(content):
        return _checked(content.decode(half, errors="replace"))
    text = content.decode("utf-8", errors="replace")
    if text.count(_REPLACED) <= _DAMAGED_SHARE * len(text):
        return _checked(text)
    sample = content[:_SAMPLE_BYTES]
    best = max(_ONE_BYTE, key=lambda encoding: _russian_score(sample.decode(encoding, errors="replace")))
    return _checked(content.decode(best, errors="replace"))


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: Russian letters share one high byte, so every second byte is 4 or 0."""
    sample = content[:_SAMPLE_BYTES]
    if len(sample) < 4:
        return ""
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[offset::2]
        if (high.count(0) + high.count(4)) / len(high) > 0.9 and high.count(0) > 0:
            return encoding
    return ""


def _checked(text: str) -> str | None:
    controls = len(_CONTROLS.findall(text[:_SAMPLE_BYTES]))
    return None if controls > _CONTROL_SHARE * max(len(text[:_SAMPLE_BYTES]), 1) else text


def _russian_score(text: str) -> int:
    """Right text has frequent small letters; a wrong alphabet makes capitals inside words and drawings of boxes."""
    score = 0
    previous = " "
    for letter in text:
        if letter in _FREQUENT:
            score += 2
        elif "А" <= letter <= "я" or letter in "ёЁ":
            score += -2 if letter.isupper() and previous.islower() else 1
        elif ord(letter) > 0x7F and letter not in "«»–—№\u00a0…“”„":
            score -= 3
        previous = letter
    return score
