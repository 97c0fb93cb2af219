"""A noun phrase out of an oblique case: «Луговской городской Думы» → «Луговская городская Дума»."""

import re
from functools import lru_cache

from pymorphy3.analyzer import Parse

from metodsovet.kernel.russian.morphology import word_forms

_WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*", re.IGNORECASE)
_ADJECTIVES = ("ADJF", "PRTF")


@lru_cache(maxsize=4096)
def nominative_of(phrase: str, case: str) -> str:
    """The head and its adjectives in the nominative, the rest as it is; unchanged where the head is not in the case.

    People in the accusative stay: «руководителей» may be of one list with other words in that case.
    """
    words = phrase.split(" ")
    found: list[Parse] = []
    for word in words:
        form = _form(word, case)
        if form is None:
            return phrase
        found.append(form)
        if form.tag.POS == "NOUN":
            break
    head = found[-1]
    if case == "accs" and "anim" in head.tag:
        return phrase
    turned = [_turned(word, form, head, case) for word, form in zip(words, found, strict=False)]
    return " ".join([*turned, *words[len(turned) :]])


def _form(word: str, case: str) -> Parse | None:
    if not _WORD.fullmatch(word) or (word.isupper() and len(word) > 1):
        return None
    forms = [form for form in word_forms(word.lower()) if form.tag.case == case]
    adjective = next((form for form in forms if form.tag.POS in _ADJECTIVES), None)
    return adjective or next((form for form in forms if form.tag.POS == "NOUN"), None)


def _turned(word: str, form: Parse, head: Parse, case: str) -> str:
    if form.tag.POS in _ADJECTIVES:
        agreeing = [
            other
            for other in word_forms(word.lower())
            if other.tag.POS in _ADJECTIVES and other.tag.case == case and other.tag.number == head.tag.number
            and other.tag.gender in (head.tag.gender, None)
        ]  # fmt: skip
        form = agreeing[0] if agreeing else form
    inflected = form.inflect({"nomn", head.tag.number})
    text = str(inflected.word) if inflected else word
    return text.capitalize() if word[:1].isupper() else text
