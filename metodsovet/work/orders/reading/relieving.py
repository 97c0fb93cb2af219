"""Who goes: replaced by somebody, relieved of an office, taken out of a body."""

import re

from metodsovet.kernel.parties import Party, PartyKind
from metodsovet.work.orders.reading.names import NAME
from metodsovet.work.orders.reading.people import closed, known, named, trimmed
from metodsovet.work.orders.reading.words import Word, open_text

_INSTEAD = re.compile(
    rf",?\s*\b(?:[Вв]замен|[Вв]место)\s+(?:(?:не[её]|него|них)(?![а-яё])|(?P<who>[^.,;:()\n]{{0,80}}?{NAME.pattern}))"
)
# «Взамен ранее назначенной …», «вместо уволившегося …» say why, not who.
_GONE = re.compile(
    r"^(?:ранее\s+|выбывш\w+\s+|(?:\w+(?:вш|нн|енн|ем)(?:ей|его|ой|ого|их|ых)(?:ся)?)\s+)+", re.IGNORECASE
)
_OFFICE = re.compile(
    r"\s*\bот\s+(?:(?:занимаемой\s+)?должности|(?:исполнения\s+|выполнения\s+)?(?:обязанностей|функций|полномочий))\s*"
    r"(?P<office>(?:(?!\.\s+[А-ЯЁ][а-яё]{2})[^;\n])*)",
    re.IGNORECASE,
)
_BODY = re.compile(r"\s*\bиз\s+(?:персонального\s+)?(?:состава|числа\s+членов)\s+", re.IGNORECASE)
_WHY = re.compile(
    r",?\s+(?:по\s+собственному|по\s+личному|в\s+связи|ввиду|по\s+причине|на\s+основании|со?\s+\d|после\s)",
    re.IGNORECASE,
)
_RELIEVING = re.compile(r"^(?:освобо|сня(?:ть|т)|отстран)")
_EXCLUDING = re.compile(r"^(?:исключ|вывести|вывод)")


def without_replaced(text: str) -> tuple[str, Party | None]:
    """«Берёзкину Н.Л. взамен Тополевой С.С.» as the text without the latter, and the latter."""
    found = _INSTEAD.search(text)
    if found is None:
        return text, None
    who = _GONE.sub("", (found["who"] or "").strip())
    party = next((one for one in known(who) if one.person), None) if who else None
    return text[: found.start()] + text[found.end() :], party


def relieved_in(text: str, verb: Word | None) -> list[tuple[Party, str]]:
    """Everybody who goes, with the office or the body as the point words it; only people with names."""
    if verb is None:
        return []
    after = text[verb.end :]
    if _RELIEVING.match(verb.lower):
        return _relieved(after)
    return _excluded(after) if _EXCLUDING.match(verb.lower) else []


def office_left(text: str) -> str:
    """«руководителя РМО учителей географии» of whom somebody else is appointed in the same point."""
    found = _OFFICE.search(text)
    return _without_reason(found["office"]) if found else ""


def _relieved(after: str) -> list[tuple[Party, str]]:
    found = _OFFICE.search(after)
    if found is None:
        return []
    office = _without_reason(found["office"])
    name = NAME.search(office)
    if people := _people(after[: found.start()]):
        return [(party, office) for party in people]
    return [(party, office[: name.start()].strip(" ,")) for party in _people(office[name.start() :])] if name else []


def _excluded(after: str) -> list[tuple[Party, str]]:
    found = _BODY.search(after)
    if found is None:
        return []
    rest = _without_reason(after[found.end() :].split("\n", 1)[0])
    if people := _people(after[: found.start()]):
        return [(party, rest) for party in people]
    name = NAME.search(rest)
    if name is None:
        return []
    return [(party, rest[: name.start()].strip(" ,:–—-")) for party in _people(rest[name.start() :])]


def _people(words: str) -> list[Party]:
    said = _without_reason(trimmed(words))
    found = named(said) if NAME.search(said) else ()
    return [party for party in found if party.kind is PartyKind.PERSON]


def _without_reason(words: str) -> str:
    found = _WHY.search(open_text(words))
    return closed(words[: found.start()] if found else words)
