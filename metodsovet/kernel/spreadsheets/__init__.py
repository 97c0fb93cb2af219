"""Tables of cells out of any office file or pasted text, under limits; nothing is written and no macro is run.

``read_tables`` reads in this process, ``read_tables_in_child`` in a limited one: the web calls the second.
``read_here`` is for a child of another room. ``read_sheets`` is for long lists: plain values in rows.
"""

from metodsovet.kernel.spreadsheets.child import answer_as_child, read_in_child, read_tables_in_child
from metodsovet.kernel.spreadsheets.documents import Block, Cell, Document, Paragraph, Remark, Row, Table
from metodsovet.kernel.spreadsheets.grids import Sheet, SheetRow, read_sheets
from metodsovet.kernel.spreadsheets.reading import read_here, read_tables
from metodsovet.kernel.spreadsheets.refusals import FileRefused

__all__ = [
    "Block",
    "Cell",
    "Document",
    "FileRefused",
    "Paragraph",
    "Remark",
    "Row",
    "Sheet",
    "SheetRow",
    "Table",
    "answer_as_child",
    "read_here",
    "read_in_child",
    "read_sheets",
    "read_tables",
    "read_tables_in_child",
]
