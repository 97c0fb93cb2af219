"""The order of a list: in the database where the rows come from it, by the value of the column elsewhere."""

from typing import Any

from django.db.models import F, QuerySet

from metodsovet.design.tables.columns import Cell, Column, Rows


def in_order(rows: Rows, column: Column[Any] | None, *, is_descending: bool) -> Rows:
    """Empty values always come last; ties in the database are broken by the key, so that pages never overlap."""
    if column is None:
        return rows
    if isinstance(rows, QuerySet):
        return rows.order_by(*(_term(name, is_descending) for name in column.order), "pk") if column.order else rows
    return sorted(rows, key=lambda row: _weight(column.value(row), is_descending), reverse=is_descending)


def _term(name: str, is_descending: bool) -> Any:
    field = F(name.removeprefix("-"))
    is_down = is_descending != name.startswith("-")
    return field.desc(nulls_last=True) if is_down else field.asc(nulls_last=True)


def _weight(value: Cell, is_descending: bool) -> tuple[bool, Any]:
    is_empty = value is None or value == ""
    weight = value.casefold().replace("ё", "е") if isinstance(value, str) else value
    return (is_empty != is_descending, 0 if is_empty else weight)
