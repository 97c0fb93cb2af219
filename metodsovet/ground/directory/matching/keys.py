"""By what two names are the same."""

import re
from functools import lru_cache

from metodsovet.ground.directory.reading.words import key_of

_FAMILIES = (
    (re.compile(r"\b(?:средняя|основная|начальная)?\s*общеобразовательная школа\b"), "школа"),
    (re.compile(r"\bсредняя школа\b|\b(?:сош|оош|нош|сш|сшно)\b"), "школа"),
    (re.compile(r"\bдетск\w+ сад\w*\b|\bд с\b|\b(?:мб|ма|мк|м)?доу\b|\bдс\b"), "сад"),
    (re.compile(r"\bгимназия\b"), "гимназия"),
    (re.compile(r"\bлицей\b"), "лицей"),
)
_STOP = re.compile(
    r"\b(?:муниципальн\w+|бюджетн\w+|автономн\w+|казенн\w+|образовательн\w+|общеобразовательн\w+|дошкольн\w+|учрежден\w+|"
    r"общеразвивающ\w+|комбинированн\w+|вида|городск\w+|округ\w*|район\w*|город\w*|г|мбоу|маоу|мкоу|моу|мбу|мау|мку|гбоу|имени|им)\b"
)


def name_key(last: str, first: str = "", patronymic: str = "") -> str:
    return _plain(f"{last} {first} {patronymic}")


@lru_cache(maxsize=262144)
def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())


def initials_key(last: str, first: str, patronymic: str) -> str:
    """«иванова м п»; without a patronymic «иванова м »."""
    return _plain(f"{last} {first[:1]} {patronymic[:1]}")


def _words_of_place(name: str) -> list[str]:
    text = key_of(name)
    for pattern, family in _FAMILIES:
        text = pattern.sub(family, text)
    return list(dict.fromkeys(_STOP.sub(" ", text).split()))


@lru_cache(maxsize=8192)
def place_key(name: str) -> str:
    """«МБОУ «СОШ № 3»» and «Школа №3» are «школа 3»: the family, the number, the proper words."""
    words = _words_of_place(name)
    number = [word for word in words if word.isdigit()]
    family = next((word for word in words if word in ("школа", "сад", "гимназия", "лицей")), "")
    return f"{family} {number[0]}" if family and number else " ".join(sorted(words))


def proper_key(name: str) -> str:
    """«дс Рябинка» and «Детский сад № 7 «Рябинка»» are «рябинка сад»; empty when nothing proper is left."""
    words = [word for word in _words_of_place(name) if not word.isdigit()]
    return " ".join(sorted(words)) if len(words) > 1 else ""


def is_near(one: str, other: str) -> bool:
    """Whether one letter wrong, missing or too many parts the two keys, or two neighbours changed places."""
    if one == other or abs(len(one) - len(other)) > 1 or one[:1] != other[:1]:
        return False
    half = max(min(len(one), len(other)) // 2 - 1, 1)  # what differs lies on one side: the other is equal
    if one[:half] != other[:half] and one[-half:] != other[-half:]:
        return False
    start = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
