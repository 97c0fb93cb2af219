"""Acts that everything refers to as its basis, and the printing of papers (docx, xlsx) out of records.

Uses directory and files. A paper is a frozen dataclass of the room that prints it plus a template beside it.
"""
