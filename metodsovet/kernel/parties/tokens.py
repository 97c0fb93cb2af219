import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pymorphy3.analyzer import Parse

from metodsovet.kernel.parties.tracing import TracedText
from metodsovet.kernel.parties.vocabulary import ADJECTIVE_ABBREVIATIONS, NOUN_ABBREVIATIONS, SETTLEMENTS
from metodsovet.kernel.russian.morphology import word_forms

_TOKEN = re.compile(
    r"(?P<quoted>«[^«»]{0,200}(?:«[^«»]{0,200}»[^«»]{0,200}){0,3}»|«[^«»]{0,200}«[^«»]{0,200}»|\"[^\"]{0,300}\")"
    r"|(?P<initials>[А-ЯЁ]\. ?-?[А-ЯЁ](?:\.|(?![А-Яа-яЁё.]))|[А-ЯЁ]\.(?= ?[А-ЯЁ][а-яё])|(?<=[а-яё] )[А-ЯЁ]\.)"
    r"|(?P<number>\d+(?: ?[-–] ?\d+)?(?:-?[а-яё]{1,2}(?![А-Яа-яё])|[А-К](?![А-Яа-яё]))?)"
    r"|(?P<acting>и\.о\.)"
    r"|(?P<word>[А-Яа-яЁёA-Za-z]+(?:-[А-Яа-яЁёA-Za-z0-9]+)*)"
    r"|(?P<sign>№|\S)"
)
_BARE_ABBREVIATIONS = frozenset({"зам", "зав", "соц", "кл", "пед", "муз", "рук", "дир", "гл", "мл"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of the cleaned phrase; ``start`` and ``end`` are places in the source."""

    kind: str
    text: str
    start: int
    end: int
    has_dot: bool = False
    is_abbreviation: bool = False
    is_spaced: bool = True

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_acronym(self) -> bool:
        capitals = sum(letter.isupper() for letter in self.text)
        return self.kind == "word" and capitals > 1 and "-" not in self.text and capitals * 2 >= len(self.text)

    @property
    def is_capitalised(self) -> bool:
        return self.text[:1].isupper()

    @property
    def forms(self) -> tuple[Parse, ...]:
        return readings(self.lower) if self.kind == "word" and not self.is_acronym else ()

    @property
    def lemmas(self) -> frozenset[str]:
        return frozenset(form.normal_form.replace("ё", "е") for form in self.forms)


END = Token("end", "", 0, 0)


def written(tokens: list[Token]) -> str:
    """The tokens with the spaces that the cleaned phrase has; a shortened word takes its dot."""
    return "".join(
        f"{' ' if token.is_spaced or _needs_space(tokens[place - 1]) else ''}{token.text}{'.' if token.has_dot else ''}"
        if place
        else f"{token.text}{'.' if token.has_dot else ''}"
        for place, token in enumerate(tokens)
    )


def _needs_space(before: Token) -> bool:
    return before.is_abbreviation


@lru_cache(maxsize=16384)
def readings(word: str) -> tuple[Parse, ...]:
    forms = word_forms(word)
    if forms[0].tag.POS in ("PREP", "CONJ"):
        return forms[:1]
    return tuple(form for form in forms if not {"Abbr", "Infr"} & set(form.tag.grammemes))


def tokenized(traced: TracedText) -> list[Token]:
    text = traced.text
    tokens: list[Token] = []
    place = 0
    while found := _TOKEN.search(text, place):
        place = found.end()
        kind = str(found.lastgroup)
        has_dot = kind == "word" and text[place : place + 1] == "." and _takes_dot(found.group(), text[place + 1 :])
        if has_dot:
            place += 1
        start, end = traced.span(found.start(), place)
        is_spaced = found.start() == 0 or text[found.start() - 1] == " "
        tokens.append(Token(kind, found.group(), start, end, has_dot, is_spaced=is_spaced))
    return tokens


def _takes_dot(word: str, rest: str) -> bool:
    word = word.lower().rpartition("-")[2] if "-" in word[4:] else word.lower()
    if word in ADJECTIVE_ABBREVIATIONS or word in NOUN_ABBREVIATIONS or word in ("им", "исп", "см"):
        return True
    return word in SETTLEMENTS and rest.lstrip()[:1].isupper()


def is_abbreviation(token: Token) -> bool:
    known = token.lower in ADJECTIVE_ABBREVIATIONS or token.lower in NOUN_ABBREVIATIONS
    if not known or token.kind != "word" or (token.is_acronym and not token.has_dot):
        return False
    return token.has_dot or token.lower in _BARE_ABBREVIATIONS


def expanded(token: Token, word: str, *, is_head: bool = False) -> Token:
    """The token with the full word, its capital kept."""
    text = word.capitalize() if token.is_capitalised else word
    return replace(token, text=text, is_abbreviation=is_head, has_dot=False)
