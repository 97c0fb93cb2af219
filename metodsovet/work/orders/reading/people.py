"""Phrases of people cut out of a point and read by ``kernel.parties``."""

import re

from metodsovet.kernel.parties import Party, PartyKind, parse_parties
from metodsovet.kernel.russian.morphology import is_word
from metodsovet.work.orders.reading.deadlines import without_deadlines
from metodsovet.work.orders.reading.names import NAME, SHORT_NAME
from metodsovet.work.orders.reading.words import Word, open_text, words_of

_PURPOSE = re.compile(
    r"^(?:в целях|с целью|для|во исполнение|в соответствии с|на основании|в рамках|в связи с)\s", re.IGNORECASE
)
DUTY = re.compile(
    r"\s(?:контроль|обязанност\w+|ответственность|функци\w+|руководство|исполнение|выполнение|организацию|проведение|ведение|координаци\w+"
    r"|подготовку|классное)(?![а-яё])",
    re.IGNORECASE,
)
# A body has one person in brackets; several are people beside it.
_SEVERAL = re.compile(rf"\s*\((?P<names>{SHORT_NAME}(?:(?:,|\sи)\s{SHORT_NAME})+)\)")
_CAPITALS = re.compile(r"\b[А-ЯЁ]{3,}(?=\s[А-ЯЁ]\.)|(?<=[А-ЯЁ]\.)\s?[А-ЯЁ]{3,}\b")
_UNSURE = re.compile(r"\d|[«»]")


def known(phrase: str) -> tuple[Party, ...]:
    """Parties of the phrase; a scrap of figures beside them is dropped, other words must be asked about."""
    phrase = _CAPITALS.sub(lambda found: found.group().capitalize(), phrase)
    phrase = re.sub(r"^(?:следующ\w+\s+|на\s+следующ\w+\s+)", "", phrase.strip())
    several = _SEVERAL.search(phrase)
    if several is not None:
        return (*known(phrase[: several.start()] + phrase[several.end() :]), *known(several["names"]))
    parties = parse_parties(_uncapitalised(phrase)) if phrase else ()
    return tuple(party for party in parties if not _is_scrap(party)) or parties


def named(phrase: str) -> tuple[Party, ...]:
    """As ``known``, in the accusative: «Куницыну Ю.В.» alone shows it only after a preposition."""
    return known(f"на {phrase}" if NAME.match(phrase) else phrase)


def trimmed(phrase: str) -> str:
    """Without terms and what closes the sentence."""
    return closed(without_deadlines(phrase))


def closed(phrase: str) -> str:
    """Without signs around it; the full stop of initials stays."""
    phrase = " ".join(phrase.split()).strip(" ,;:–—-")
    return phrase if re.search(r"[А-ЯЁ]\.$", phrase) else phrase.rstrip(". ")


def before_verb(text: str, verb: Word) -> str:
    """What stands before the verb, without its terms and purposes."""
    before = closed(without_deadlines(text[: verb.start]))
    if _PURPOSE.match(before):
        opened = open_text(before)
        before = before[opened.rfind(",") + 1 :].strip() if "," in opened else ""
    words = words_of(before)
    while len(words) > 1 and words[-1].part in ("ADVB", "PRCL") and before.endswith(words[-1].text):
        before = before[: words.pop().start].rstrip(" ,")
    return re.sub(
        r"\s+(?:необходимо|следует|надлежит|нужно|рекоменду\w+|предлага\w+|поруча\w+|не)$", "", before.strip(" :")
    )


def after_preposition(after: str, preposition: str) -> tuple[Party, ...]:
    """The last place from which everything reads as people: «за жизнь … на учителя Соловьёву»."""
    opened = open_text(after)
    places = [found.start(1) for found in re.finditer(rf"(?<![а-яё])({preposition})\s", opened, re.IGNORECASE)]
    for place in places:
        parties = known(trimmed(without_duty(after[place:])))
        if parties and all(party.kind is not PartyKind.UNKNOWN for party in parties) and _is_somebody(parties[0]):
            return parties
    return ()


def _is_somebody(party: Party) -> bool:
    return party.kind in (
        PartyKind.PERSON,
        PartyKind.POSITION,
        PartyKind.ROLE,
        PartyKind.GROUP,
        PartyKind.DEPARTMENT,
    ) or (party.kind is PartyKind.ORGANISATION)


def without_duty(phrase: str) -> str:
    found = DUTY.search(open_text(phrase))
    return phrase[: found.start()] if found and found.start() > 3 else phrase


def _uncapitalised(phrase: str) -> str:
    """A sentence begins with a capital; of a body it would make a name."""
    first = words_of(phrase)[:1]
    is_common = (
        bool(first) and phrase.startswith(first[0].text) and first[0].text[1:].islower() and is_word(first[0].lower)
    )
    if not is_common or {"Surn", "Name", "Geox"} & set(first[0].forms[0].tag.grammemes) or NAME.match(phrase):
        return phrase
    return phrase[0].lower() + phrase[1:]


def _is_scrap(party: Party) -> bool:
    return party.kind is PartyKind.UNKNOWN and _UNSURE.search(party.text or party.source) is not None
