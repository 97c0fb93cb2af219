"""Rows cut by a page break: the second piece is no activity of its own."""

import re

from metodsovet.kernel.parties import PartyKind, parse_parties
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import TermKind, parse_term
from metodsovet.work.planning.reading.grids import Line
from metodsovet.work.planning.reading.result import Role

_CELLS = (Role.TITLE, Role.TERM, Role.PARTIES, Role.RESULT)
_HANGING = re.compile(
    r"(?:[-‑,(«–—/]|\b(?:и|или|либо|а также|в|во|на|по|с|со|для|от|до|к|ко|о|об|при|за|из|у|над|под|без|между|перед"
    r"|через|не|их|его|имени|том числе|№))\s*$",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[.;:!?]\s*$")
_BULLET = re.compile(r"^\s*[-–—•*·]\s*\S")
_ENOUGH = 2


def is_merged_down(line: Line, previous: Line) -> bool:
    """Number and title stand over both rows: one activity with several terms or parties."""
    if line.table != previous.table or Role.TITLE not in line.continued:
        return False
    return Role.NUMBER in line.continued or not line.of(Role.NUMBER)


def is_cut(line: Line, previous: Line, *, small_titles: bool, numbered: bool, year: SchoolYear) -> bool:
    """Whether the row goes on with the cells of the one before it.

    Careful: swallowing an activity is worse than showing a piece as one. ``small_titles``: titles of this plan
    usually begin with a small letter, so that letter says nothing.
    """
    if line.of(Role.NUMBER) or line.is_merged or Role.TITLE in line.continued:
        return False
    title, before = line.of(Role.TITLE), previous.of(Role.TITLE)
    if _BULLET.match(title):
        return False
    if not title:
        return _is_tail_without_title(line, previous, year)
    score = _title_score(title, before, small_titles=small_titles)
    if _completes_term(line, previous, year) and not _CLOSED.search(before):
        return True
    if score < _ENOUGH and not _hangs(before):
        return False
    if _stands_alone(line, previous, year) and not _hangs(before):
        return False
    return numbered or _hangs(before) or not _is_whole(line, Role.TERM, year) or _hangs(previous.of(Role.TERM))


def _completes_term(line: Line, previous: Line, year: SchoolYear) -> bool:
    """«В течение» over «года»: neither piece is a term, together they are."""
    before, own = previous.of(Role.TERM), line.of(Role.TERM)
    if not before or not own or _is_whole(line, Role.TERM, year) or _is_whole(previous, Role.TERM, year):
        return False
    return parse_term(f"{before} {own}", year=year).kind is not TermKind.UNKNOWN


def _title_score(title: str, before: str, *, small_titles: bool) -> int:
    score = 0
    if title[:1].islower() and not small_titles:
        score += 2
    if _hangs(before):
        score += 2
    if _CLOSED.search(before):
        score -= 2
    if before.count("(") > before.count(")") or before.count("«") > before.count("»"):
        score += 2
    return score


def _is_tail_without_title(line: Line, previous: Line, year: SchoolYear) -> bool:
    """Only other cells go on: each of them must be the end of a phrase, not a phrase of its own."""
    own = [role for role in _CELLS if line.of(role)]
    if not own and not line.other:
        return False
    return not all(_reads_alone(line, previous, role, year) for role in own) or len(own) + len(line.other) == 1


def _stands_alone(line: Line, previous: Line, year: SchoolYear) -> bool:
    """Term and parties are both there and whole, and so are those of the row before."""
    return all(_reads_alone(line, previous, role, year) for role in (Role.TERM, Role.PARTIES))


def _reads_alone(line: Line, previous: Line, role: Role, year: SchoolYear) -> bool:
    own, before = line.of(role), previous.of(role)
    if not own or (not before and role is not Role.TITLE) or _hangs(before):
        return False
    if role is Role.PARTIES and own[:1].islower() and before[:1].isupper():
        return False
    return _is_whole(line, role, year) and _is_whole(previous, role, year)


def _is_whole(line: Line, role: Role, year: SchoolYear) -> bool:
    text = line.of(role)
    if not text:
        return False
    if role is Role.TERM:
        return parse_term(text, year=year).kind is not TermKind.UNKNOWN
    if role is Role.PARTIES:
        return all(party.kind is not PartyKind.UNKNOWN for party in parse_parties(text))
    return True


def _hangs(text: str) -> bool:
    return _HANGING.search(text) is not None
