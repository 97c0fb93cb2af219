"""A repaired phrase as a line of symbols, one per word: what the rules of ``folding`` are written about."""

import re
from collections.abc import Callable
from datetime import date

from metodsovet.kernel.terms.words import SYMBOLS

_TIME = r"\d{1,2}(?:[:][0-5]\d(?::[0-5]\d)?|[.-](?:00|[0-5]\d(?=\s?ч(?:ас|\b))))(?![\d.]?\d)"
_TIME += r"(?:\s?ч(?:ас(?:ов|а|ам)?)?\b\.?)?"
_CLOCK = re.compile(
    rf"(?:\b(?:начало|нач\.)\s)?(?:\b(?:в|к|с)\s)?(?<![\d.:-]){_TIME}(?:\s?(?:-|до|по)\s?{_TIME})?"
    r"|(?<![\d.:-])(?:(?:1[3-9]|2[0-3])\.(?:1[3-9]|[2-5]\d)|(?:0?[89]|1[0-2])\.(?:30|45))(?![\d.]?\d)(?!\.?\s?-)"
    r"|\b(?:в|к)\s\d{1,2}[.:-][0-5]\d(?![.\d])(?:\s?ч(?:ас(?:ов|а)?)?\b\.?)?"
    r"|\b(?:в|с|до|к)\s\d{1,2}\s?ч(?:ас(?:ов|а))?\b\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TOKEN = re.compile(
    r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d(?!\d))"
    r"|(?P<full>\d{1,2}\s?(?:[./]\s?|-)(?:\d{1,2}|[IVX]{1,4})\s?(?:[./]\s?|-)(?:(?:19|20)\d\d|\d\d(?!\s?\.\s?\d))(?!\d))"
    r"|(?P<month>(?:0?[1-9]|1[0-2]|[IVX]{1,4})\s?\.\s?(?:19|20)\d\d(?!\d))"
    r"|(?P<short>\d{1,2}\s?\.\s?(?:0\d|1[0-2]|\d(?!\d))(?!\d))"
    r"|(?P<slash>\d{1,2}/(?:[IVX]{1,4})(?!\w))"
    r"|(?P<school>(?:19|20)\d\d\s?/\s?(?:(?:19|20)\d\d|\d\d)(?!\d))"
    r"|(?P<ordinal>(?:\d{1,2}|[IVX]{1,4})\s?-?\s?(?:ый|ий|ой|ая|ья|ое|ого|его|ей|ую|ью|му|й|я|е|го|ю|м|х)(?![а-яё]))"
    r"|(?P<roman>[IVX]{1,4}(?!\w))"
    rf"|{_YEAR}(?!\d)|(?P<number>\d+)|(?P<word>[^\W\d_]+)|(?P<mark>[-,;:()?/+])"
)
_ROMAN_VALUES = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10,
                 "XI": 11, "XII": 12}  # fmt: skip
_IMPOSSIBLE = "!"


def without_clock(text: str) -> str:
    """The hour of a meeting is not its term."""
    return _CLOCK.sub(" ", text)


def symbols_of(text: str) -> str:
    """Symbols separated and surrounded by spaces; «!» is a date that cannot be."""
    found = []
    for match in _TOKEN.finditer(re.sub("[«»\"'“”„]", "", text)):
        group = match.lastgroup or ""
        found.append(_READERS[group](match[0]))
    return f" {' '.join(found)} "


def _iso(token: str) -> str:
    return _day(*token.split("-")[::-1])


def _dotted(token: str) -> str:
    return _day(*re.split(r"[./-]", token.replace(" ", "")))


def _dotted_month(token: str) -> str:
    month, year = token.replace(" ", "").split(".")
    number = _ROMAN_VALUES.get(month) or (int(month) if month.isdigit() else 0)
    return f"<{year}-{number:02d}>" if number else _IMPOSSIBLE


def _day(day: str, month: str, year: str = "") -> str:
    number = _ROMAN_VALUES.get(month) or (int(month) if month.isdigit() else 0)
    full_year = f"20{year}" if len(year) == 2 else year
    try:
        # A leap year stands for the year nobody named.
        date(int(full_year or 2024), number, int(day))
    except ValueError:
        return _IMPOSSIBLE
    return f"<{full_year + '-' if full_year else ''}{number:02d}-{int(day):02d}>"


def _school_year(token: str) -> str:
    start, _, end = token.replace(" ", "").partition("/")
    if str(int(start) + 1).endswith(end):
        return f"S{start}"
    return f"Y{start} - Y{start[:2] + end if len(end) == 2 else end}"


def _ordinal(token: str) -> str:
    found = re.match(r"\d+|[IVX]+", token)
    assert found is not None
    return _roman(found[0]) if not found[0].isdigit() else f"#{int(found[0])}"


def _roman(token: str) -> str:
    return f"#{_ROMAN_VALUES[token]}" if token in _ROMAN_VALUES else _IMPOSSIBLE


def _word(token: str) -> str:
    word = token.lower().replace("ё", "е")
    return SYMBOLS.get(word, word)


_READERS: dict[str, Callable[[str], str]] = {
    "iso": _iso,
    "full": _dotted,
    "month": _dotted_month,
    "short": _dotted,
    "slash": _dotted,
    "school": _school_year,
    "ordinal": _ordinal,
    "roman": _roman,
    "year": lambda token: f"Y{token}",
    "number": lambda token: str(int(token)) if len(token) < 5 else _IMPOSSIBLE,
    "word": _word,
    "mark": str,
}
