"""«Сроки»: the value of a term, its reader, its occurrences in a school year and its Russian text.

Uses ``kernel.school_year`` only. Offers ``parse_term`` and ``Term`` to plans, orders, minutes and recommendations.
"""

from metodsovet.kernel.terms.deadlines import NonworkingRule, adjust_deadline, deadline_moment
from metodsovet.kernel.terms.kinds import TermKind, Window
from metodsovet.kernel.terms.reading import parse_term
from metodsovet.kernel.terms.values import Term

__all__ = [
    "NonworkingRule",
    "Term",
    "TermKind",
    "Window",
    "adjust_deadline",
    "deadline_moment",
    "parse_term",
]
