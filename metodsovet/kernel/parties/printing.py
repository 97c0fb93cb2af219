"""A party as a plan prints it: «заместитель директора МБОУ СОШ № 4 по УВР Лебедева О.В.»."""

import re
from typing import TYPE_CHECKING

from metodsovet.kernel.parties.heads import Category, head_at
from metodsovet.kernel.parties.kinds import AGREEMENT, ASSISTING, NBSP, TOGETHER, PartyKind
from metodsovet.kernel.parties.tokens import tokenized
from metodsovet.kernel.parties.tracing import TracedText
from metodsovet.kernel.russian.morphology import Case, word_forms
from metodsovet.kernel.russian.names import decline_name
from metodsovet.kernel.russian.positions import decline_position

if TYPE_CHECKING:
    from metodsovet.kernel.parties.values import Party

_TOPIC = " по "
_HARD_START = re.compile(r"(?:[сзшж][бвгджзклмнпрстфхцчшщ]|щ)", re.IGNORECASE)
_INSTRUMENTAL_POSTS = ("заведующий", "заведующая", "заведующие", "управляющий")


def printed(party: "Party") -> str:
    """The unit in the genitive after the post, the name after both; a name beside a body stands in brackets."""
    place, agreement = _place_and_agreement(party.scope)
    if not party.text and not party.person:
        return agreement
    if party.manner == TOGETHER:
        text = _composed(party, place, Case.ABLT)
        text = f"со {text}" if _HARD_START.match(text) else f"с {text}"
        text = f"совместно {text}"
    elif party.manner == ASSISTING:
        text = f"при участии {_composed(party, place, Case.GENT)}"
    else:
        text = _composed(party, place, None)
    return f"{text} ({agreement})" if agreement else text


def declined_unit(unit: str, case: Case) -> str:
    """«отдел аттестации УО» → «отдела аттестации УО»: the head and its adjectives; a name of letters stays."""
    head = head_at(tokenized(TracedText(unit)), 0)
    if head is None:
        return unit
    words = unit.split(" ")
    size = head.end
    number = "plur" if head.is_plural else "sing"
    declined = [_declined(word, number, case, is_noun=place == size - 1) for place, word in enumerate(words[:size])]
    if head.category is Category.TERRITORY and size == 1 and len(words) == 2:
        return " ".join([*declined, _declined(words[1], "sing", case, is_noun=True)])
    return " ".join([*declined, *words[size:]])


def _composed(party: "Party", place: str, case: Case | None) -> str:
    name = (decline_name(party.person, case) if case else party.person).replace(" ", NBSP)
    if party.kind is PartyKind.PERSON and _is_only_name(party):
        full = decline_name(party.text, case) if case else party.text
        return full.replace(" ", NBSP) if party.text == party.person else full
    is_short = party.text[:2].isupper() or party.kind is PartyKind.UNKNOWN
    text = decline_position(party.text, case) if case and not is_short else party.text
    if place:
        text = _with_place(text, place, party.text)
    if not name:
        return text
    return f"{text} {name}" if party.kind is PartyKind.PERSON else f"{text} ({name})"


def _with_place(text: str, place: str, nominative: str) -> str:
    """«заместитель начальника [управления образования] по методической работе»: the unit goes before «по …»."""
    case = Case.ABLT if nominative in _INSTRUMENTAL_POSTS and _is_department(place) else Case.GENT
    unit = declined_unit(place, case)
    first, topic, rest = text.partition(_TOPIC)
    if topic and nominative.startswith("заместител"):
        return f"{first} {unit}{topic}{rest}"
    return f"{text} {unit}"


def _is_department(place: str) -> bool:
    head = head_at(tokenized(TracedText(place)), 0)
    return head is not None and head.category is Category.DEPARTMENT


def _place_and_agreement(scope: str) -> tuple[str, str]:
    if scope == AGREEMENT:
        return "", AGREEMENT
    place = scope.removesuffix(f", {AGREEMENT}")
    return place, AGREEMENT if place != scope else ""


def _is_only_name(party: "Party") -> bool:
    """The text is the name itself, short or full."""
    surname = party.person.partition(" ")[0]
    return party.text in ("", party.person) or party.text.startswith(f"{surname} ")


def _declined(word: str, number: str, case: Case, *, is_noun: bool) -> str:
    for form in word_forms(word.lower()):
        if form.tag.case != "nomn" or form.tag.number != number or (form.tag.POS == "NOUN") is not is_noun:
            continue
        declined = form.inflect({case.value, number})
        if declined is not None:
            return word[:1] + str(declined.word)[1:]
    return word
