"""What a phrase is made of once folded: spans and marks with the separators between them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from metodsovet.kernel.terms.folding_dates import DATES, DEADLINES, FIRST, SEASONS, UNITS
from metodsovet.kernel.terms.folding_frequencies import FREQUENCIES
from metodsovet.kernel.terms.kinds import TermKind
from metodsovet.kernel.terms.rules import fold
from metodsovet.kernel.terms.symbols import symbols_of, without_clock

_ITEM = re.compile(r"<(?P<span>[^ ]+)>|\{(?P<mark>[^ ;}]+)(?P<note>[^ }]*)\}")
_SEPARATORS = frozenset(",;()и-:")
_DROPPED = re.compile(
    r"^ (?:(?:(?:в )?срок|период|год)(?: (?:исполнения|выполнения|проведения|реализации|действия) [:-]"
    r"| исполнения| выполнения"
    r"| проведения| :)?)? "
)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Clause:
    """One understood part: a span, a mark of frequency or a free phrase of a dependent kind."""

    span: str = ""
    mark: str = ""
    note: str = ""
    kind: TermKind | None = None
    phrase: str = ""
    reference: str = ""
    offset: str = ""
    is_apart: bool = False
    joint: str = ","


@lru_cache(maxsize=8192)
def clauses_of(text: str) -> tuple[Clause, ...] | None:
    """The clauses of a phrase without free words; None when a word is left over."""
    if not text or len(text) > _LONGEST:
        return None
    line = symbols_of(without_clock(text))
    if not line.strip() or "!" in line:
        return None
    line = _DROPPED.sub(" ", line)
    line = fold(fold(line, FIRST), DATES)
    line = fold(fold(line, SEASONS), UNITS)
    line = fold(fold(line, FREQUENCIES), DEADLINES)
    return _items(fold(line, FREQUENCIES))


def _items(line: str) -> tuple[Clause, ...] | None:
    clauses: list[Clause] = []
    is_apart, joint = False, ""
    for token in line.split():
        item = _ITEM.fullmatch(token)
        if item is not None:
            clauses.append(
                Clause(
                    item["span"] or "",
                    item["mark"] or "",
                    (item["note"] or "").lstrip(";"),
                    is_apart=is_apart,
                    joint=joint,
                )
            )
            is_apart, joint = False, ""
        elif token == "далее":
            is_apart = True
        elif token in _SEPARATORS:
            joint += token
        else:
            return None
    return tuple(clauses) or None
