"""An order with what a person reads in it, written down before the reader saw the order.

A point is (number, verb, kind, parties, term); a party is «text | person», in the wording of ``kernel.parties``.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import docx

Rows = Sequence[Sequence[str]]
Point = tuple[str, str, str, tuple[str, ...], str]


@dataclass(frozen=True)
class Sample:
    name: str
    content: bytes
    kind: str
    number: str
    day: date | None
    title: str
    points: tuple[Point, ...]
    issuers: tuple[str, ...] = ()
    place: str = ""
    command: str = "приказываю"
    basis: tuple[tuple[str, str, date | None], ...] = ()
    controller: tuple[str, ...] | None = ()
    signatories: tuple[tuple[str, str], ...] = ()
    executor: tuple[str, str] | None = None
    appendices: tuple[tuple[str, str], ...] = ()
    warned: frozenset[str] = field(default=frozenset())


def text(body: str, encoding: str = "utf-8") -> bytes:
    return body.strip("\n").encode(encoding)


def word(*parts: str | Rows) -> bytes:
    """A docx of paragraphs and tables; «**…» is bold."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            for line in part.strip("\n").split("\n"):
                document.add_paragraph().add_run(line.strip("*")).bold = line.startswith("**")
        else:
            table = document.add_table(len(part), max(map(len, part)))
            for row, texts in zip(table.rows, part, strict=True):
                for cell, one in zip(row.cells, texts, strict=False):
                    cell.text = one
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
