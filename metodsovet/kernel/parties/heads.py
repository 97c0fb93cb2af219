"""The noun phrase by which a party is named: its adjectives and head noun in any case, back in the nominative."""

import re
from dataclasses import dataclass
from enum import StrEnum

from pymorphy3.analyzer import Parse

from metodsovet.kernel.parties import vocabulary
from metodsovet.kernel.parties.tokens import END, Token

NOMINATIVE = frozenset({"nomn"})
OBLIQUE = ("datv", "accs", "ablt", "gent", "loct")

_PROFESSION = re.compile(r"(?:ист|тель|ник|лог|тор|арь|вед|граф)\Z")
_ADJECTIVES = ("ADJF", "PRTF")
_NOT_ADJECTIVES = frozenset({"свой", "мой", "наш", "ваш", "их", "который"})
_SUBSTANTIVES = vocabulary.FUNCTIONS | vocabulary.PEOPLE | vocabulary.POSTS
_MAX_ADJECTIVES = 6

# Participles that name people by themselves: the noun after them is their complement.
_ALWAYS_NOUNS = frozenset({"обучающийся", "учащийся", "заведующий", "заведующая", "наставляемый"})


class Category(StrEnum):
    POST = "post"
    FUNCTION = "function"
    PEOPLE = "people"
    BODY = "body"
    DEPARTMENT = "department"
    ORGANISATION = "organisation"
    TERRITORY = "territory"


_CATEGORIES = (
    (Category.POST, vocabulary.POSTS),
    (Category.FUNCTION, vocabulary.FUNCTIONS),
    (Category.PEOPLE, vocabulary.PEOPLE),
    (Category.BODY, vocabulary.BODIES),
    (Category.DEPARTMENT, vocabulary.DEPARTMENTS),
    (Category.ORGANISATION, vocabulary.ORGANISATIONS),
    (Category.TERRITORY, vocabulary.TERRITORIES),
)
PERSONAL = (Category.POST, Category.FUNCTION, Category.PEOPLE)


@dataclass(frozen=True, slots=True)
class Head:
    """``texts`` has several members for «школьные и муниципальные координаторы»; ``cases`` the phrase may stand in."""

    start: int
    end: int
    category: Category
    lemma: str
    number: str
    cases: frozenset[str]
    texts: tuple[str, ...]
    singular: str
    adjectives: frozenset[str] = frozenset()
    is_shortened: bool = False

    @property
    def text(self) -> str:
        return self.texts[0]

    @property
    def is_plural(self) -> bool:
        return self.number == "plur"


def head_at(tokens: list[Token], start: int, cases: frozenset[str] = NOMINATIVE) -> Head | None:
    """The head that begins exactly here and may stand in one of the cases; the nominative is preferred."""
    acting = _acting_at(tokens, start)
    if acting is not None:
        return acting
    end = _end_of_adjectives(tokens, start)
    for place in (end, end - 1):
        if start <= place < len(tokens):
            found = _head(tokens, start, place, cases)
            if found is not None:
                return found
    return None


def category_of(lemma: str) -> Category | None:
    parts = {lemma, *lemma.split("-")}
    for category, words in _CATEGORIES:
        if parts & words:
            return category
    return None


def is_adjective(token: Token) -> bool:
    return any(form.tag.POS in _ADJECTIVES for form in token.forms) and not token.lemmas & _NOT_ADJECTIVES


def _acting_at(tokens: list[Token], start: int) -> Head | None:
    if start + 1 >= len(tokens) or tokens[start].kind != "acting":
        return None
    noun = tokens[start + 1]
    form = _noun_form(noun, frozenset({"gent", "nomn", "datv", "accs"}))
    if form is None:
        return None
    genitive = form.inflect({"gent", "sing"})
    text = f"и.о. {genitive.word if genitive else noun.lower}"
    every = frozenset({"nomn", *OBLIQUE})
    return Head(start, start + 2, Category.POST, form.normal_form, "sing", every, (text,), text, is_shortened=True)


def _end_of_adjectives(tokens: list[Token], start: int) -> int:
    """Place of the first word that is not an adjective; «и» and commas between adjectives are passed."""
    place = start
    while place < len(tokens) and place - start < _MAX_ADJECTIVES:
        token = tokens[place]
        if token.kind == "word" and is_adjective(token) and not token.has_dot:
            if any(_substantive(form) in _ALWAYS_NOUNS for form in token.forms if form.tag.POS in _ADJECTIVES):
                break
            place += 1
        elif place > start and token.text in ("и", ",") and _goes_on(tokens, place):
            place += 1
        else:
            break
    return place


def _goes_on(tokens: list[Token], place: int) -> bool:
    """«школьные и муниципальные координаторы»: adjectives of one form on both sides and a noun after them."""
    after = tokens[place + 1] if place + 1 < len(tokens) else END
    noun = tokens[place + 2] if place + 2 < len(tokens) else END
    if not is_adjective(after) or (after.lemmas & _SUBSTANTIVES):
        return False
    return any(form.tag.POS == "NOUN" for form in noun.forms) and bool(_grids(tokens[place - 1]) & _grids(after))


def _grids(token: Token) -> set[tuple[str, str]]:
    return {(form.tag.case, form.tag.number) for form in token.forms if form.tag.POS in _ADJECTIVES}


def _head(tokens: list[Token], start: int, place: int, cases: frozenset[str]) -> Head | None:
    adjectives = [token for token in tokens[start:place] if token.kind == "word" and token.text != "и"]
    noun = tokens[place]
    for case in ("nomn", *OBLIQUE):
        if case not in cases:
            continue
        for form in _forms_of_head(noun, case):
            if all(_agrees(adjective, form) for adjective in adjectives):
                return _built(tokens, start, place, form, adjectives)
    return None


def _forms_of_head(noun: Token, case: str) -> list[Parse]:
    found = [form for form in noun.forms if form.tag.case == case and _is_head(form, noun)]
    return sorted(found, key=lambda form: (form.tag.POS != "NOUN", form.tag.gender == "neut"))


def _noun_form(noun: Token, cases: frozenset[str]) -> Parse | None:
    return next((form for form in noun.forms if form.tag.case in cases and _is_head(form, noun)), None)


def _is_head(form: Parse, noun: Token) -> bool:
    lemma = form.normal_form.replace("ё", "е")
    grammemes = set(form.tag.grammemes)
    if form.tag.POS in _ADJECTIVES:
        return bool(({lemma} | noun.lemmas) & _SUBSTANTIVES) or _substantive(form) in _SUBSTANTIVES
    if (
        form.tag.POS != "NOUN"
        or grammemes & {"Name", "Patr"}
        or ("Surn" in grammemes and lemma not in vocabulary.POSTS)
    ):
        return False
    if category_of(lemma) is not None:
        return True
    return "anim" in form.tag and form.is_known and _PROFESSION.search(lemma) is not None


def _substantive(form: Parse) -> str:
    """«обучающимся» is a participle; its masculine nominative names the people."""
    inflected = form.inflect({"nomn", "sing", "masc"})
    return str(inflected.word).replace("ё", "е") if inflected else ""


def _agrees(adjective: Token, noun: Parse) -> bool:
    case, number, gender = noun.tag.case, noun.tag.number, noun.tag.gender
    for form in adjective.forms:
        if form.tag.POS not in _ADJECTIVES or form.tag.number != number:
            continue
        is_case = form.tag.case == case or (case == "accs" and form.tag.case in ("gent", "nomn", "accs"))
        if is_case and (number == "plur" or gender is None or form.tag.gender in (gender, None)):
            return True
    return False


def _built(tokens: list[Token], start: int, place: int, form: Parse, adjectives: list[Token]) -> Head:
    noun = tokens[place]
    lemma = form.normal_form.replace("ё", "е")
    if form.tag.POS in _ADJECTIVES:
        lemma = _substantive(form)
    name = _nominative_word(noun, form)
    described = [_nominative_adjective(adjective, form) for adjective in adjectives]
    is_list = any(token.text in ("и", ",") for token in tokens[start:place])
    texts = tuple(f"{word} {name}" for word in described) if is_list else (" ".join([*described, name]),)
    cases = frozenset(
        other.tag.case
        for other in noun.forms
        if other.tag.number == form.tag.number and other.tag.case and _is_head(other, noun)
        if all(_agrees(adjective, other) for adjective in adjectives)
    )
    is_shortened = noun.is_abbreviation
    return Head(
        start=start,
        end=place + 1,
        category=category_of(lemma) or Category.POST,
        lemma=lemma,
        number=str(form.tag.number),
        cases=frozenset({"nomn", *OBLIQUE}) if is_shortened else cases,
        texts=texts,
        singular=_singular(adjectives, form),
        adjectives=frozenset(lemma for adjective in adjectives for lemma in adjective.lemmas),
        is_shortened=is_shortened,
    )


def _nominative_word(token: Token, form: Parse) -> str:
    if form.tag.case == "nomn":
        return token.lower
    wanted = {"nomn", form.tag.number} | (
        {form.tag.gender} if form.tag.POS in _ADJECTIVES and form.tag.gender else set()
    )
    inflected = form.inflect(wanted)
    return _regular(str(inflected.word)) if inflected else token.lower


def _regular(word: str) -> str:
    """The dictionary offers the rare «учители» first."""
    first, hyphen, rest = word.partition("-")
    return ("учителя" if first == "учители" else first) + hyphen + rest


def _nominative_adjective(token: Token, noun: Parse) -> str:
    number, gender = noun.tag.number, noun.tag.gender
    form = next(form for form in token.forms if form.tag.POS in _ADJECTIVES)
    if (
        any(other.tag.case == "nomn" and other.tag.number == number for other in token.forms)
        and noun.tag.case == "nomn"
    ):
        return token.lower
    inflected = form.inflect(
        {"nomn", number} | ({gender} if number == "sing" and gender in ("masc", "femn", "neut") else set())
    )
    return str(inflected.word) if inflected else token.lower


def _singular(adjectives: list[Token], noun: Parse) -> str:
    """One of them: «методисты» → «методист», for a post that several named people share."""
    single = noun.inflect({"nomn", "sing"})
    if single is None:
        return ""
    return " ".join([*(_nominative_adjective(adjective, single) for adjective in adjectives), str(single.word)])
