"""«В течение 10 дней после …», «за 2 недели до …», «в трёхдневный срок»: how far from the event."""

import re
from dataclasses import dataclass

from metodsovet.kernel.terms.words import SYMBOLS

_NUMBER = (
    r"(?P<number>\d{1,3}(?:\s?-\s?(?:х|ти|и|ми|го|й))?|один|одного|одной|два|две|двух|три|трех|четыре|четырех|пять|пяти|шесть"
    r"|шести|семь|семи|восемь|восьми|десять|десяти|четырнадцать|четырнадцати|пятнадцать|пятнадцати|двадцать|двадцати"
    r"|тридцать|тридцати)"
)
_UNIT = (
    r"(?P<kind>(?:рабоч|учебн|банковск|календарн)[а-я]+ )?(?P<unit>дн(?:я|ей|ень)\b|день\b|сут[а-я]+|недел[а-я]+"
    r"|месяц[а-я]*|час(?:а|ов)?\b)"
)
_AFTER = r"(?: (?P<side>после|со дня|с даты|с момента|от даты|от|до|по окончании|по завершении|с)\b)?"
_COMPOUND = (
    r"(?P<stem>\d{1,2}\s?-\s?(?:ти\s?-?\s?|х\s?-?\s?)?|одно|двух|трех|четырех|пяти|шести|семи|восьми|десяти"
    r"|пятнадцати|двадцати|тридцати)?"
)

_COUNTED: tuple[re.Pattern[str], ...] = (
    re.compile(r"\b(?P<before>(?:не (?:позднее|позже|ранее)(?: чем)? )?за)"
               r" (?P<unit>недел[юи]|месяца?|день|дня|сутки)(?= до| перед)"),
    re.compile(rf"\b(?P<before>(?:не (?:позднее|позже|ранее)(?: чем)? )?за) {_NUMBER} {_UNIT}(?= до| перед)"),
    re.compile(rf"\b(?:в течение|в срок до|в срок не более|не (?:позднее|позже)(?: чем)?(?: через)?|через|до"
               r"|по истечении) (?:первых )?"
               rf"{_NUMBER} {_UNIT}{_AFTER}"),
    re.compile(rf"\b(?:в течение|через|не (?:позднее|позже)) (?:одно(?:го|й) )?"
               r"(?P<kind>(?:рабоч|учебн|календарн)[а-я]+ )?"
               rf"(?P<unit>недели|неделю|месяца?|дня|день|суток)\b{_AFTER}"),
    re.compile(rf"\b(?:в )?{_COMPOUND}(?P<unit>дневн|суточн|недельн|месячн)[а-я]+ срок{_AFTER}"),
)  # fmt: skip
_NAMED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("P1D", re.compile(r"\b(?:на|не позднее|в) следующ[а-я]+ (?:рабоч[а-я]+ )?(?:день|дня)(?: после)?(?=$| )")),
    ("P0D", re.compile(r"\bв день (?=[а-я])")),
    ("-P1D", re.compile(r"\bнакануне (?=\w)")),
    ("", re.compile(
        r"\b(?:после|по (?:окончании|окончанию|завершении|завершению|итогам|результатам|истечении)"
        r"|со дня|с момента|с даты"
        r"|до начала|до проведения|до открытия|до окончания|до завершения|до конца|перед) (?=[^\W\d_])"
    )),
)  # fmt: skip
_NOT_AN_EVENT = re.compile(
    r"(?:(?:календарного |текущего |учебного |этого )*(?:года|месяца|недели|квартала|дня|урока)|учебного дня)\s*$"
)
_LETTERS = {"дн": "D", "де": "D", "су": "D", "не": "W", "ме": "M", "ча": "H"}


@dataclass(frozen=True, slots=True)
class Offset:
    start: int
    head_end: int
    offset: str


def offset_of(plain: str) -> Offset | None:
    found = [offset for pattern in _COUNTED if (match := pattern.search(plain)) and (offset := _counted(match))]
    for duration, pattern in _NAMED:
        match = pattern.search(plain)
        if match is not None and _is_event(match, plain):
            found.append(Offset(match.start(), match.end(), duration))
    return min(found, key=lambda offset: offset.start, default=None)


def _is_event(match: re.Match[str], plain: str) -> bool:
    if not match[0].startswith(("до ", "перед", "с момента")):
        return match[0] != "день " or not re.match(r"каждый|недели|месяца|открытых", plain[match.end() :])
    return _NOT_AN_EVENT.match(plain[match.end() :]) is None


def _counted(match: re.Match[str]) -> Offset | None:
    groups = match.groupdict()
    typed = (groups.get("number") or groups.get("stem") or "1").strip(" -")
    number = _number(typed)
    if not number:
        return None
    letter = _LETTERS[groups["unit"][:2]]
    side = groups.get("side") or ""
    sign = "-" if groups.get("before") or side == "до" else ""
    working = "B" if (groups.get("kind") or "").startswith(("рабоч", "учебн")) and letter == "D" else ""
    clock = "T" if letter == "H" else ""
    end = match.end() if side != "до" else match.start("side")
    return Offset(match.start(), end, f"{sign}P{clock}{number}{working}{letter}")


def _number(typed: str) -> int:
    digits = re.match(r"\d+", typed)
    if digits is not None:
        return int(digits[0])
    symbol = "1" if typed == "одно" else SYMBOLS.get(typed, "")
    return int(symbol) if symbol.isdigit() else 0
