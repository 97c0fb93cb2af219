"""A person's name out of one cell or three."""

import re
from dataclasses import dataclass
from functools import lru_cache

from metodsovet.ground.directory.reading.forbidden import without_forbidden

_BRACKETS = re.compile(r"\(([^)]*)\)")
_TAIL = re.compile(r"\s+[-–—]\s+.*$|[,;/\d_].*$")
_HYPHEN = re.compile(
    r"(?<=[А-Яа-яЁё])\s*[-–—]\s*(?=[А-ЯЁ][а-яё]+ова\b|[А-ЯЁ][а-яё]+(?:ий|ин|ина|ая|ев|ева|ов|ко|ых)\b)"
)
_WORD = r"[А-ЯЁа-яё][А-ЯЁа-яё'’-]*"
_NAME = re.compile(rf"{_WORD}(?:\s+{_WORD}){{0,4}}")
_INITIALS_AFTER = re.compile(rf"({_WORD})\s+([А-ЯЁ])\s*\.\s*(?:([А-ЯЁ])\s*\.?)?")
_INITIALS_BEFORE = re.compile(rf"([А-ЯЁ])\s*\.\s*(?:([А-ЯЁ])\s*\.)?\s*({_WORD})")
_NOBODY = re.compile(r"ваканс|свободн|^нет$|не заполн|требуется|^итого|^всего|декрет$", re.IGNORECASE)
_KIN = frozenset({"оглы", "кызы", "улы", "гызы", "уулу"})
_FEMALE, _MALE = ("вна", "чна", "шна", "кызы", "гызы"), ("вич", "мич", "кич", "оглы", "улы")


@dataclass(frozen=True, slots=True)
class Name:
    """``former`` is the surname in brackets; with ``is_initials`` first name and patronymic are single letters."""

    last: str
    first: str = ""
    patronymic: str = ""
    is_initials: bool = False
    former: str = ""

    @property
    def gender(self) -> str:
        patronymic = self.patronymic.lower()
        if patronymic.endswith(_FEMALE):
            return "f"
        return "m" if patronymic.endswith(_MALE) or patronymic.endswith("ич") else ""


def name_of(text: str) -> Name | None:
    """None when the words are no name of a person."""
    text = without_forbidden(text)[0]
    former = ""
    if found := _BRACKETS.search(text):
        former = _capital(found[1].strip()) if _NAME.fullmatch(found[1].strip()) and " " not in found[1].strip() else ""
        text = _BRACKETS.sub(" ", text)
    if _NOBODY.search(text):
        return None
    text = " ".join(_TAIL.sub("", _HYPHEN.sub("-", text)).split())
    if found := _INITIALS_AFTER.fullmatch(text):
        return Name(_capital(found[1]), found[2], found[3] or "", True, former)
    if found := _INITIALS_BEFORE.fullmatch(text):
        return Name(_capital(found[3]), found[1], found[2] or "", True, former)
    if not _NAME.fullmatch(text):
        return None
    words = [_capital(word) for word in text.split()]
    if len(words) > 4 or len(words) == 1 or (len(words) == 4 and words[3].lower() not in _KIN):
        return None
    words = _surname_first(words)
    return Name(words[0], words[1], " ".join(words[2:]), False, former)


def name_of_parts(last: str, first: str, patronymic: str) -> Name | None:
    """Three columns; initials may stand in them, or the whole name in the first."""
    if not first and not patronymic:
        return name_of(last)
    if not _NAME.fullmatch(last) or _NOBODY.search(last):
        return name_of(" ".join(part for part in (last, first, patronymic) if part))
    letters = [part.strip(" .") for part in (first, patronymic)]
    is_initials = len(letters[0]) == 1 and len(letters[1]) <= 1
    if not is_initials and not _NAME.fullmatch(letters[0]):
        return None
    words = [_capital(last), *(_capital(part) for part in letters)]
    return Name(words[0], words[1], words[2], is_initials)


def _surname_first(words: list[str]) -> list[str]:
    """«Мария Петровна Иванова» is written the other way round."""
    is_turned = len(words) == 3 and words[1].lower().endswith((*_FEMALE, *_MALE))
    if is_turned and not words[2].lower().endswith((*_FEMALE, *_MALE, "ич")):
        return [words[2], words[0], words[1]]
    return words


@lru_cache(maxsize=65536)
def _capital(word: str) -> str:
    """«ИВАНОВА» and «иванова» as people write it; «МакДональд» stays."""
    if word.lower() in _KIN:
        return word.lower()
    if word.isupper() or word.islower():
        return " ".join("-".join(part.capitalize() for part in piece.split("-")) for piece in word.split(" "))
    return word
