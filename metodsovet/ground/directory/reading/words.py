"""Cells as words: invisible characters, double spaces, Latin look-alikes; keys by which words are the same."""

import re
import unicodedata
from datetime import date, datetime, time
from functools import lru_cache

from metodsovet.kernel.russian import date_short, unlatin
from metodsovet.kernel.spreadsheets.excel.values import Value

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u00ad": None, "\u200b": None, "\ufeff": None})
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_TWINS = str.maketrans("ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук")
_ONLY_TWINS = re.compile(r"[ABCEHKMOPTXYaceopxyk\s.\-]+")
_MARKS = re.compile("[\u0300-\u036f]")  # «й» typed as two signs, accents over vowels
_SIGNS = re.compile(r"[^0-9a-zа-я]+")


def words_of(value: Value) -> str:
    """The cell as one line: Russian letters, single spaces; dates as 15.06.2026, whole numbers without a point."""
    if isinstance(value, str):
        return _tidy(value) if value else ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime | date):
        return date_short(value)
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() else str(value).replace(".", ",")
    return "" if isinstance(value, time) else str(value)


@lru_cache(maxsize=65536)
def _tidy(text: str) -> str:
    text = " ".join(text.translate(_SPACES).split())
    if _MARKS.search(text):
        text = _MARKS.sub("", unicodedata.normalize("NFC", text))
    if _LATIN.search(text):
        if _CYRILLIC.search(text):
            return unlatin(text)
        if _ONLY_TWINS.fullmatch(text):
            return text.translate(_TWINS)
    return text


def lines_of(value: Value) -> list[str]:
    """Lines of a cell, each tidy: a line break parts posts and subjects."""
    if isinstance(value, str) and ("\n" in value or "\r" in value):
        return [line for raw in value.splitlines() if (line := _tidy(raw))]
    text = words_of(value)
    return [text] if text else []


@lru_cache(maxsize=262144)
def key_of(text: str) -> str:
    """Words without signs, in lower case, ё as е: «СОШ №3» and «сош № 3» are one."""
    return _SIGNS.sub(" ", text.lower().replace("ё", "е").replace("№", " ")).strip()
