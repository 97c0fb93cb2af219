"""What points do by their own words besides appointing: found and close, set a theme, end or change earlier acts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from metodsovet.kernel.russian import nominative_of
from metodsovet.work.orders.reading import BasisAct, ReadOrder, ReadPoint
from metodsovet.work.orders.reading.basis import read_basis

_BODIES = re.compile(
    r"совет\b|совета\b|объединени|\bгрупп|мастерск|лаборатори|коллектив|\bцентр|пункт|секци|ассоциаци"
    r"|сообществ|\b[ГРМШ]МО\b|\bВТК\b",
    re.IGNORECASE,
)
_FOUNDS = re.compile(
    r"\b(?:создать|образовать|сформировать|учредить|организовать создание)\s+"
    r"(?:с\s+\d{1,2}[\s.]\S+(?:\s+\d{4}\s*(?:года|г\.))?\s+)?",
    re.IGNORECASE,
)
_NAME_END = re.compile(
    r"[,;:(\n]|\.(?:\s|$)|\sи\s(?=утвердить|назначить|возложить)|\sв\s(?:следующем\s)?составе\b|\sна\sбазе\b"
    r"|\sс\s(?:целью|\d)|\sв\sцелях\b|\sпод\sруководством\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\b(?:прекратить\s+(?:деятельность|работу)|ликвидировать|упразднить|расформировать|закрыть)\s+", re.IGNORECASE
)
_THEME = re.compile(r"методическ\w+\s+тем(?:у|ой|е|а)\b[^«\n]{0,80}«", re.IGNORECASE)
_ENDS = re.compile(
    r"\b(?:призна\w+|счита\w+)\s+(?:\S+\s){0,3}?утратившим\w*\s+силу|\bотменить\b|\bутратившим\w*\s+силу\s+(?:призна|счита)",
    re.IGNORECASE,
)
# «Взамен Ивановой И.И.» names a person: no act stands after it.
_REPLACES = re.compile(
    r"\bвзамен(?=\s[^;]{0,200}?(?:приказ|распоряжени|постановлени))"
    r"|\bвместо(?=\s+(?:приказ|распоряжени|постановлени))",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\bвнести\b.{0,60}?\b(?:изменени|дополнени)\w*\s+в\b|\bвнести\s+в\b.{0,250}?\b(?:изменени|дополнени)|\bизложить\b.{0,200}?\bв\s+(?:новой|следующей)\s+редакции",
    re.IGNORECASE | re.DOTALL,
)
_POINTS = re.compile(
    r"\bпункт\w*\s+(?P<numbers>\d+(?:\.\d+)*(?:(?:\s?,\s?|\s+и\s+)\d+(?:\.\d+)*)*)\s+(?=приказ|распоряж|постановл)",
    re.IGNORECASE,
)
_KIND = re.compile(r"\b((?:приказ|распоряжени|постановлени)\w*)", re.IGNORECASE)
_AND_FROM = re.compile(r"(?:,|\s+и)\s+от\s+(?=[«\d])")
_ACTS = ("приказ", "распоряжение", "постановление")
LONGEST_NAME = 500


class Follows(StrEnum):
    FOUND, CLOSE, SET_THEME = "found", "close", "set_theme"
    REPLACES = "replaces"
    AMENDS, WITHDRAWS, WITHDRAWS_POINTS = "amends", "withdraws", "withdraws_points"


@dataclass(frozen=True, slots=True)
class Consequence:
    """``place`` counts all of the file, ``index`` is of the point among all read ones; ``words`` are of the point.

    ``act`` is the earlier one, ``points`` those of it that are withdrawn.
    """

    place: int
    index: int
    what: Follows
    words: str
    act: BasisAct | None = None
    points: tuple[str, ...] = ()


def consequences_of(read: ReadOrder) -> list[Consequence]:
    """In the order of the file, each once."""
    found: list[Consequence] = []
    said: set[tuple[Follows, str]] = set()
    for index, point in enumerate(read.all_points()):
        for one in _of_point(point):
            # An order that is replaced in one point and withdrawn in another is asked about once.
            what = Follows.WITHDRAWS if one.what is Follows.REPLACES else one.what
            key = (what, one.words.lower())
            if key not in said:
                said.add(key)
                found.append(Consequence(len(found), index, one.what, one.words, one.act, one.points))
    return found


def _of_point(point: ReadPoint) -> Iterator[Consequence]:
    text = point.text
    if name := founded_in(text):
        yield Consequence(0, 0, Follows.FOUND, name)
    if closed := _CLOSES.search(text):
        yield Consequence(0, 0, Follows.CLOSE, _phrase(text[closed.end() :]))
    if theme := theme_in(text):
        yield Consequence(0, 0, Follows.SET_THEME, theme)
    replacing = _REPLACES.search(text)
    if replacing is not None:
        yield from _of_acts(text[replacing.end() :], Follows.REPLACES)
        text = text[: replacing.start()]
    if _ENDS.search(text):
        yield from _of_acts(text, Follows.WITHDRAWS)
    elif _CHANGES.search(text):
        yield from _of_acts(text, Follows.AMENDS)


def founded_in(text: str) -> str:
    """The name in the nominative, of a body that may be a community; empty where none is founded."""
    found = _FOUNDS.search(text)
    if found is None:
        return ""
    name = _phrase(text[found.end() :])
    if not _BODIES.search(name) or len(name) > LONGEST_NAME:
        return ""
    named = nominative_of(name, "accs")
    return f"{named[:1].upper()}{named[1:]}"


def theme_in(text: str) -> str:
    """What stands in quotes after «методической теме»; the last closing mark of its sentence ends it."""
    found = _THEME.search(text)
    if found is None:
        return ""
    rest = text[found.end() :].split("\n", 1)[0]
    return rest[: rest.rfind("»")].strip()[:LONGEST_NAME] if "»" in rest else ""


def _phrase(rest: str) -> str:
    """Up to the end of the name; what stands in quotes is a part of it."""
    opened = rest.find("«")
    end = _NAME_END.search(rest)
    if end is not None and 0 <= opened < end.start() and (closing := rest.find("»", opened)) > end.start():
        end = _NAME_END.search(rest, closing)
    return " ".join(rest[: end.start() if end else len(rest)].split()).strip(" .")


def _of_acts(text: str, what: Follows) -> Iterator[Consequence]:
    """Every order that is named; of one its points, where the point names them."""
    kind = _KIND.search(text)
    each = _AND_FROM.sub(f" и {kind[1]} от ", text) if kind else text
    acts = [act for act in read_basis(each) if act.kind in _ACTS and (act.number or act.date)]
    named = _POINTS.search(text) if what is Follows.WITHDRAWS and len(acts) == 1 else None
    numbers = tuple(re.findall(r"\d+(?:\.\d+)*", named["numbers"])) if named else ()
    for act in acts:
        done = Follows.WITHDRAWS_POINTS if numbers else what
        number = f"№ {act.number}" if act.number else ""
        day = f"от {act.date:%d.%m.%Y}" if act.date else ""
        words = " ".join(filter(None, (act.kind, day, number)))
        yield Consequence(0, 0, done, words, act, numbers)
