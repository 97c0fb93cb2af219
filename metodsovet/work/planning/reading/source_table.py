"""The source table as it stood in the file, with what each row and cell was taken for: for the review."""

from dataclasses import dataclass
from typing import Any

from metodsovet.kernel.spreadsheets import Cell, Document, Row
from metodsovet.work.planning.reading.result import ReadPlan, Role, RowKind, RowMark


@dataclass(frozen=True, slots=True)
class SourceCell:
    text: str
    span: int
    role: Role | None
    is_continued: bool

    def to_json(self) -> dict[str, Any]:
        role = self.role.value if self.role else None
        return {"text": self.text, "span": self.span, "role": role, "continued": self.is_continued}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """``index`` is that of the activity or section in the plan, None for other kinds."""

    table: int
    row: int
    sheet: str
    kind: RowKind
    index: int | None
    is_hidden: bool
    cells: tuple[SourceCell, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "table": self.table,
            "row": self.row,
            "sheet": self.sheet,
            "kind": self.kind.value,
            "index": self.index,
            "hidden": self.is_hidden,
            "cells": [cell.to_json() for cell in self.cells],
        }


def source_rows(document: Document, plan: ReadPlan) -> tuple[SourceRow, ...]:
    """Rows of the tables that were read as the plan, in order."""
    marks = {(mark.table, mark.row): mark for mark in plan.marks}
    roles = plan.roles or {}
    return tuple(
        _source_row(row, marks.get((number, row.position)), number, table.sheet, roles[number])
        for number, table in enumerate(document.tables, 1)
        if number in roles
        for row in table.rows
    )


def _source_row(row: Row, mark: RowMark | None, table: int, sheet: str, roles: tuple[Role, ...]) -> SourceRow:
    is_whole = len(row.cells) == len(roles)
    return SourceRow(
        table=table,
        row=row.position,
        sheet=sheet,
        kind=mark.kind if mark else RowKind.PASSED,
        index=mark.index if mark else None,
        is_hidden=row.is_hidden,
        cells=tuple(
            _source_cell(cell, roles[order] if is_whole else _role_at(cell, roles))
            for order, cell in enumerate(row.cells)
        ),
    )


def _source_cell(cell: Cell, role: Role | None) -> SourceCell:
    return SourceCell(cell.text, cell.span, role, cell.is_continued)


def _role_at(cell: Cell, roles: tuple[Role, ...]) -> Role | None:
    return roles[cell.column] if cell.span == 1 and cell.column < len(roles) else None
