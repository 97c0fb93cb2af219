"""Automatic numbers of paragraphs, as Word counts them when it prints."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from metodsovet.kernel.spreadsheets.archives import Archive
from metodsovet.kernel.spreadsheets.word import names
from metodsovet.kernel.spreadsheets.word.names import w
from metodsovet.kernel.spreadsheets.xml_streams import events

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_BASED_ON_DEPTH = 20
_PROPERTIES, _STYLE, _NUMBER = w("pPr"), w("pStyle"), w("numPr")


@dataclass(frozen=True, slots=True)
class Level:
    format: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Counters live by abstract list: lists made from one go on counting unless told to start again."""

    lists: Mapping[str, tuple[str, Mapping[int, int]]] = field(default_factory=dict)
    levels: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: Any) -> str:
        """Printed number of the paragraph, empty for a bullet and for one without numbering. Counts on."""
        if not self.lists:
            return ""
        number_id, depth = self._address(paragraph)
        if number_id not in self.lists:
            return ""
        abstract, overrides = self.lists[number_id]
        levels = self.levels.get(abstract, {})
        if depth not in levels or levels[depth].format == "bullet":
            return ""
        counters = self._counters.setdefault(abstract, {})
        self._step(counters, levels, (number_id, depth), overrides)
        return _label(levels[depth].text, levels, counters)

    def _address(self, paragraph: Any) -> tuple[str, int]:
        properties = paragraph.find(_PROPERTIES)
        if properties is None:
            return "", 0
        style = properties.find(_STYLE)
        by_style = self.styles.get(style.get(names.VAL, ""), ("", 0)) if style is not None else ("", 0)
        own = properties.find(_NUMBER)
        if own is None:
            return by_style
        number_id, depth = own.find(w("numId")), own.find(w("ilvl"))
        return (
            number_id.get(names.VAL, "") if number_id is not None else by_style[0],
            _whole(depth.get(names.VAL)) if depth is not None else by_style[1],
        )

    def _step(
        self,
        counters: dict[int, int],
        levels: Mapping[int, Level],
        address: tuple[str, int],
        overrides: Mapping[int, int],
    ) -> None:
        depth = address[1]
        if depth in overrides and address not in self._restarted:
            self._restarted.add(address)
            counters[depth] = overrides[depth]
        else:
            counters[depth] = counters[depth] + 1 if depth in counters else levels[depth].start
        for deeper in [level for level in counters if level > depth]:
            del counters[deeper]


def read_numbering(archive: Archive) -> Numbering:
    if not archive.has("word/numbering.xml"):
        return Numbering()
    levels: dict[str, dict[int, Level]] = {}
    lists: dict[str, tuple[str, Mapping[int, int]]] = {}
    for event, element in events(archive, "word/numbering.xml", w("abstractNum"), w("num")):
        if event != "end":
            continue
        if element.tag == w("abstractNum"):
            levels[element.get(w("abstractNumId"), "")] = dict(map(_level, element.findall(w("lvl"))))
        else:
            lists[element.get(w("numId"), "")] = (_value(element, "abstractNumId"), _overrides(element))
    return Numbering(lists=lists, levels=levels, styles=_numbered_styles(archive))


def _level(element: Any) -> tuple[int, Level]:
    start = _value(element, "start")
    return _whole(element.get(w("ilvl"))), Level(
        format=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText"),
        start=_whole(start) if start else 1,
    )


def _overrides(element: Any) -> Mapping[int, int]:
    return {
        _whole(override.get(w("ilvl"))): _whole(_value(override, "startOverride"))
        for override in element.findall(w("lvlOverride"))
        if _value(override, "startOverride")
    }


def _numbered_styles(archive: Archive) -> Mapping[str, tuple[str, int]]:
    if not archive.has("word/styles.xml"):
        return {}
    own: dict[str, tuple[str, int]] = {}
    parents: dict[str, str] = {}
    for event, element in events(archive, "word/styles.xml", w("style")):
        if event != "end" or element.get(w("type")) != "paragraph":
            continue
        style = element.get(w("styleId"), "")
        parents[style] = _value(element, "basedOn")
        numbered = element.find(f"{w('pPr')}/{w('numPr')}")
        if numbered is not None and _value(numbered, "numId"):
            own[style] = (_value(numbered, "numId"), _whole(_value(numbered, "ilvl")))
        element.clear()
    return {style: address for style in parents if (address := _inherited(style, own, parents))}


def _inherited(style: str, own: Mapping[str, tuple[str, int]], parents: Mapping[str, str]) -> tuple[str, int] | None:
    for _ in range(_BASED_ON_DEPTH):
        if style in own:
            return own[style]
        style = parents.get(style, "")
    return None


def _label(pattern: str, levels: Mapping[int, Level], counters: Mapping[int, int]) -> str:
    for depth in range(9):
        place = f"%{depth + 1}"
        if place in pattern:
            level = levels.get(depth, Level("decimal", "", 1))
            pattern = pattern.replace(place, formatted(counters.get(depth, level.start), level.format))
    return pattern.strip()


def formatted(number: int, kind: str) -> str:
    """The number in a format of Word; unknown formats are printed as digits."""
    match kind:
        case "upperRoman":
            return _roman(number).upper()
        case "lowerRoman":
            return _roman(number)
        case "upperLetter" | "lowerLetter":
            return _lettered(number, _LATIN, is_upper=kind == "upperLetter")
        case "russianUpper" | "russianLower":
            return _lettered(number, _RUSSIAN, is_upper=kind == "russianUpper")
        case "decimalZero":
            return f"{number:02}"
        case "none":
            return ""
    return str(number)


def _roman(number: int) -> str:
    answer = ""
    number = max(0, min(number, 3_999))
    for value, sign in (*_ROMAN, *_ROMAN_SMALL):
        answer += sign * (number // value)
        number %= value
    return answer


def _lettered(number: int, alphabet: str, *, is_upper: bool) -> str:
    """Word repeats the letter after the alphabet ends: z, aa, bb."""
    index = max(number, 1) - 1
    letter = alphabet[index % len(alphabet)] * min(index // len(alphabet) + 1, 10)
    return letter.upper() if is_upper else letter


def _value(element: Any, name: str) -> str:
    child = element.find(w(name))
    return "" if child is None else child.get(names.VAL, "")


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0
