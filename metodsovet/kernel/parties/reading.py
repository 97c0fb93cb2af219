"""The walk over the phrase: separators, words about the manner, brackets, and one party after another."""

from metodsovet.kernel.parties.brackets import read_brackets
from metodsovet.kernel.parties.drafts import Draft
from metodsovet.kernel.parties.heads import head_at
from metodsovet.kernel.parties.kinds import ASSISTING, TOGETHER, PartyKind
from metodsovet.kernel.parties.manners import ASSISTANCE, is_manner
from metodsovet.kernel.parties.names import name_at
from metodsovet.kernel.parties.phrases import Phrase, add_unknown
from metodsovet.kernel.parties.taking import take_party

SEPARATORS = frozenset(
    {",", ";", "/", "\\", "и", "–", "-", ":", ".", "+", "&", "|", ")", "]", "а", "также", "или", "их"}
)
_HARD = frozenset({",", ";", "/", "|", "\\"})
_LABELS = ("ответственн", "исполнител", "соисполнител", "контрол")


def read_phrase(phrase: Phrase) -> None:
    _preposition(phrase)
    while phrase.place < len(phrase.tokens):
        before = phrase.place
        if not any(step(phrase) for step in _STEPS):
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
    if second in ASSISTANCE:
        phrase.manner, phrase.joint = ASSISTING, "при участии"
        phrase.place += 2
        return True
    return _agreement(phrase) if second == "согласованию" else _reference(phrase)


def _reference(phrase: Phrase) -> bool:
    """«родители по списку», «наблюдатели согласно приказу»: where it is written, no party."""
    last = phrase.last
    if last is None or phrase.joint:
        return False
    _skip_to_separator(phrase, last)
    return True


def _clause(phrase: Phrase) -> bool:
    """«руководителям ОО, не представившим отчёт, …»: a participle after a comma describes the party before it."""
    last, token = phrase.last, phrase.token()
    if last is None or last.head is None or phrase.joint != ",":
        return False
    participle = phrase.token(1) if token.lower == "не" else token
    is_clause = any(form.tag.POS == "PRTF" and form.is_known for form in participle.forms)
    if not (is_clause or token.lower.startswith("котор")) or head_at(phrase.tokens, phrase.place, phrase.cases()):
        return False
    _skip_to_separator(phrase, last)
    return True


def _skip_to_separator(phrase: Phrase, last: Draft) -> None:
    while phrase.place < len(phrase.tokens) and phrase.token().text not in _HARD:
        phrase.place += 1
    last.end = phrase.place


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
    if size > 1 or (token.lower.startswith(("исполнител", "соисполнител")) and after.kind == "end"):
        return False
    is_followed = name_at(phrase.tokens, phrase.place + 1) is not None or (
        token.is_abbreviation and head_at(phrase.tokens, phrase.place + 1) is not None
    )
    if is_followed:
        phrase.place += 1
    return is_followed


def _brackets(phrase: Phrase) -> bool:
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


_STEPS = (_separator, _manner, _label, _clause, _brackets, take_party)
