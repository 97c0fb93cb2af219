"""Tables in plain text: tabs, pipes, csv, and what a clipboard makes of a Word or Excel table."""

from metodsovet.kernel.spreadsheets.plain.reader import read_text

__all__ = ["read_text"]
