"""Word documents read as a stream: a thousand rows never stand in memory as a tree."""

from metodsovet.kernel.spreadsheets.word.reader import read_word

__all__ = ["read_word"]
