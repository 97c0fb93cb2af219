"""The parts of a tail, one by one, as the reader collects them."""

from dataclasses import dataclass, field
from enum import StrEnum

from metodsovet.kernel.parties.heads import Head
from metodsovet.kernel.parties.tokens import END, Token


class Kind(StrEnum):
    WORDS = "words"
    SUBJECT = "subject"
    PEOPLE = "people"
    PREPOSITION = "preposition"
    CLASS = "class"
    COMMUNITY = "community"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Piece:
    """``variants`` has several texts for «школьных и городских методических объединений»."""

    kind: Kind
    text: str
    variants: tuple[str, ...] = ()
    preposition: str = ""


@dataclass(slots=True)
class Tail:
    tokens: list[Token]
    end: int
    head: Head
    pieces: list[Piece] = field(default_factory=list)
    is_broken: bool = False

    def token(self, shift: int = 0) -> Token:
        place = self.end + shift
        return self.tokens[place] if 0 <= place < len(self.tokens) else END

    def add(self, end: int, piece: Piece) -> None:
        self.end = end
        self.pieces.append(piece)
