"""What a sheet hides and which cells have comments, found in the text of its parts without parsing the cells."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from metodsovet.kernel.spreadsheets import limits
from metodsovet.kernel.spreadsheets.archives import Archive, broken

_HIDDEN_ROW = re.compile(rb'<row (?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d{1,7})"')
_HIDDEN_COLUMNS = re.compile(rb'<col (?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_FIRST, _LAST = re.compile(rb'\bmin="(\d{1,5})"'), re.compile(rb'\bmax="(\d{1,5})"')
_NOTED = re.compile(rb'<(?:\w+:)?comment\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7})"')
MOST_NOTES = 5000


@dataclass(slots=True)
class Marks:
    """Rows count from 1, columns from 0; ``notes`` are addresses of cells, as «B2», by row."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    notes: Mapping[int, Sequence[str]] = field(default_factory=dict)

    def take(self, text: bytes) -> None:
        """Whole elements of the sheet."""
        self.hidden_rows.update(map(int, _HIDDEN_ROW.findall(text)))
        for column in _HIDDEN_COLUMNS.findall(text):
            first, last = _FIRST.search(column), _LAST.search(column)
            if first and last:  # everything to the right of a table is often hidden, to the very edge
                self.hidden_columns.update(range(int(first[1]) - 1, min(int(last[1]), limits.COLUMNS)))


NOTHING_MARKED: Mapping[str, Marks] = MappingProxyType({})


def notes_of(archive: Archive, path: str) -> Mapping[int, Sequence[str]]:
    """Where the sheet has comments; their texts stay in the file."""
    folder, name = posixpath.split(path)
    relations = f"{folder}/_rels/{name}.rels"
    notes: dict[int, list[str]] = {}
    for target in _comments(archive, relations) if archive.has(relations) else ():
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        if archive.has(part):
            for letters, row in _NOTED.findall(archive.stream(part).read())[:MOST_NOTES]:
                notes.setdefault(int(row), []).append(f"{letters.decode()}{int(row)}")
    return notes


def _comments(archive: Archive, relations: str) -> list[str]:
    try:
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
        root = etree.fromstring(archive.stream(relations).read(), parser)
    except etree.XMLSyntaxError as error:
        raise broken(archive.name) from error
    return [one.get("Target", "") for one in root if one.get("Type", "").endswith("/comments")]
