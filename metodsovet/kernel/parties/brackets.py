"""What stands in brackets: a name, «по согласованию», a place, an abbreviation, an explanation."""

from metodsovet.kernel.parties.drafts import Draft
from metodsovet.kernel.parties.heads import OBLIQUE, PERSONAL, head_at
from metodsovet.kernel.parties.kinds import PartyKind
from metodsovet.kernel.parties.names import Name, name_at
from metodsovet.kernel.parties.phrases import Phrase
from metodsovet.kernel.parties.pieces import Kind, Piece
from metodsovet.kernel.parties.tails import read_tail
from metodsovet.kernel.parties.tokens import Token, written
from metodsovet.kernel.parties.units import unit_at

_ALL_CASES = frozenset({"nomn", *OBLIQUE})


def read_brackets(phrase: Phrase) -> None:
    start = phrase.place
    end = _closing(phrase.tokens, start)
    inner = phrase.tokens[start + 1 : end]
    phrase.place = min(end + 1, len(phrase.tokens))
    last = phrase.last
    if last is None or not inner:
        if inner:
            phrase.add(Draft(start, phrase.place, kind=PartyKind.UNKNOWN, text=written(inner)))
        return
    last.end = phrase.place
    if _is_agreement(inner):
        last.is_agreed = True
    elif not (_names(last, inner) or _post_or_place(last, inner)):
        _explain(last, inner)


def _closing(tokens: list[Token], start: int) -> int:
    depth = 0
    for place in range(start, len(tokens)):
        depth += (tokens[place].text == "(") - (tokens[place].text == ")")
        if not depth:
            return place
    return len(tokens)


def _is_agreement(inner: list[Token]) -> bool:
    return any(token.lower.startswith("согласован") for token in inner) and len(inner) <= 3


def _names(last: Draft, inner: list[Token]) -> bool:
    names: list[Name] = []
    place = 0
    while place < len(inner):
        name = name_at(inner, place)
        if name is not None:
            names.append(name)
            place = name.end
        else:
            place += 1
    if not names or last.kind is PartyKind.UNKNOWN:
        return False
    last.names += names
    return True


def _post_or_place(last: Draft, inner: list[Token]) -> bool:
    """«Иванова И.И. (директор)», «Иванова И.И. (МБОУ СОШ № 3)»."""
    if not last.is_bare_person:
        return _place(last, inner)
    head = head_at(inner, 0, _ALL_CASES)
    if head is not None and head.category in PERSONAL:
        tail = read_tail(inner, head.end, head)
        last.head, last.pieces = head, tail.pieces
        return True
    return _place(last, inner)


def _place(last: Draft, inner: list[Token]) -> bool:
    """Where the person before it works, if that is not said yet."""
    is_said = bool(last.scope) or any(piece.kind is Kind.UNIT for piece in last.pieces)
    unit = unit_at(inner, 0) if last.is_person and not is_said else None
    if unit is not None:
        last.scope = unit.text
    return unit is not None


def _explain(last: Draft, inner: list[Token]) -> None:
    if last.head is not None and inner[0].kind == "number" and not last.names:
        last.pieces = [*last.pieces, Piece(Kind.WORDS, written(inner))]
    elif not last.names and last.kind is not PartyKind.UNKNOWN:
        last.remark = f" ({written(inner)})"
