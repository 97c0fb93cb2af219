"""The head of a noun phrase in a case: what agrees with it changes with it, what depends on it stays."""

import re

from pymorphy3.analyzer import Parse

from metodsovet.kernel.russian.morphology import Case, is_word, word_forms

DASHES = ("-", "–", "—")
_PARTS = re.compile(r"(\s+)")
_LETTERS = re.compile(r"([«\"(]*)([а-яё]+(?:-[а-яё]+)*)(.*)", re.IGNORECASE | re.DOTALL)
_ADJECTIVES = ("ADJF", "PRTF")
# Posts that the dictionary does not know as people.
_PLACES = frozenset({"школа", "лицей", "гимназия", "прогимназия", "сад", "колледж", "центр", "клуб", "театр", "музей"})
_OWN_AFTER_IN = frozenset({"сад"})
_PEOPLE = frozenset({"тьютор", "модератор", "медиатор", "фасилитатор", "коуч", "супервизор", "методолог"})


def split(phrase: str) -> list[str]:
    """Words at even places, spaces between them at odd ones."""
    return _PARTS.split(phrase)


def decline_head(pieces: list[str], start: int, case: Case, *, is_alive: bool = True) -> int:
    """Decline in place from ``start``; returns the place after the head. ``is_alive`` of what the head may be."""
    words: list[tuple[int, Parse]] = []
    for place in range(start, len(pieces), 2):
        if not words and _is_adverb(pieces[place]):
            continue
        form = nominative(pieces[place], [previous for _, previous in words], is_alive=is_alive)
        if form is None:
            break
        words.append((place, form))
        if form.tag.POS == "NOUN" or pieces[place].endswith(","):
            break
    if not words:
        return start + 2
    head = words[-1][1]
    for place, form in words:
        pieces[place] = _declined(pieces[place], form, head, case)
    return words[-1][0] + 2


def nominative(piece: str, adjectives: list[Parse], *, is_alive: bool) -> Parse | None:
    """The nominative reading that agrees with the adjectives before it; an adjective wins when it starts the phrase."""
    found = _LETTERS.fullmatch(piece)
    if found is None or found.group(3).startswith(".") or is_abbreviation(found.group(2)):
        return None
    forms = [form for form in word_forms(_last_part(found.group(2)).lower()) if form.tag.case == "nomn"]
    if adjectives:
        forms = [form for form in forms if form.tag.number == adjectives[0].tag.number]
    for form in forms:
        if form.tag.POS in _ADJECTIVES and not {"Apro"} & form.tag.grammemes:
            return form
    nouns = [form for form in forms if form.tag.POS == "NOUN"]
    return max(nouns, key=lambda form: (("anim" in form.tag) == is_alive, form.tag.number == "sing"), default=None)


def _is_adverb(piece: str) -> bool:
    """«временно исполняющий»."""
    return bool(word_forms(piece.lower())[0].tag.POS == "ADVB")


def is_abbreviation(word: str) -> bool:
    """«МДОУ», «ОБЗР»; a word of the dictionary in capitals is none."""
    return len(word) > 1 and word.isupper() and not is_word(word.lower())


def _declined(piece: str, form: Parse, head: Parse, case: Case) -> str:
    found = _LETTERS.fullmatch(piece)
    assert found is not None
    opening, word, closing = found.groups()
    first, hyphen, last = word.rpartition("-")
    last = _inflected(last, form, head, case)
    if hyphen and form.tag.POS == "NOUN":
        noun = _first_half(first, is_alive="anim" in form.tag)
        if noun is not None:
            first = _inflected(first, noun, noun, case)
    return f"{opening}{first}{hyphen}{last}{closing}"


def _first_half(word: str, *, is_alive: bool) -> Parse | None:
    """The reading of «педагог» in «педагог-психолог», «школа» in «школа-интернат»; None of «пресс» in «пресс-центр»."""
    if word.isupper():
        return None
    forms = [form for form in word_forms(word.lower()) if form.tag.POS == "NOUN" and form.tag.case == "nomn"]
    if not is_alive:
        return forms[0] if forms and word.lower() in _PLACES else None
    if word.lower() in _PEOPLE:
        forms.sort(key=lambda form: "anim" not in form.tag)
    return forms[0] if forms and "anim" in forms[0].tag else None


def _inflected(word: str, form: Parse, head: Parse, case: Case) -> str:
    """Accusative of living heads equals the genitive, but for the feminine singular."""
    target: str = case.value
    is_plural = head.tag.number == "plur"
    is_of_a = form is head and head.tag.number == "sing" and head.word.endswith(("а", "я"))  # «главу», «судью»
    if case is Case.ACCS and not is_of_a and (is_plural or head.tag.gender != "femn"):
        is_alive = "anim" in head.tag or head.tag.POS != "NOUN"
        target = "gent" if is_alive else "nomn"
    inflected = _after_in(form) if case is Case.LOCT else None
    inflected = inflected or form.inflect({target, form.tag.number})
    if inflected is None:
        return word
    text = str(inflected.word)
    if word.isupper() and len(word) > 1:
        return text.upper()
    return text.capitalize() if word[:1].isupper() else text


def _after_in(form: Parse) -> Parse | None:
    """«в детском саду»: the prepositional as it is after «в»; «в Доме творчества» keeps the common one."""
    if form.word not in _OWN_AFTER_IN:
        return None
    return next((other for other in form.lexeme if {"loc2", form.tag.number} <= other.tag.grammemes), None)


def _last_part(word: str) -> str:
    return word.rpartition("-")[2]
