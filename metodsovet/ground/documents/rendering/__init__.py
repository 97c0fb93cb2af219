"""From a template and plain data to the bytes of a paper; knows no Django.

``render_docx`` prints our own templates here; templates that people brought are checked and printed only in the limited
process behind ``check_brought`` and ``print_brought``.
"""

from metodsovet.ground.documents.rendering.annexes import Annex, AnnexColumn
from metodsovet.ground.documents.rendering.child import Checked, check_brought, print_brought
from metodsovet.ground.documents.rendering.findings import Finding
from metodsovet.ground.documents.rendering.marks import NOT_ISSUED, Mark
from metodsovet.ground.documents.rendering.schemas import schema_of
from metodsovet.ground.documents.rendering.words import render_docx, render_word

__all__ = [
    "NOT_ISSUED",
    "Annex",
    "AnnexColumn",
    "Checked",
    "Finding",
    "Mark",
    "check_brought",
    "print_brought",
    "render_docx",
    "render_word",
    "schema_of",
]
