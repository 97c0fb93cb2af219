"""Papers of the ledger: data as frozen dataclasses, printed by ``documents.printing``."""

from metodsovet.ground.assignments.papers.discipline import (
    DisciplineLine,
    DisciplinePaper,
    discipline_paper,
    print_docx,
    print_xlsx,
)

__all__ = ["DisciplineLine", "DisciplinePaper", "discipline_paper", "print_docx", "print_xlsx"]
