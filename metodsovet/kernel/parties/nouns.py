"""Noun phrases of a tail: where they end, what lists they make."""

from metodsovet.kernel.parties import vocabulary
from metodsovet.kernel.parties.heads import head_at, is_adjective
from metodsovet.kernel.parties.names import name_at
from metodsovet.kernel.parties.tokens import END, Token, written

COLLECTIVES = vocabulary.COMMUNITIES | vocabulary.GENERIC_ORGANISATIONS
GENITIVE = frozenset({"gent"})


def phrase_end(tokens: list[Token], start: int, case: str) -> int:
    """Place after adjectives and a noun that stand in the case; ``start`` when there is no such phrase."""
    place = start
    while place < len(tokens) and place - start < 8:
        token = tokens[place]
        if token.text in ("и", ",") and place > start and _levels_go_on(tokens, place, case):
            place += 1
            continue
        if place > start and token.text in COLLECTIVES:
            return place + 1
        if token.kind != "word" or not fits(token, case) or name_at(tokens, place) is not None:
            return start
        place += 1
        if not is_adjective(token):
            return place
        if not _has_more(tokens, place, case):
            is_noun_next = place < len(tokens) and any(form.tag.POS == "NOUN" for form in tokens[place].forms)
            return start if is_noun_next and not tokens[place].is_capitalised else place
    return start


def fits(token: Token, case: str) -> bool:
    return any(form.tag.case == case for form in token.forms)


def closed_list(tokens: list[Token], start: int, end: int, case: str) -> int:
    """«математики, физики и информатики» is one piece: a list of things that its own «и» closes."""
    if not _may_be_listed(tokens, start):
        return end
    place = end
    while place < len(tokens) and tokens[place].text in (",", "и"):
        is_closing = tokens[place].text == "и"
        after = tokens[place + 1] if place + 1 < len(tokens) else END
        if not _may_be_listed(tokens, place + 1) or is_doer(tokens, place + 1):
            break
        following = phrase_end(tokens, place + 1, case)
        if following == place + 1 and after.text in vocabulary.TOPIC_ACRONYMS and not after.has_dot:
            following = place + 2
        if following == place + 1:
            break
        if is_closing:
            return following
        place = following
    return end


def is_subject(tokens: list[Token], place: int) -> bool:
    """The noun of the phrase is a school subject; «математики» are the subject, not the mathematicians."""
    for token in tokens[place : place + 4]:
        if token.kind != "word":
            return False
        if token.lemmas & vocabulary.SUBJECTS and fits(token, "gent"):
            return True
        if not is_adjective(token):
            return False
    return False


def is_doer(tokens: list[Token], place: int) -> bool:
    if is_subject(tokens, place):
        return False
    return head_at(tokens, place) is not None


def level_variants(words: list[Token]) -> tuple[str, ...]:
    """«школьных и городских методических объединений» → both in full; empty when it is no list of levels."""
    places = [place for place, token in enumerate(words) if token.text in ("и", ",")]
    if not places or not all(words[place - 1].lower.startswith(vocabulary.LEVELS) for place in places if place):
        return ()
    last = places[-1] + 1
    if places[0] == 0 or last >= len(words) - 1:
        return ()
    rest = words[last + 1 :]
    levels = [words[place - 1] for place in places]
    shared = [f"{level.text} {written(_without_repeat(level, rest))}" for level in levels]
    return (*shared, written(words[last:]))


def _may_be_listed(tokens: list[Token], place: int) -> bool:
    token = tokens[place] if place < len(tokens) else END
    if token.text in vocabulary.TOPIC_ACRONYMS:
        return True
    if is_subject(tokens, place):
        return True
    head = head_at(tokens, place, GENITIVE)
    return head is None and token.kind == "word" and not token.is_acronym


def _levels_go_on(tokens: list[Token], place: int, case: str) -> bool:
    after = tokens[place + 1] if place + 1 < len(tokens) else END
    return is_adjective(tokens[place - 1]) and is_adjective(after) and fits(after, case)


def _has_more(tokens: list[Token], place: int, case: str) -> bool:
    after = tokens[place] if place < len(tokens) else END
    if after.text in ("и", ","):
        return _levels_go_on(tokens, place, case) and phrase_end(tokens, place + 1, case) > place + 1
    return after.kind == "word" and (fits(after, case) or after.text in COLLECTIVES)


def _without_repeat(level: Token, rest: list[Token]) -> list[Token]:
    if level.lower.startswith("общеобразовательн") and rest[0].lower.startswith("образовательн"):
        return rest[1:]
    return rest
