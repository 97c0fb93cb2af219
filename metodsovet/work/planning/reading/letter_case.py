"""Headings typed in capitals, written as a sentence."""

import re
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
_TERRITORY = re.compile(
    r"\b(?!городск|муниципальн|административн|сельск|областн|краев)[а-яё-]{5,}ского(?=\s+(?:района|округа|края)\b)"
    r"|\b(?!городск|муниципальн|сельск)[а-яё-]{3,}(?:ного|вого)(?=\s+района\b)"
    r"|\b(?!городск|муниципальн|административн|сельск)[а-яё-]{4,}(?:ого|его)"
    r"(?=\s+(?:муниципального|городского|сельского)\s+(?:района|округа|поселения)\b)"
    r"|(?<=\bгорода )(?!федеральн)[а-яё-]{3,}"
)
_QUOTED = re.compile(r"(?:(?<=«)|(?<=[ (]\")|(?<=^\"))[а-яё](?=[а-яё]{2})")
_CAPITALS_SHARE = 0.6
_VOWELS = frozenset("АЕЁИОУЫЭЮЯ")
_ABBREVIATION_LETTERS = 5
# fmt: off
_KNOWN = frozenset((
    "МКУ", "МБУ", "МАУ", "МБОУ", "МАОУ", "МКОУ", "МДОУ", "МБДОУ", "МАДОУ", "ГБОУ", "ГАОУ", "ГБУ",
    "ГКУ", "МБУДО", "МАУДО", "ИМЦ", "УО", "ГО", "РФ", "ОО", "ДОУ", "ШМО", "ГМО", "РМО",
    "МО", "СОШ", "ООШ", "НОШ", "УДО", "ДПО", "ЗАТО", "ЦРО", "ИРО", "ГИА", "ВПР", "ОГЭ",
    "ЕГЭ", "ФГОС", "МСО", "НОКО", "ВСОКО",
))
# fmt: on


def together(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split())


def as_sentence(text: str, body: str) -> str:
    """Text in capitals as it would be written in a sentence; names are spelt as the body of the file spells them."""
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    if not letters or capitals < _CAPITALS_SHARE * len(letters):
        return text
    spelt = _spellings(body)
    written = _WORD.sub(lambda found: _spelt(found.group(), spelt), text)
    written = _TERRITORY.sub(lambda found: found.group().capitalize(), written)
    written = _QUOTED.sub(lambda found: found.group().upper(), written)
    first = next((i for i, letter in enumerate(written) if letter.isalpha()), 0)
    return written[:first] + written[first].upper() + written[first + 1 :]


def _spelt(word: str, spelt: dict[str, str]) -> str:
    if not word.isupper() or word in _KNOWN:
        return word
    known = spelt.get(word.lower())
    if known is not None:
        return known
    is_short = len(word) <= _ABBREVIATION_LETTERS and not _VOWELS & set(word)
    return word if is_short and len(word) > 1 else word.lower()


@lru_cache(maxsize=4)
def _spellings(body: str) -> dict[str, str]:
    """Small letters win: a capital may only begin a sentence."""
    answer: dict[str, str] = {}
    for word in _WORD.findall(body):
        if word.isupper() and len(word) > 1:
            continue
        if word.islower() or word.lower() not in answer:
            answer[word.lower()] = word
    return answer
