"""Numbers of lines and sections as people type them."""

import re
from dataclasses import dataclass

_TO_ROMAN = str.maketrans({"І": "I", "Х": "X", "х": "X", "і": "I", "С": "C", "М": "M", "V": "V"})
_LINE_NUMBER = re.compile(r"^[№Nn]?\s*((?:[IVXІХ]+|\d+)(?:\s*[.\-]\s*\d+)*\s*[а-яa-z]?|[а-яa-z])[\s.):;,]*$")
_DAY_NUMBER = re.compile(r"^(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(?:19|20)\d\d$")
_LEADING = re.compile(r"^№?\s*(\d{1,3}(?:\.\d{1,3})*)\s*(?:[.)]+\s*|(?<=\.\d)\s+)(?=[^\d\s])")
_KEYWORD = r"(?:(?:под)?раздел|направление|блок|модуль|этап|часть|глава|задача|цель|трек|линия|тема)"
_SECTION = re.compile(
    rf"^(?P<word>{_KEYWORD}\b\s*(?:№\s*)?)?"
    r"(?P<number>\d{1,3}(?:\s?\.\s?\d{1,3})*(?![\d/])|(?:[IVXLІХ]+|[ПШ]{1,2})(?![А-Яа-яЁёA-Za-z]))?"
    r"(?P<marks>[\s.):;,\-–—]*)(?P<title>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ODD_MARKS = re.compile(r"[.):]\s*[.):]")
_FIGURES = 9
_TYPED_ROMAN = {"П": "II", "Ш": "III", "ПI": "II"}


@dataclass(frozen=True, slots=True)
class SectionName:
    """``printed`` is the number with the marks after it, ``is_odd`` when those are a slip like «4. .»."""

    number: str
    title: str
    has_word: bool = False
    printed: str = ""
    is_odd: bool = False


def clean_number(text: str) -> str:
    """«11.» → «11», «4. .» → «4», «№ 1.1.» → «1.1»; empty for what is no number."""
    text = " ".join(text.split())
    day = _DAY_NUMBER.match(text)
    if day:  # a spreadsheet takes «1.2» for the first of February
        return f"{int(day[1])}.{int(day[2])}"
    match = _LINE_NUMBER.match(text)
    if not match:
        return ""
    number = re.sub(r"\s+", "", match[1])
    return number.translate(_TO_ROMAN) if number[0] in "IVXІХ" else number


def leading_number(title: str) -> tuple[str, str]:
    """Number typed before the title in its own cell, and the title without it."""
    match = _LEADING.match(title)
    return (match[1], title[match.end() :].strip()) if match else ("", title)


def section_name(text: str) -> SectionName:
    match = _SECTION.match(text)
    if match is None:
        return SectionName("", text)
    word, raw = match["word"] or "", match["number"] or ""
    marks, title = match["marks"], match["title"].strip()
    # A bare number needs a mark after it: «5 причин» is a title.
    is_number = raw != "" and (word != "" or any(mark in marks for mark in ".):-–—") or "." in raw or not title)
    if not is_number or (raw[0].upper() in _TYPED_ROMAN and not (word or marks.strip())):
        return SectionName("", _named(text), has_word=word != "")
    number = re.sub(r"\s+", "", raw)
    if not number[0].isdigit():
        number = _TYPED_ROMAN.get(number.upper(), number.upper().translate(_TO_ROMAN))
    return SectionName(
        number,
        _named(title) or text,
        has_word=word != "",
        printed=(raw + marks).strip(),
        is_odd=_ODD_MARKS.search(marks) is not None,
    )


def _named(title: str) -> str:
    return title.strip().rstrip(":").strip()


def order_of(number: str) -> tuple[str, int] | None:
    """Prefix and last figure of a number («1.2» → («1», 2)), None for letters."""
    prefix, _, last = number.rpartition(".")
    return (prefix, int(last)) if last.isascii() and last.isdigit() and len(last) <= _FIGURES else None
