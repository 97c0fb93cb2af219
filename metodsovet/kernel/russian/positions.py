import re
from functools import lru_cache

from pymorphy3.analyzer import Parse

from metodsovet.kernel.russian.morphology import Case, word_forms

_PARTS = re.compile(r"(\s+)")
_LETTERS = re.compile(r"([«\"(]*)([а-яё]+(?:-[а-яё]+)*)(.*)", re.IGNORECASE | re.DOTALL)
_ADJECTIVES = ("ADJF", "PRTF")


@lru_cache(maxsize=4096)
def decline_position(position: str, case: Case) -> str:
    """The head of a post and its adjectives in the case; the rest depends on the head and stays.

    A second post after a comma or «и» is declined too («учитель физики, классный руководитель»).
    """
    pieces = _PARTS.split(position)
    start: int | None = 0
    while start is not None:
        end = _decline_head(pieces, start, case)
        start = _next_head(pieces, end)
    return "".join(pieces)


def _decline_head(pieces: list[str], start: int, case: Case) -> int:
    """Decline in place from ``start``; returns the place after the head."""
    words: list[tuple[int, Parse]] = []
    for place in range(start, len(pieces), 2):
        form = _nominative(pieces[place], [previous for _, previous in words])
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


def _next_head(pieces: list[str], start: int) -> int | None:
    for place in range(start, len(pieces), 2):
        before = pieces[place - 2]
        if not (before.endswith(",") or before == "и"):
            continue
        form = _nominative(pieces[place], [])
        if form is not None and form.tag.number == "sing" and (form.tag.POS != "NOUN" or "anim" in form.tag):
            return place
    return None


def _nominative(piece: str, adjectives: list[Parse]) -> Parse | None:
    """The nominative reading that agrees with the adjectives before it; an adjective wins when it starts the post."""
    found = _LETTERS.fullmatch(piece)
    if found is None or found.group(3).startswith("."):
        return None
    forms = [form for form in word_forms(_last_part(found.group(2)).lower()) if form.tag.case == "nomn"]
    if adjectives:
        forms = [form for form in forms if form.tag.number == adjectives[0].tag.number]
    for form in forms:
        if form.tag.POS in _ADJECTIVES and not {"Apro"} & form.tag.grammemes:
            return form
    nouns = [form for form in forms if form.tag.POS == "NOUN"]
    return max(nouns, key=lambda form: ("anim" in form.tag, form.tag.number == "sing"), default=None)


def _declined(piece: str, form: Parse, head: Parse, case: Case) -> str:
    found = _LETTERS.fullmatch(piece)
    assert found is not None
    opening, word, closing = found.groups()
    first, hyphen, last = word.rpartition("-")
    last = _inflected(last, form, head, case)
    if hyphen and form.tag.POS == "NOUN":
        nouns = [other for other in word_forms(first.lower()) if other.tag.POS == "NOUN" and other.tag.case == "nomn"]
        if nouns and not first.isupper() and "anim" in nouns[0].tag:
            first = _inflected(first, nouns[0], nouns[0], case)
    return f"{opening}{first}{hyphen}{last}{closing}"


def _inflected(word: str, form: Parse, head: Parse, case: Case) -> str:
    """Accusative of living heads equals the genitive, but for the feminine singular."""
    target: str = case.value
    is_plural = head.tag.number == "plur"
    if case is Case.ACCS and (is_plural or head.tag.gender != "femn"):
        is_alive = "anim" in head.tag or head.tag.POS != "NOUN"
        target = "gent" if is_alive else "nomn"
    inflected = form.inflect({target, form.tag.number})
    if inflected is None:
        return word
    text = str(inflected.word)
    return text.capitalize() if word[:1].isupper() and not word.isupper() else text


def _last_part(word: str) -> str:
    return word.rpartition("-")[2]
