"""Rows that speak of nobody: titles, sections with the name of a school, totals, signatures, numbers of columns."""

import re
from collections.abc import Sequence

from metodsovet.ground.directory.reading.words import key_of

LONGEST_PLACE = 300
_GONE = re.compile(r"\bувол|\bвыбы|\bне работает")
_PLACE = re.compile(
    r"\bм[а-яё]{0,4}[оу]у\b|\b(?:сош|оош|нош|доу|дюсш|цро|имц|цдт|ддт)\b|школ[аы]?\b|гимнази|лице[йя]|"
    r"детск\w* сад|\bд[/.]?с\b|центр\b|"
    r"дом (?:детск|творч|пионер)|учреждени|дворец|интернат|кадетск|станци\w* юн|\b(?:управление|отдел) образовани",
    re.IGNORECASE,
)
_START = re.compile(
    r"(?:М[А-ЯЁ]{1,4}[ОУ]У|МБ[А-Я]+|МА[А-Я]+|МК[А-Я]+|СОШ|ООШ|НОШ|ДОУ|ЦРО|ИМЦ|Муниципальн|Детск\w+ сад|\bД[/.]?с\b|"
    r"Школ[аы]|Гимнази|Лице[йя]|Центр)",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s+(?:на|по состоянию на|за|в)\s+(?:\d.*|\d{4}.*)$|\s*[.,:]?\s*(?:список|педсостав|пед\w* состав|кадры).*$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:школа|организация|учреждение|наименование \w+|место работы|оо|оу|доу)\s*:\s*", re.IGNORECASE)
_TOTAL = re.compile(r"^(?:итого|всего|итог|в том числе|из них)\b", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"_{3,}|^\(?\s*(?:исполнител|исп\b|м\.?\s?п\.?$|подпис|дата(?: заполн| состав)|согласован|утвержда|составил|"
    r"ответственн)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^(?:директор|заведующ\w*|руководитель|начальник|главн\w* бухгалтер|бухгалтер|председатель|секретарь)\b",
    re.IGNORECASE,
)


def place_in(text: str) -> str:
    """The name of an organisation that the words hold; empty when none."""
    text = _LABEL.sub("", text)
    if not _PLACE.search(text):
        return ""
    found = _START.search(text)
    name = text[found.start() :] if found else text
    return _END.sub("", name).strip(" .,:;-–—")[:LONGEST_PLACE]


def is_gone(words: str) -> bool:
    """«Уволенные» over the rows or on the tab of the sheet, «уволена 15.06.2026» beside a person."""
    return _GONE.search(key_of(words)) is not None


def why_nobody(texts: Sequence[str], *, has_name: bool) -> str:
    """Why the row is no record of a list; empty when it may be one."""
    filled = [text for text in texts if text]
    if filled and len(filled) > 2 and all(text.isdigit() for text in filled) and _is_count(filled):
        return "номера столбцов"
    first = filled[0] if filled else ""
    if _TOTAL.search(first) or (len(filled) > 1 and _TOTAL.search(filled[1]) and not has_name):
        return "итог"
    if has_name:
        return "подпись" if "___" in "".join(filled) else ""
    if any(_SIGNATURE.search(text) for text in filled):
        return "подпись"
    if len(set(filled)) <= 3 and _SIGNED.search(first):
        return "подпись"
    return ""


def _is_count(filled: Sequence[str]) -> bool:
    numbers = [int(text) for text in filled if len(text) < 4]
    return len(numbers) == len(filled) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
