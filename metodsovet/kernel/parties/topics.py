"""«по учебной работе», «за организацию и проведение ВПР», «от ОО»: the prepositional piece of a tail."""

from metodsovet.kernel.parties import vocabulary
from metodsovet.kernel.parties.heads import head_at
from metodsovet.kernel.parties.manners import is_manner
from metodsovet.kernel.parties.names import name_at
from metodsovet.kernel.parties.nouns import GENITIVE, fits, is_doer, phrase_end
from metodsovet.kernel.parties.pieces import Kind, Piece, Tail
from metodsovet.kernel.parties.tokens import written
from metodsovet.kernel.parties.units import unit_at

# The case that each preposition governs here.
PREPOSITIONS = {
    "по": "datv",
    "к": "datv",
    "за": "accs",
    "от": "gent",
    "для": "gent",
    "из": "gent",
    "с": "ablt",
    "со": "ablt",
    "в": "loct",
    "во": "loct",
    "на": "loct",
    "при": "loct",
    "об": "loct",
}


def read_topic(tail: Tail) -> None:
    """«по учебной работе», «за организацию и проведение ВПР», «от ОО», «с ОВЗ»."""
    preposition = tail.token()
    start = tail.end
    case = PREPOSITIONS[preposition.lower]
    after = tail.token(1)
    tail.end += 1
    if after.is_acronym or after.kind in ("quoted", "number"):
        inner = tail.end + 1
        inner = _acronym_list(tail, inner) if preposition.lower != "по" or tail.head.lemma != "заместитель" else inner
    else:
        cases = ("accs", "ablt") if preposition.lower == "за" else ("loct", "accs") if case == "loct" else (case,)
        inner = max(_prepositional_end(tail, found) for found in cases)
    if inner == tail.end:
        tail.end, tail.is_broken = start, True
        return
    tail.add(inner, Piece(Kind.PREPOSITION, written(tail.tokens[start:inner]), preposition=preposition.lower))


def _prepositional_end(tail: Tail, case: str) -> int:
    start = tail.end
    end = phrase_end(tail.tokens, start, case)
    if end == start:
        return start
    while end < len(tail.tokens):
        following = _genitive_or_equal(tail, end, case)
        if following == end:
            return end
        end = following
    return end


def _genitive_or_equal(tail: Tail, end: int, case: str) -> int:
    """After the noun: its genitive complement, or «и» with an equal noun."""
    token = tail.tokens[end]
    if token.text == "и" or (token.text == "," and _and_follows(tail, end)):
        if is_doer(tail.tokens, end + 1):
            return end
        for wanted in (case, "gent"):
            following = phrase_end(tail.tokens, end + 1, wanted)
            if following > end + 1 and name_at(tail.tokens, end + 1) is None:
                return following
        return end
    if token.kind == "word" and token.text in vocabulary.TOPIC_ACRONYMS:
        return end + 1
    if token.kind == "word" and token.lower in ("с", "в") and not is_manner(tail.tokens, end):
        found = phrase_end(tail.tokens, end + 1, "ablt" if token.lower == "с" else "loct")
        return found if found > end + 1 else end
    if token.kind != "word" or _stops_complement(tail, end):
        return end
    return phrase_end(tail.tokens, end, "gent")


def _stops_complement(tail: Tail, end: int) -> bool:
    if unit_at(tail.tokens, end, GENITIVE) is not None and not _is_class(tail, end):
        return True
    return head_at(tail.tokens, end) is not None and not fits(tail.tokens[end], "gent")


def _is_class(tail: Tail, end: int) -> bool:
    unit = unit_at(tail.tokens, end, GENITIVE)
    return unit is not None and unit.is_plural


def _and_follows(tail: Tail, end: int) -> bool:
    return any(token.text == "и" for token in tail.tokens[end + 1 : end + 5]) and not any(
        token.text in (",", ";") for token in tail.tokens[end + 1 : end + 4]
    )


def _acronym_list(tail: Tail, end: int) -> int:
    while end + 1 < len(tail.tokens) and tail.tokens[end].text == "и" and tail.tokens[end + 1].is_acronym:
        end += 2
    return end
