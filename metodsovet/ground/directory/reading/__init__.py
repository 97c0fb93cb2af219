"""Lists of organisations and staff as schools send them, read without a database: any order and wording of columns.

What must not be kept never leaves this package: forbidden columns are named, their values are dropped, and numbers of
documents, phones and birth dates are cut out of the columns that stay. ``read_roster_in_child`` is for the web.
"""

from metodsovet.ground.directory.reading.headings import may_be_named
from metodsovet.ground.directory.reading.reader import read_roster, read_roster_in_child
from metodsovet.ground.directory.reading.values import (
    NAMEABLE,
    ColumnKind,
    Data,
    Post,
    ReadColumn,
    ReadRoster,
    ReadRow,
    RosterKind,
    SkippedRow,
)

__all__ = [
    "NAMEABLE",
    "ColumnKind",
    "Data",
    "Post",
    "ReadColumn",
    "ReadRoster",
    "ReadRow",
    "RosterKind",
    "SkippedRow",
    "may_be_named",
    "read_roster",
    "read_roster_in_child",
]
