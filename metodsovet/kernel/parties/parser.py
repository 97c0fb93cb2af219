"""Reads a phrase from left to right into drafts, then settles what only the whole phrase tells."""

from functools import lru_cache

from metodsovet.kernel.parties.abbreviations import expand
from metodsovet.kernel.parties.cleaning import cleaned
from metodsovet.kernel.parties.drafts import Draft
from metodsovet.kernel.parties.kinds import PartyKind
from metodsovet.kernel.parties.phrases import Phrase
from metodsovet.kernel.parties.reading import read_phrase
from metodsovet.kernel.parties.settling import phrase_cases, settle
from metodsovet.kernel.parties.tokens import tokenized
from metodsovet.kernel.parties.values import Party
from metodsovet.kernel.russian.letters import unlatin

MAX_LENGTH = 2000
MAX_TOKENS = 400

_DASHES = str.maketrans("–—−‐‑", "-----")


@lru_cache(maxsize=4096)
def parse_parties(source: str) -> tuple[Party, ...]:
    """Parties in the order of the text; a piece that is not understood becomes a party of kind ``unknown``.

    Never raises. An empty text gives no parties, a text past ``MAX_LENGTH`` one unknown.
    """
    if not source.strip():
        return ()
    if len(source) > MAX_LENGTH:
        return (_unknown(source),)
    tokens = expand(tokenized(cleaned(source)))
    if not any(token.kind == "word" for token in tokens) or len(tokens) > MAX_TOKENS:
        return (_unknown(source),)
    phrase = Phrase(source, tokens)
    read_phrase(phrase)
    drafts = settle(phrase.drafts)
    cases = phrase.expected or phrase_cases(drafts)
    return tuple(party for draft in drafts for party in _parties(draft, phrase, cases)) or (_unknown(source),)


def normalised(source: str) -> str:
    """Key of a remembered match: letter case, ё, dashes, spaces, look-alikes and closing signs do not matter."""
    text = unlatin(" ".join(source.split())).lower().replace("ё", "е").translate(_DASHES)
    return text.strip(" .,;:")


def _parties(draft: Draft, phrase: Phrase, cases: frozenset[str] | None) -> list[Party]:
    draft.source = phrase.source_of(draft)
    return draft.to_parties(cases)


def _unknown(source: str) -> Party:
    text = source.strip()
    return Party(text, PartyKind.UNKNOWN, text if any(letter.isalnum() for letter in text) else "", "", "")
