"""A list that goes on with the head of the party before it: «Руководители ШМО, ГМО», «зам. … по УВР, по ВР»."""

from metodsovet.kernel.parties import vocabulary
from metodsovet.kernel.parties.drafts import Draft
from metodsovet.kernel.parties.manners import is_manner
from metodsovet.kernel.parties.names import name_at
from metodsovet.kernel.parties.phrases import Phrase
from metodsovet.kernel.parties.pieces import Kind, Piece, Tail
from metodsovet.kernel.parties.tails import read_tail
from metodsovet.kernel.parties.tokens import Token

_ALIKE = (frozenset({Kind.COMMUNITY, Kind.CLASS}), frozenset({Kind.SUBJECT}), frozenset({Kind.PEOPLE}))
_TEACHERS = frozenset({"учитель", "преподаватель", "педагог"})
_SHARED_PREPOSITIONS = frozenset({"по", "за", "от"})


def take_shared(phrase: Phrase) -> bool:
    last = phrase.last
    if last is None or last.head is None or phrase.joint not in (",", "и", "/", ":") or phrase.manner:
        return False
    prefix, first = _prefix(phrase, last)
    if prefix is None:
        return False
    tail = read_tail(phrase.tokens, phrase.place + (1 if first else 0), last.head, (*prefix, *first))
    if tail.is_broken or len(tail.pieces) == len(prefix) or not _fits(last, tail, len(prefix), phrase.joint):
        return False
    draft = Draft(phrase.place, tail.end, head=last.head, pieces=tail.pieces, cases=last.cases)
    is_heading = phrase.joint == ":" and not last.names
    if is_heading:
        phrase.drafts.pop()
    phrase.add(draft)
    _take_name(phrase, draft)
    return True


def _prefix(phrase: Phrase, last: Draft) -> tuple[list[Piece] | None, tuple[Piece, ...]]:
    """The pieces the new party takes over, and a first piece already made from the next token."""
    token = phrase.token()
    pieces = last.pieces
    if token.lower in _SHARED_PREPOSITIONS and not is_manner(phrase.tokens, phrase.place):
        found = [place for place, piece in enumerate(pieces) if piece.preposition == token.lower]
        if phrase.joint == ":":
            return pieces, ()
        return (pieces[: found[0]], ()) if found else (None, ())
    if not pieces:
        return None, ()
    if phrase.joint == ":":
        return (pieces, ()) if _is_genitive_people(token) else (None, ())
    if pieces[-1].preposition and token.text in vocabulary.TOPIC_ACRONYMS:
        preposition = pieces[-1].preposition
        return pieces[:-1], (Piece(Kind.PREPOSITION, f"{preposition} {token.text}", preposition=preposition),)
    if pieces[-1].kind is Kind.PREPOSITION:
        return None, ()
    return _by_kind(phrase, last), ()


def _by_kind(phrase: Phrase, last: Draft) -> list[Piece] | None:
    """Without the last piece; for «МО учителей математики, учителей физики» without the two of the people."""
    assert last.head is not None
    token = phrase.token()
    if _is_genitive_people(token):
        places = [place for place, piece in enumerate(last.pieces) if piece.kind is Kind.PEOPLE]
        return last.pieces[: places[0]] if places else None
    if last.pieces[-1].kind is Kind.SUBJECT and last.head.lemma not in _TEACHERS:
        return last.pieces[:-1] if any(piece.kind is Kind.PEOPLE for piece in last.pieces) else None
    return last.pieces[:-1]


def _is_genitive_people(token: Token) -> bool:
    forms = [
        form for form in token.forms if form.tag.POS == "NOUN" and "anim" in form.tag and form.tag.number == "plur"
    ]
    return bool(forms) and all(form.tag.case in ("gent", "accs") for form in forms)


def _fits(last: Draft, tail: Tail, size: int, joint: str) -> bool:
    """The new piece must be of the kind of the one it stands for; named units only after «и»."""
    if joint == ":":
        return True
    old, new = last.pieces[size], tail.pieces[size]
    if old.preposition or new.preposition:
        return old.preposition == new.preposition
    if old.kind is Kind.UNIT or new.kind is Kind.UNIT:
        return old.kind is new.kind and joint == "и"
    return any(old.kind in kinds and new.kind in kinds for kinds in _ALIKE)


def _take_name(phrase: Phrase, draft: Draft) -> None:
    name = name_at(phrase.tokens, phrase.place)
    if name is not None:
        draft.names = [name]
        draft.end = phrase.place = name.end
