"""Names of people in the phrase: «О.Ю. Грачёвой», «Грачёву О.Ю.», «Грачёва Ольга Юрьевна»."""

import re
from dataclasses import dataclass

from metodsovet.kernel.parties.surnames import Reading, choose, surname_readings
from metodsovet.kernel.parties.tokens import END, Token
from metodsovet.kernel.parties.vocabulary import (
    BODIES,
    BODY_ACRONYMS,
    DEPARTMENTS,
    FUNCTIONS,
    GENERIC_ORGANISATIONS,
    LEGAL_FORMS,
    NAMED_ORGANISATIONS,
    ORGANISATIONS,
    PEOPLE,
    POSTS,
    TERRITORIES,
    TOPIC_ACRONYMS,
)
from metodsovet.kernel.russian.morphology import Gender

_PATRONYMIC = re.compile(
    r"(?P<stem>[а-яё]+?)(?:(?P<male>[ое]вич|ьич|мич|кич|нич|тич)(?P<male_end>а|у|ем|ом|е|)"
    r"|(?P<female>[ое]вн|ичн|иничн)(?P<female_end>а|ы|е|у|ой))"
)
_MALE_CASES = {"": "nomn", "а": "gent accs", "у": "datv", "ем": "ablt", "ом": "ablt", "е": "loct"}
_FEMALE_CASES = {"а": "nomn", "ы": "gent", "е": "datv loct", "у": "accs", "ой": "ablt gent datv"}
_NOT_SURNAMES = POSTS | FUNCTIONS | PEOPLE | BODIES | DEPARTMENTS | ORGANISATIONS | TERRITORIES
_ACRONYMS = BODY_ACRONYMS | GENERIC_ORGANISATIONS | LEGAL_FORMS | NAMED_ORGANISATIONS | TOPIC_ACRONYMS
_SURNAME_ENDING = re.compile(
    r"(?:[оеё]в|[иы]н|ск[ио]й|цкий)(?:а|ой|у|ым|е|)\Z|(?:ск|цк)(?:ая|ую|ого|ому|им|ой)\Z"
    r"|(?:енко|[чжк]ук|юк|[её]нок|ых|их|ян|дзе|швили|ич)(?:а|у|)\Z"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as found; ``end`` is the place of the token after it."""

    end: int
    surname: str
    initials: str
    given: tuple[str, str] = ("", "")
    gender: Gender | None = None
    cases: frozenset[str] | None = None

    @property
    def readings(self) -> tuple[Reading, ...]:
        return surname_readings(self.surname)


def name_at(tokens: list[Token], place: int) -> Name | None:
    first, second, third = (*tokens[place : place + 3], END, END, END)[:3]
    if first.kind == "initials":
        return Name(place + 2, second.text, _dotted(first.text)) if may_be_surname(second) else None
    if not may_be_surname(first):
        return None
    if second.kind == "initials":
        return _with_initials(tokens, place)
    return _full_name(place, first, second, third)


def may_be_surname(token: Token) -> bool:
    if token.kind != "word" or not token.is_capitalised or len(token.text) < 2 or token.is_abbreviation:
        return False
    if token.text in _ACRONYMS or token.has_dot:
        return False
    if token.is_acronym:
        return len(token.text) > 3 and _SURNAME_ENDING.search(token.lower) is not None
    return not token.lemmas & _NOT_SURNAMES or (
        not any(form.is_known and "anim" not in form.tag for form in token.forms)
        and _SURNAME_ENDING.search(token.lower) is not None
    )


def looks_like_surname(token: Token) -> bool:
    """A lone capitalised word that can hardly be anything but a surname."""
    if not may_be_surname(token) or token.is_acronym:
        return False
    is_surname = any("Surn" in form.tag for form in token.forms)
    is_other = any(form.is_known and not {"Surn", "Name", "Geox"} & set(form.tag.grammemes) for form in token.forms)
    return is_surname and not is_other and _SURNAME_ENDING.search(token.lower) is not None


def resolved(name: Name, cases: frozenset[str] | None) -> tuple[str, str] | None:
    """«Грачёва О.Ю.» and the text of the name in the nominative; None when the form may mean two people."""
    found = choose(name.readings, name.cases or cases, name.gender)
    if found is None:
        return None
    person = f"{found.nominative} {name.initials}".strip()
    if not name.given[0]:
        return person, person
    first, patronymic = name.given
    return person, f"{found.nominative} {first} {patronymic}".strip()


def _with_initials(tokens: list[Token], place: int) -> Name:
    return Name(place + 2, tokens[place].text, _dotted(tokens[place + 1].text))


def _full_name(place: int, first: Token, second: Token, third: Token) -> Name | None:
    if not (first.is_capitalised and second.is_capitalised and third.is_capitalised):
        return None
    if second.kind != "word" or third.kind != "word":
        return None
    for surname, given, patronymic in ((first, second, third), (third, first, second)):
        found = _PATRONYMIC.fullmatch(patronymic.lower)
        if (found is not None and not surname.is_acronym) or (found is not None and surname.text.isupper()):
            return _with_patronymic(place, surname, given, found)
    return None


def _with_patronymic(place: int, surname: Token, given: Token, found: re.Match[str]) -> Name:
    if found.group("male"):
        gender, cases = Gender.MALE, _MALE_CASES[found.group("male_end")]
        patronymic = found.group("stem") + found.group("male")
    else:
        gender, cases = Gender.FEMALE, _FEMALE_CASES[found.group("female_end")]
        patronymic = found.group("stem") + found.group("female") + "а"
    known = frozenset(cases.split())
    first = _first_name(given, gender, known)
    initials = f"{given.text[0].upper()}.{patronymic[0].upper()}."
    return Name(place + 3, surname.text, initials, (first, patronymic.capitalize()), gender, known)


def _first_name(given: Token, gender: Gender, cases: frozenset[str]) -> str:
    if "nomn" in cases:
        return given.lower.capitalize()
    wanted = "masc" if gender is Gender.MALE else "femn"
    for form in given.forms:
        if "Name" in form.tag and form.tag.gender in (wanted, None) and form.tag.case in cases:
            return str(form.normal_form).capitalize()
    return given.lower.capitalize()


def _dotted(initials: str) -> str:
    return "".join(f"{letter}." for letter in initials if letter.isalpha())
