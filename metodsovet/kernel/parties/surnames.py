"""Back to the nominative: what surname may stand behind a declined form, by gender and case."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from metodsovet.kernel.parties.tokens import readings
from metodsovet.kernel.russian.morphology import Gender

M, F = Gender.MALE, Gender.FEMALE


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a declined surname; without gender the form says nothing about it."""

    nominative: str
    gender: Gender | None
    cases: frozenset[str]


_ALL = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
_OBLIQUE_FEMININE = "gent datv ablt loct"

# (ending, ending of the nominative, gender, cases); the first ending that fits gives all its rows.
_POSSESSIVE = r"(?<=[оеё]в)|(?<=[иы]н)"
_RULES: tuple[tuple[str, tuple[tuple[str, Gender | None, str], ...]], ...] = (
    (rf"(?:{_POSSESSIVE})ой", (("а", F, _OBLIQUE_FEMININE),)),
    (rf"(?:{_POSSESSIVE})а", (("а", F, "nomn"), ("", M, "gent accs"))),
    (rf"(?:{_POSSESSIVE})у", (("", M, "datv"), ("а", F, "accs"))),
    (rf"(?:{_POSSESSIVE})ым", (("", M, "ablt"),)),
    (rf"(?:{_POSSESSIVE})е", (("", M, "loct"),)),
    (r"(?:ов|ев|ёв|ин|ын)", (("{}", M, "nomn"),)),
    (r"(?<=[сц]к)ой", (("ая", F, _OBLIQUE_FEMININE),)),
    (r"(?:ий|ый|ой)", (("{}", M, "nomn"),)),
    (r"(?:ая|яя)", (("{}", F, "nomn"),)),
    (r"ую", (("ая", F, "accs"),)),
    (r"(?<=[гкх])ого", (("ий", M, "gent accs"),)),
    (r"(?<=[гкх])ому", (("ий", M, "datv"),)),
    (r"(?<=[гк])им", (("ий", M, "ablt"),)),
    (r"(?<=[сц]к)ом", (("ий", M, "loct"),)),
    (r"(?<=[бвгдзклмнпрстх])ого", (("ый", M, "gent accs"), ("ой", M, "gent accs"))),
    (r"(?<=[бвгдзклмнпрстх])ому", (("ый", M, "datv"), ("ой", M, "datv"))),
    (r"(?<=[нр])ым", (("ый", M, "ablt"),)),
    (r"(?:ых|их|ко|аго|яго|ово|дзе|ли|[оэы]й)", (("{}", None, " ".join(_ALL)),)),
    (r"(?<=[чшщкнрлтдсзмбвпгфхжц])у", (("", M, "datv"), ("а", None, "accs"))),
    (r"ю", (("ь", M, "datv"), ("й", M, "datv"), ("я", None, "accs"))),
    (r"(?<=[чшщкнрлтдсзмбвпгфхжц])а", (("а", None, "nomn"), ("", M, "gent accs"))),
    (r"(?<=[лнртй])я", (("я", None, "nomn"), ("ь", M, "gent accs"))),
    (r"(?<=[гкхжшчщ])ой", (("а", None, "ablt"),)),
    (r"(?<=[кнрлтдсзмбвпгфх])ом", (("", M, "ablt"),)),
    (r"(?<=[чшщжц])ем", (("", M, "ablt"),)),
    (r"(?<=[лнрт])[её]м", (("ь", M, "ablt"),)),
    (r"(?<=[гкхжшчщ])и", (("а", None, "gent"),)),
    (r"(?<=[кнрлтдсзмбвпгфх])ы", (("а", None, "gent"),)),
    (r"(?<=[гкхнрлтдсзмбвпжшчщ])е", (("а", None, "datv loct"),)),
    (r"(?:[бвгджзйклмнпрстфхцчшщь])", (("{}", M, "nomn"), ("{}", F, " ".join(_ALL)))),
    (r"", (("{}", None, " ".join(_ALL)),)),
)
_COMPILED = tuple((re.compile(rf"{ending}\Z"), rows) for ending, rows in _RULES)

_POSSESSIVE_ENDINGS = tuple(stem + ending for stem in ("ов", "ев", "ёв", "ин", "ын") for ending in ("а", "у", ""))

# Endings of surnames of men that take -а, -у only in oblique cases; «Савчука», «Ткаченка».
_MASCULINE_STEM = re.compile(
    r"(?:[чжкл]ук|юк|[жчшщлнврт]ак|[лнщвртс]як|ник|щик|чик|ец|ич|ян|ман|сон|берг|штейн|енок|арь|тель|вль|ль)\Z"
)


@lru_cache(maxsize=8192)
def surname_readings(form: str) -> tuple[Reading, ...]:
    """All readings of «Грачёвой», «Соловей-Дубровскую», capital letters kept as in a name; the nominative first."""
    first, hyphen, last = form.rpartition("-")
    readings_of_last = _readings(last.lower())
    if not hyphen:
        return tuple(Reading(_capitalised(found.nominative), found.gender, found.cases) for found in readings_of_last)
    return tuple(
        Reading(f"{_first_part(first, found)}-{_capitalised(found.nominative)}", found.gender, found.cases)
        for found in readings_of_last
    )


def choose(found: Iterable[Reading], cases: frozenset[str] | None, gender: Gender | None) -> Reading | None:
    """The only reading that fits what else is known; None when several different ones do or none does.

    Without a known case a nominative reading wins: people list names in the nominative.
    """
    fitting = [
        reading
        for reading in found
        if (cases is None or reading.cases & cases) and (gender is None or reading.gender in (None, gender))
    ]
    if cases is None:
        fitting = [reading for reading in fitting if "nomn" in reading.cases] or fitting
    nominatives = {reading.nominative for reading in fitting}
    return fitting[0] if len(nominatives) == 1 else None


def _readings(form: str) -> tuple[Reading, ...]:
    for ending, rows in _COMPILED:
        found = ending.search(form)
        if found is None or found.start() < 2:
            continue
        stem = form[: found.start()]
        built = [_built(form, stem, row) for row in rows]
        return tuple(_plausible(form, [*built, *_from_dictionary(form, built)]))
    return (Reading(form, None, _ALL),)


def _built(form: str, stem: str, row: tuple[str, Gender | None, str]) -> Reading:
    ending, gender, cases = row
    return Reading(form if ending == "{}" else stem + ending, gender, frozenset(cases.split()))


def _from_dictionary(form: str, built: list[Reading]) -> list[Reading]:
    """Common nouns as surnames, for the fleeting vowel: «Скворцу» → «Скворец»."""
    if form.endswith(_POSSESSIVE_ENDINGS) or any(reading.cases == _ALL for reading in built):
        return []
    return [
        Reading(parse.normal_form, M if parse.tag.gender == "masc" else None, frozenset({parse.tag.case}))
        for parse in readings(form)
        if parse.is_known and parse.tag.POS == "NOUN" and "anim" in parse.tag and parse.tag.number == "sing"
        if parse.tag.case != "nomn" and "Surn" not in parse.tag and parse.tag.gender in ("masc", "femn")
    ]


def _plausible(form: str, built: list[Reading]) -> list[Reading]:
    """Where a noun of either declension could stand («Савчуку», «Глинку»), the dictionary and the suffix decide."""
    if len(built) < 2 or form.endswith(_POSSESSIVE_ENDINGS):
        return built
    masculine = [reading for reading in built if _MASCULINE_STEM.search(reading.nominative) and reading.gender is M]
    if masculine and not form.endswith(tuple("бвгджзйклмнпрстфхцчшщь")):
        return masculine[:1]
    lemmas = {
        (parse.normal_form, parse.tag.case)
        for parse in readings(form)
        if parse.tag.POS in ("NOUN", "ADJF") and parse.tag.number == "sing" and parse.is_known
    }
    known = [reading for reading in built if any((reading.nominative, case) in lemmas for case in reading.cases)]
    return known or built


def _first_part(first: str, last: Reading) -> str:
    """The first half follows the second: «Соловей-Дубровскую» → «Соловей-Дубровская»."""
    if "nomn" in last.cases:
        return "-".join(_capitalised(part) for part in first.split("-"))
    found = choose(_readings(first.lower()), last.cases, last.gender)
    return _capitalised(found.nominative) if found else first


def _capitalised(word: str) -> str:
    return word[:1].upper() + word[1:]
