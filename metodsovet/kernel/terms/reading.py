from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms.kinds import TermKind
from metodsovet.kernel.terms.values import Term


def parse_term(source: str, *, year: SchoolYear, years: tuple[int, int] | None = None) -> Term:
    return Term(source, TermKind.UNKNOWN)
