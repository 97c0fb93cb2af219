"""The phrase under the reader's finger."""

from dataclasses import dataclass, field

from metodsovet.kernel.parties.drafts import Draft
from metodsovet.kernel.parties.heads import OBLIQUE
from metodsovet.kernel.parties.kinds import ASSISTING, TOGETHER, PartyKind
from metodsovet.kernel.parties.tokens import END, Token

_ALL_CASES = frozenset({"nomn", *OBLIQUE})


@dataclass(slots=True)
class Phrase:
    """``expected`` is the case a preposition before the whole phrase demands («возложить на …»)."""

    source: str
    tokens: list[Token]
    place: int = 0
    drafts: list[Draft] = field(default_factory=list)
    expected: frozenset[str] | None = None
    manner: str = ""
    joint: str = ""

    def token(self, shift: int = 0) -> Token:
        place = self.place + shift
        return self.tokens[place] if 0 <= place < len(self.tokens) else END

    @property
    def last(self) -> Draft | None:
        return self.drafts[-1] if self.drafts else None

    def add(self, draft: Draft) -> None:
        draft.joint, draft.manner = self.joint, draft.manner or self.manner
        self.place = draft.end
        self.drafts.append(draft)
        self.joint = self.manner = ""

    def source_of(self, draft: Draft) -> str:
        if draft.start >= draft.end:
            return ""
        return self.source[self.tokens[draft.start].start : self.tokens[draft.end - 1].end]

    def cases(self) -> frozenset[str]:
        """In which cases the next head may stand; genitives after a nominative belong to it and are no parties."""
        if self.expected:
            return self.expected | {"gent"}
        if self.manner == TOGETHER:
            return frozenset({"ablt"})
        if self.manner == ASSISTING:
            return frozenset({"gent", "ablt"})
        last = self.last
        if last is None:
            return _ALL_CASES
        return frozenset({"nomn", "datv", "ablt"}) | (last.cases or frozenset())


def add_unknown(phrase: Phrase, start: int, end: int) -> None:
    text = phrase.source[phrase.tokens[start].start : phrase.tokens[end - 1].end].strip()
    phrase.add(Draft(start, end, kind=PartyKind.UNKNOWN, text=" ".join(text.split())))
