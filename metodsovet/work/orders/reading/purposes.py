"""What a point approves, and the appendices that it names."""

import re
from itertools import pairwise

from metodsovet.kernel.russian import nominative_of
from metodsovet.work.orders.reading.deadlines import without_deadlines
from metodsovet.work.orders.reading.result import Approved
from metodsovet.work.orders.reading.words import Word

_APPENDIX = re.compile(
    r"\bприложени[а-яё]*\s*(?:(?:№+|NN?)\s*)?(?P<numbers>\d{1,3}(?:\.\d)?(?:(?:\s?[,–—-]\s?|\s+и\s+)(?:№\s?)?\d{1,3})*|[А-Е](?![а-яё]))?",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(r"\bприлага(?:ется|ются|емы)", re.IGNORECASE)
_MARKED = re.compile(r"\(\s*(?:приложени|прилага)[^()]*\)", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\(\s*(?:далее|прилага|приложени|согласно приложени|см)[^()]*\)", re.IGNORECASE)
_ACCORDING = re.compile(
    r",?\s*(?:согласно|в соответствии с|по)\s+приложени[а-яё]+(?:\s*(?:№\s*)?\d+)?(?:\s+к\s+(?:настоящ\w+\s+)?\w+)?",
    re.IGNORECASE,
)
_REPLACING = re.compile(r",?\s*\bвзамен\s.*$", re.IGNORECASE | re.DOTALL)
_LEADING = re.compile(r"^(?:прилагаем\w+|следующ\w+)\s*:?\s*", re.IGNORECASE)
_TRAILING = re.compile(r"[.,;]?\s*приложени\w*\s*(?:№|N)?\s*\d{0,3}$", re.IGNORECASE)
_IN_FORCE = re.compile(r"^\s*в\s+действие\b", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,3})\s?[–—-]\s?(\d{1,3})")
_AMENDED = re.compile(
    r"^приложени\w+[^.;]{0,60}?\s(?:изложить|исключить|дополнить|признать|считать|заменить)\b", re.IGNORECASE
)
_PEOPLE_NAMED = {
    "ответственных": "ответственные",
    "руководителей": "руководители",
    "кураторов": "кураторы",
    "наставников": "наставники",
    "координаторов": "координаторы",
    "организаторов": "организаторы",
    "председателей": "председатели",
    "секретарей": "секретари",
}
_WHO = "|".join(_PEOPLE_NAMED)
_PEOPLE = re.compile(rf"(?:{_WHO})\b(?:(?:,| и)\s(?:{_WHO})\b)*", re.IGNORECASE)
_MOST = 50


def appendices_in(text: str) -> tuple[str, ...]:
    """Numbers in order; an empty one for «(Приложение)» and «прилагается»."""
    found: list[str] = []
    for match in _APPENDIX.finditer(text, _amended_end(text)):
        numbers = _numbers(match["numbers"] or "")
        found += [number for number in numbers if number not in found]
    if (not found and _ENCLOSED.search(text)) or any(not _APPENDIX.search(mark) for mark in _MARKED.findall(text)):
        found.insert(0, "")
    return tuple(found)


def _amended_end(text: str) -> int:
    """«Приложение № 2 изложить …» names an appendix of another order."""
    amended = _AMENDED.match(text)
    return amended.end() if amended else 0


def _numbers(text: str) -> list[str]:
    if not text:
        return [""]
    span = _SPAN.fullmatch(text.strip())
    if span and 0 < int(span[2]) - int(span[1]) < _MOST:
        return [str(number) for number in range(int(span[1]), int(span[2]) + 1)]
    return re.findall(r"\d{1,3}(?:\.\d)?|[А-Е]", text)


def without_appendices(text: str) -> str:
    return _ACCORDING.sub("", _BRACKETED.sub("", text))


def approved_in(text: str, verb: Word | None) -> tuple[Approved, ...]:
    """Things in the nominative, without the verb and the mark of the appendix; several, each with its own mark."""
    after = (text[verb.end :] if verb else text).split("\n", 1)[0]
    if verb is not None and verb.lower.startswith("вв"):
        after = without_deadlines(_IN_FORCE.sub("", after))
    marks = list(_MARKED.finditer(after))
    if len(marks) > 1:
        ends = [0, *(mark.end() for mark in marks)]
        found = [_approved(after[start:end]) for start, end in pairwise(ends)]
    else:
        found = [_approved(after)]
    return tuple(one for one in found if one.title)


def _approved(phrase: str) -> Approved:
    title = _TRAILING.sub("", without_appendices(_REPLACING.sub("", phrase)).strip(" .,;:–—-"))
    title = " ".join(_LEADING.sub("", re.sub(r"^и\s+", "", title)).split()).strip(" .,;:")
    numbers = appendices_in(phrase)
    return Approved(_as_title(title), numbers[0] if numbers else "")


def _as_title(title: str) -> str:
    """«Руководителей секций и кураторов» too: people in the accusative look as in the genitive."""
    people = _PEOPLE.match(title)
    if people is None:
        return nominative_of(title, "accs")
    said = re.sub(r"\w+", lambda word: _PEOPLE_NAMED.get(word[0].lower(), word[0]), people[0])
    return said + title[people.end() :]
