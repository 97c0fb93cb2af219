"""The walk over the phrase: separators, words about the manner, brackets, and one party after another."""

from dataclasses import dataclass, field

from metodsovet.kernel.parties import vocabulary
from metodsovet.kernel.parties.drafts import Draft
from metodsovet.kernel.parties.heads import OBLIQUE, head_at
from metodsovet.kernel.parties.names import name_at
from metodsovet.kernel.parties.tails import is_manner
from metodsovet.kernel.parties.tokens import END, Token
from metodsovet.kernel.parties.values import ASSISTING, TOGETHER, PartyKind

SEPARATORS = frozenset({",", ";", "/", "\\", "и", "–", "-", ":", ".", "+", "&", "|", ")", "]", "а", "также", "или"})
_HARD = frozenset({",", ";", "/", "|", "\\"})
_ALL_CASES = frozenset({"nomn", *OBLIQUE})
_LABELS = ("ответственн", "исполнител", "соисполнител", "контрол")


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


def read_phrase(phrase: Phrase) -> None:
    from metodsovet.kernel.parties.taking import take_party

    _preposition(phrase)
    while phrase.place < len(phrase.tokens):
        before = phrase.place
        if not (_separator(phrase) or _manner(phrase) or _label(phrase) or _brackets(phrase) or take_party(phrase)):
            _unknown(phrase)
        assert phrase.place > before


def _preposition(phrase: Phrase) -> None:
    """«возложить на …», «оставить за …», «поручить»: the case of the whole phrase."""
    first = phrase.token()
    if first.lower == "на":
        phrase.expected, phrase.place = frozenset({"accs"}), 1
    elif first.lower == "за" and head_at(phrase.tokens, 1, frozenset({"ablt"})):
        phrase.expected, phrase.place = frozenset({"ablt"}), 1


def _separator(phrase: Phrase) -> bool:
    token = phrase.token()
    if token.text not in SEPARATORS and not (token.kind == "sign" and token.text not in "(№"):
        return False
    if token.text in _HARD or not phrase.joint or token.text == "и":
        phrase.joint = token.text
    phrase.place += 1
    return True


def _manner(phrase: Phrase) -> bool:
    if not is_manner(phrase.tokens, phrase.place):
        return False
    first, second = phrase.token().lower, phrase.token(1).lower
    if first in ("совместно", "вместе"):
        phrase.manner, phrase.joint = TOGETHER, "совместно"
        phrase.place += 2 if second in ("с", "со") else 1
        return True
    if second in ("участии", "участием", "привлечением", "поддержке", "содействии"):
        phrase.manner, phrase.joint = ASSISTING, "при участии"
        phrase.place += 2
        return True
    return _agreement(phrase) if second == "согласованию" else False


def _agreement(phrase: Phrase) -> bool:
    start = phrase.place
    phrase.place += 2
    last = phrase.last
    if last is not None:
        last.is_agreed = True
        return True
    phrase.add(Draft(start, phrase.place, kind=PartyKind.UNKNOWN, is_agreed=True))
    return True


def _label(phrase: Phrase) -> bool:
    """«Ответственный: …», «Отв. – …, исп. – …»: a heading, not a party."""
    token, after = phrase.token(), phrase.token(1)
    is_label = token.lower.startswith(_LABELS) or (token.lower in ("исп", "отв") and token.has_dot)
    if not is_label:
        return False
    size = 1
    while (
        size < 4
        and phrase.token(size).kind == "word"
        and phrase.token(size).lower in ("за", "исполнение", "лица", "лицо")
    ):
        size += 1
    if phrase.token(size).text in (":", "–", "-"):
        phrase.place += size + 1
        return True
    if size > 1 or token.lower.startswith(("исполнител", "соисполнител")) and after.kind == "end":
        return False
    is_followed = name_at(phrase.tokens, phrase.place + 1) is not None or (
        token.is_abbreviation and head_at(phrase.tokens, phrase.place + 1) is not None
    )
    if is_followed:
        phrase.place += 1
    return is_followed


def _brackets(phrase: Phrase) -> bool:
    from metodsovet.kernel.parties.brackets import read_brackets

    if phrase.token().text != "(":
        return False
    read_brackets(phrase)
    return True


def _unknown(phrase: Phrase) -> None:
    """Everything up to the next hard separator must be asked."""
    start = phrase.place
    end = start + 1
    while end < len(phrase.tokens) and phrase.tokens[end].text not in _HARD:
        end += 1
    add_unknown(phrase, start, end)


def add_unknown(phrase: Phrase, start: int, end: int) -> None:
    text = phrase.source[phrase.tokens[start].start : phrase.tokens[end - 1].end].strip()
    phrase.add(Draft(start, end, kind=PartyKind.UNKNOWN, text=" ".join(text.split())))


def is_reference(token: Token) -> bool:
    return bool(token.lemmas & vocabulary.REFERENCES) or token.lower in vocabulary.REFERENCES
