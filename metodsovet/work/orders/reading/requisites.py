"""The act's requisites out of the lines around its kind: number, date, place, issuers, title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from metodsovet.kernel.russian import nominative_of, short_date, written_dates
from metodsovet.work.orders.reading.lines import Line
from metodsovet.work.orders.reading.names import ACT_KINDS
from metodsovet.work.orders.reading.result import ReadAct
from metodsovet.work.planning.reading.letter_case import as_sentence, together

_KIND = re.compile(
    r"^\W*(?:совместн\w+\s+)?(?P<kind>" + "|".join(ACT_KINDS) + r")"
    r"(?P<rest>(?:\s*\(?по\s.{3,60}|\s*(?:от\b|№|\bN\s?\d|\d|[«\"_]).*)?)\W*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^[«\"]?(?:О|Об|Обо)\s+[«\"]?[А-ЯЁа-яё\d]|^[«\"]?О[БВ]?\s+[А-ЯЁ]{3,}")
_PLACE = re.compile(
    r"(?<![а-яё])(?P<place>(?:г|город|с|село|п|пос|пгт|р\.\s?п|рп|ст|станица|д|дер|х|посёлок|поселок)(?:\.\s?|\s)"
    r"[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁ][а-яё]+)*)\s*$"
)
_NUMBER = re.compile(r"(?:№|\bN(?=\s?\d))\s*(?P<number>[\w./-]*\d[\w./-]*(?:\s?/\s?[\w.-]*\d[\w.-]*)*)")
_BARE_NUMBER = re.compile(r"^[\w./-]*\d[\w./-]*$")
_BLANK = re.compile(r"_{2,}|«\s*_*\s*»|№\s*_*\s*$")
_EMPTY = re.compile(r"(?:№\s*)?_{2,}\s*$|№\s*$")
_FILLING = re.compile(
    r"\b(?:от|дата|номер|документа|составления|регистрационный|рег|года|год|г|приказ|приказа|распоряжения)\b|[№N«»\"_.,:()|/\\–—-]",
    re.IGNORECASE,
)
_NO_ISSUER = re.compile(
    r"@|https?:|www|\bтел\b|телефон|факс|\bинн\b|\bкпп\b|\bогрн\b|\bокпо\b|\b\d{6}\b"
    r"|\bул\.|улица|e-?mail|^российская федерация$"
    r"|^(?:проект|копия|утвержд|согласован|руководител[яю]|руководителям|директорам|заведующим|начальникам)\b|^[^а-яё]*$",
    re.IGNORECASE,
)
_BODY_HEAD = re.compile(
    r"^(?:(?:муниципальн|государственн|городск|районн|окружн|краев|областн)\w+\s)*(?:управление|отдел|комитет|департамент"
    r"|министерство|администрация|учреждение|м[бак]\w{0,2}оу|мбу|мку|гбоу|казённое|казенное|бюджетное|автономное)\b",
    re.IGNORECASE,
)
_YEAR_WORD = re.compile(r"^\s*(?:года|год|г\.?+)(?![а-яё])(?!\s*[А-ЯЁ][а-яё]{2})")
_TERRITORY = re.compile(r"(?:край|область|республика\b.*|район|округ|^муниципальное образование.*)$", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"^(?:м[бак]\w{0,4}|гбоу|детский сад|средняя|основная|гимназия|лицей|школа|центр|дом|станция)\b", re.IGNORECASE
)
_ADOPTED = re.compile(r"^\(?(?:принят[оа]?|утвержд\w+|издан)\b\s*(?P<by>[А-ЯЁ].*)?", re.IGNORECASE)
_BY_SCHOOL = re.compile(r"^по\s+(?=[А-ЯЁ]{2,})")
_BY_HEAD = re.compile(r"^(?:начальника|директора|главы|руководителя|министра|председателя)\s", re.IGNORECASE)
_WORDY = re.compile(r"[а-яё]{3,}", re.IGNORECASE)
_ENDS_TITLE = 160
_TITLE_LINES = 8


@dataclass(slots=True)
class Found:
    """What the lines gave so far; ``numbers`` of a joint order are several."""

    day: date | None = None
    numbers: list[str] = field(default_factory=list)
    place: str = ""
    is_blank: bool = False

    def take(self, text: str, *, is_sure: bool = False) -> bool:
        """Whether the line held nothing but requisites; ``is_sure`` takes what it finds even among other words."""
        rest, day = _without_date(text)
        numbers = [found["number"] for found in _NUMBER.finditer(rest)]
        rest = _NUMBER.sub(" ", rest)
        place = _PLACE.search(re.sub(r"\sот$", "", _EMPTY.sub(" ", rest).strip(" .,")))
        rest = rest.replace(place["place"], " ") if place else rest
        words = [word for word in rest.split() if not _FILLING.fullmatch(word)]
        if day and not numbers and len(words) == 1 and _BARE_NUMBER.match(words[0]):
            numbers, rest = words, ""
        rest = _FILLING.sub(" ", rest).strip()
        if day and numbers and not _WORDY.search(rest):
            rest = ""  # a figure misread by a scanner
        is_known = bool(day or numbers or place or _BLANK.search(text))
        if (rest and not is_sure) or not is_known:
            return False
        self._keep(day, numbers, place["place"] if place else "")
        self.is_blank |= not (day or numbers) and _BLANK.search(text) is not None
        return True

    def _keep(self, day: date | None, numbers: list[str], place: str) -> None:
        self.day = self.day or day
        self.numbers += [cleaned for number in numbers if (cleaned := number.strip(" .-/")) not in self.numbers]
        self.place = self.place or re.sub(r"^(\w{1,3})\.\s?", r"\1. ", place)


def _without_date(text: str) -> tuple[str, date | None]:
    found = next(written_dates(text), None) or short_date(text)
    if found is None:
        return text, None
    return f"{text[: found.start]} {_YEAR_WORD.sub(' ', text[found.end :])}", found.day


def kind_at(line: Line) -> re.Match[str] | None:
    """The line that names the kind of the act: «ПРИКАЗ», «ПРИ КАЗ № 5 от …», «ПРИКАЗ по основной деятельности»."""
    joined = re.sub(r"\s", "", line.text)
    return _KIND.match(line.text) or (_KIND.match(joined) if len(joined) < 20 and "№" not in joined else None)


def read_requisites(head: Sequence[Line], tail: Sequence[Line], body: str) -> tuple[ReadAct, Found]:
    """``head`` stands before the preamble, ``tail`` after the signature: numbers are found there too."""
    kind_place = next((place for place, line in enumerate(head) if kind_at(line)), None)
    match = kind_at(head[kind_place]) if kind_place is not None else None
    over = head[:kind_place] if kind_place is not None else ()
    below = head[kind_place + 1 :] if kind_place is not None else head
    found = Found()
    if match is not None:
        found.take(match["rest"], is_sure=True)
    title, others = _title(below)
    left = [line.text for line in others if not found.take(line.text)]
    bearers = [line.text for line in over if not found.take(line.text)]
    if not (found.day or found.numbers) and kind_place is not None:
        for line in tail:
            found.take(line.text)
    act = ReadAct(
        kind=match["kind"].lower() if match else "",
        number="/".join(found.numbers[:3]),
        date=found.day,
        issuers=tuple(_issuers(_bearers(bearers, left), body)),
        title=_unquoted(as_sentence(title or _title_elsewhere(bearers, left), body).strip(" .")),
        place=found.place,
    )
    return act, found


def _bearers(over: Sequence[str], left: Sequence[str]) -> list[str]:
    """Lines that name the issuer: over the kind of the act, else among the lines below it."""
    bearers = [text for text in over if not _ABOUT.match(text)]
    if not any(_is_body(text) for text in bearers):
        bearers += _adopting(left)
    return bearers or [text for text in left if _is_body(text)] or _named_below(left)


def _named_below(lines: Sequence[str]) -> list[str]:
    """«ПРИКАЗ / по гимназии № 1», «РАСПОРЯЖЕНИЕ / начальника отдела образования …»."""
    for line in lines:
        if found := _BY_SCHOOL.match(line):
            return [line[found.end() :]]
        if _BY_HEAD.match(line):
            named = nominative_of(line[0].lower() + line[1:], "gent")
            return [named[0].upper() + named[1:]]
    return []


def _is_body(text: str) -> bool:
    return _BODY_HEAD.match(text) is not None or _ORGANISATION.match(text) is not None


def _title_elsewhere(over: Sequence[str], left: Sequence[str]) -> str:
    """A heading over the kind of the act, or one that does not begin with «О»."""
    above = next((text for text in over if _ABOUT.match(text)), "")
    return above or together([text for text in left if not (_is_body(text) or _NO_ISSUER.search(text))][:_TITLE_LINES])


def _adopting(lines: Sequence[str]) -> list[str]:
    """«Принято / Администрацией Оренской области»."""
    for place, line in enumerate(lines):
        adopted = _ADOPTED.match(line)
        if adopted is not None:
            named = adopted["by"] or "".join(lines[place + 1 : place + 2])
            turned = nominative_of(named, "ablt")
            return [turned] if turned != named else []
    return []


def _unquoted(title: str) -> str:
    if title.count("«") != title.count("»"):
        return title.strip("«»")
    return title[1:-1] if title.startswith(("«О", '"О')) and title.endswith(("»", '"')) else title


def _title(lines: Sequence[Line]) -> tuple[str, list[Line]]:
    """The heading «Об …» with the lines that go on with it, and the other lines."""
    start = next((place for place, line in enumerate(lines) if _ABOUT.match(line.text)), None)
    if start is None:
        return "", list(lines)
    end = start + 1
    while end < min(len(lines), start + _TITLE_LINES) and _goes_on(lines[end], lines[end - 1], lines[start]):
        end += 1
    return together([line.text for line in lines[start:end]]), [*lines[:start], *lines[end:]]


def _goes_on(line: Line, before: Line, first: Line) -> bool:
    if (
        before.text.endswith((".", ":"))
        or _ADOPTED.match(line.text)
        or (first.is_bold and not line.is_bold and not line.text[0].islower())
    ):
        return False
    is_again = line.text.isupper() and not first.text.isupper()
    return not is_again and not Found().take(line.text) and len(line.text) < _ENDS_TITLE


def _issuers(lines: Sequence[str], body: str) -> list[str]:
    """Each body with its lines; a body that has another under it («Администрация … / Управление …») is one issuer."""
    bodies: list[list[str]] = []
    for line in lines:
        if _NO_ISSUER.search(line):
            continue
        if _BODY_HEAD.match(line) or not bodies:
            bodies = [group for group in bodies if not _TERRITORY.search(together(group)) or _BODY_HEAD.match(group[0])]
            bodies.append([line])
        else:
            bodies[-1].append(line)
    bodies = [
        group for group in bodies if len(group) > 1 or not _TERRITORY.search(group[0]) or _BODY_HEAD.match(group[0])
    ]
    names = [together(_sentences(parts, body)) for parts in bodies]
    if len(names) < 2 or _are_equal(names):
        return names
    return [", ".join(names)]


def _sentences(lines: Sequence[str], body: str) -> list[str]:
    """Capitals of the letterhead as a sentence; lines in small letters stay."""
    return [as_sentence(together(list(run)), body) for _, run in groupby(lines, key=str.isupper)]


def _are_equal(names: Sequence[str]) -> bool:
    """Bodies of one rank issue together; the administration and its office do not."""
    ranks = {"администрация": 3, "министерство": 2, "департамент": 2}
    found = [next((rank for word, rank in ranks.items() if word in name.split()[0].lower()), 1) for name in names]
    return len(set(found)) == 1
