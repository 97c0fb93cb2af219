"""Reading a plan out of a file of tables: columns, rows, act and warnings. No models and no database."""

from metodsovet.work.planning.reading.answers import answer, summary
from metodsovet.work.planning.reading.reader import read_plan
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
from metodsovet.work.planning.reading.source_table import SourceCell, SourceRow, source_rows

__all__ = [
    "Act",
    "Place",
    "ReadActivity",
    "ReadPlan",
    "ReadSection",
    "ReadWarning",
    "Role",
    "RowKind",
    "RowMark",
    "SourceCell",
    "SourceRow",
    "answer",
    "read_plan",
    "source_rows",
    "summary",
]
