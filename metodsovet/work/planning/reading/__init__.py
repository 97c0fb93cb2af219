"""Reading a plan out of a file of tables: columns, rows, act and warnings. No models and no database."""

from metodsovet.work.planning.reading.result import (
    Act,
    Place,
    ReadActivity,
    ReadPlan,
    ReadSection,
    ReadWarning,
    Role,
    RowKind,
    RowMark,
)

__all__ = ["Act", "Place", "ReadActivity", "ReadPlan", "ReadSection", "ReadWarning", "Role", "RowKind", "RowMark"]
