"""Tables of cells out of any office file or pasted text, under limits; nothing is written and no macro is run.

``read_tables`` reads in this process, ``read_tables_in_child`` in a limited one: the web calls the second.
"""

from metodsovet.kernel.spreadsheets.child import read_tables_in_child
from metodsovet.kernel.spreadsheets.documents import Block, Cell, Document, Paragraph, Remark, Row, Table
from metodsovet.kernel.spreadsheets.reading import read_tables
from metodsovet.kernel.spreadsheets.refusals import FileRefused

__all__ = [
    "Block",
    "Cell",
    "Document",
    "FileRefused",
    "Paragraph",
    "Remark",
    "Row",
    "Table",
    "read_tables",
    "read_tables_in_child",
]
