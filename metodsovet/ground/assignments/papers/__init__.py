"""Papers of the ledger: data as frozen dataclasses, printed by ``documents.printing``."""

from metodsovet.ground.assignments.papers.acknowledgement_sheets import print_acknowledgement_sheet, print_asked_sheet
from metodsovet.ground.assignments.papers.discipline import (
    DisciplineLine,
    DisciplinePaper,
    discipline_paper,
    print_xlsx,
)
from metodsovet.ground.assignments.papers.kinds import print_discipline

__all__ = [
    "DisciplineLine",
    "DisciplinePaper",
    "discipline_paper",
    "print_acknowledgement_sheet",
    "print_asked_sheet",
    "print_discipline",
    "print_xlsx",
]
