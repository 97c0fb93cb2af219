"""Whether words name an organisation: by its name, its number, or the first letters of its words."""

import re
from collections.abc import Sequence
from functools import lru_cache

from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel.russian import lemmas, unlatin

Kind = Organisation.Kind

_WORD = re.compile(r"[а-яёa-z0-9]+", re.IGNORECASE)
_JOINING = frozenset({"и", "по", "в", "во", "на", "для", "с", "о", "об", "при", "к"})
_LEGAL = re.compile(
    r"^(?:м|г|мо)?(?:б|а|к)?(?:оу|доу|оо|доо|у|удо|удпо|уо)$|^(?:дпо|муниципальн\w+|бюджетн\w+|казенн\w+|автономн\w+|"
    r"учреждени\w+|государственн\w+)$"
)
_PLACE = frozenset({"го", "мо", "район", "город", "городской", "округ", "муниципальный", "г"})
_NUMBER = re.compile(r"(?:№|n|#)\s*(\d+)", re.IGNORECASE)
_KIND_OF_WORDS = (
    (Kind.KINDERGARTEN, re.compile(r"д(?:етск\w+)? ?с(?:ад\w*)?\b|доу\b|доо\b|црр\b", re.IGNORECASE)),
    (Kind.SCHOOL, re.compile(r"сош\b|оош\b|нош\b|школ|лице|гимнази|оу\b", re.IGNORECASE)),
    (Kind.ADDITIONAL, re.compile(r"дом\w* творчества|цдо\b|дшк\b|дюсш", re.IGNORECASE)),
)


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[str, ...]:
    """Words as they stand (abbreviations keep their capitals), hyphens apart, legal forms and joining words dropped."""
    plain = unlatin(text).replace("ё", "е").replace("Ё", "Е")
    words = [word for word in _WORD.findall(plain) if word.lower() not in _JOINING]
    return tuple(word for word in words if not _LEGAL.match(word.lower()) or word in ("УО", "ОО", "ОУ"))


def number_in(text: str) -> str:
    found = _NUMBER.search(text)
    return found[1] if found else ""


def kind_in(text: str) -> str:
    """Kind of organisation that the words speak of, or an empty string."""
    for kind, pattern in _KIND_OF_WORDS:
        if pattern.search(text):
            return kind.value
    return ""


def named_by_number(text: str, name: str, kind: str) -> bool:
    """«СОШ № 3» and «МБОУ СОШ №3»: the same number and no other kind."""
    number = number_in(text)
    return bool(number) and number == number_in(name) and kind_in(text) in ("", kind)


def consumed(words: Sequence[str], name: Sequence[str]) -> int:
    """How many of the words name the whole ``name``, letter for word where abbreviated; 0 if they do not."""
    taken, place = 0, 0
    while place < len(name) and taken < len(words):
        step = _step(words[taken], name[place:])
        if step == 0:
            return 0
        place += step
        taken += 1
    return taken if place == len(name) else 0


def is_rest_of(words: Sequence[str], *upper_names: str) -> bool:
    """Whether what follows a department's name is its organisation or the municipality."""
    rest = list(words)
    known = {lemma for name in upper_names for lemma in lemmas(name)} | _PLACE
    while rest:
        taken = max((consumed(rest, words_of(name)) for name in upper_names), default=0)
        if taken == 0 and _lemma(rest[0]) not in known:
            return False
        del rest[: max(taken, 1)]
    return True


def likeness(text: str, name: str) -> float:
    """Share of the words' lemmas that the name has, 0..1, for «ближайшее»."""
    mine = {_lemma(word) for word in words_of(text)} - _PLACE
    theirs = {_lemma(word) for word in words_of(name)}
    return len(mine & theirs) / len(mine) if mine else 0.0


def _step(word: str, name: Sequence[str]) -> int:
    """Words of the name that one word stands for: itself, or as many as its capital letters."""
    if _lemma(word) == _lemma(name[0]):
        return 1
    if word.isupper() and len(word) > 1:
        initials = "".join(part[0] for part in name[: len(word)]).upper()
        return len(word) if initials == word else 0
    return 0


def _lemma(word: str) -> str:
    found = lemmas(word)
    return found[0] if found else word.lower()
