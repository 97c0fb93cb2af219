"""A table over rows and an address: what is chosen, in which order, on which page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, Generic

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from metodsovet.design.tables.columns import Column, Filter, Row, Rows
from metodsovet.design.tables.ordering import in_order
from metodsovet.design.tables.shown import ShownCell, ShownChoice, ShownFilter, ShownGroup, ShownHead, ShownRow
from metodsovet.design.tables.workbooks import xlsx_response
from metodsovet.kernel.numbers import ids_from


@dataclass(frozen=True)
class Table(Generic[Row]):
    """``sort`` is the key of the first order («-key» descending); ``group`` heads equal neighbours in that order only.

    ``find`` keeps the rows that match the words of the search field above the list; without it there is no field.
    ``row_key`` makes rows choosable.
    """

    title: str
    columns: Sequence[Column[Row]]
    filters: Sequence[Filter[Row]] = ()
    sort: str = ""
    group: Callable[[Row], str] | None = None
    find: Callable[[Rows, str], Rows] | None = None
    find_label: str = "Найти в списке"
    row_key: Callable[[Row], str] | None = None
    page_size: int = 50
    css_class: str = ""
    empty_text: str = "Здесь пока ничего нет."

    def open(self, rows: QuerySet[Any] | Sequence[Row], asked: QueryDict) -> OpenedTable[Row]:
        """``rows`` are already cut by ``visible_to``; ``asked`` is ``request.GET``."""
        return OpenedTable(self, rows, asked)

    def column(self, key: str) -> Column[Row] | None:
        return next((column for column in self.columns if column.key == key), None)


class OpenedTable(Generic[Row]):
    """Everything is computed once, when first asked for."""

    def __init__(self, table: Table[Row], rows: Rows, asked: QueryDict) -> None:
        self.table = table
        self.visible = rows
        self.asked = asked
        self.total_known: int | None = None
        """The number of ``rows``, where the page has counted them already."""

    @cached_property
    def columns(self) -> Sequence[Column[Row]]:
        shown = set(self.asked.getlist("show"))
        if not shown:
            return [column for column in self.table.columns if not column.is_hidden]
        return [column for column in self.table.columns if column.is_fixed or column.key in shown]

    @cached_property
    def column_choices(self) -> Sequence[tuple[Column[Row], bool]]:
        return [(column, column in self.columns) for column in self.table.columns]

    @cached_property
    def filters(self) -> Sequence[ShownFilter]:
        return [self._shown_filter(one) for one in self.table.filters]

    @cached_property
    def words(self) -> str:
        return self.asked.get("find", "").strip() if self.table.find else ""

    @cached_property
    def is_narrowed(self) -> bool:
        return bool(self.words) or any(shown.chosen for shown in self.filters)

    @property
    def narrowed_text(self) -> str:
        """«Организация: СОШ № 1, СОШ № 2; слова: «Иванова»»"""
        chosen = [
            f"{one.label}: {', '.join(choice.label for choice in one.chosen)}" for one in self.filters if one.chosen
        ]
        return "; ".join([*chosen, *([f"слова: «{self.words}»"] if self.words else [])])

    @cached_property
    def rows(self) -> Rows:
        """All rows that the address asks for, in its order: what the xlsx and the print hold."""
        return in_order(self.narrowed(self.visible), self._sorted_by, is_descending=self.sort.startswith("-"))

    def narrowed(self, rows: Rows, *, but: str = "") -> Rows:
        """Other rows by the same address, in any order; ``but`` names a filter to leave out."""
        for one, shown in zip(self.table.filters, self.filters, strict=True):
            if shown.chosen and one.key != but:
                rows = one.narrow(rows, [choice.value for choice in shown.chosen])
        return self.table.find(rows, self.words) if self.table.find and self.words else rows

    @cached_property
    def total(self) -> int:
        return int(self.page.paginator.count)

    @cached_property
    def page(self) -> Page[Any]:
        paginator = Paginator(self.rows, self.table.page_size)
        if self.total_known is not None:
            paginator.count = self.total_known
        return paginator.get_page(self.asked.get("page"))

    @cached_property
    def sort(self) -> str:
        """The key asked for, with «-» when descending; the table's own when nothing sensible is asked."""
        asked = self.asked.get("sort", "")
        column = self.table.column(asked.removeprefix("-"))
        return asked if column and column.can_sort else self.table.sort

    @cached_property
    def heads(self) -> Sequence[ShownHead[Row]]:
        return [self._shown_head(column) for column in self.columns]

    @cached_property
    def groups(self) -> Sequence[ShownGroup[Row]]:
        """Rows of this page."""
        return self._grouped(self.page.object_list)

    @cached_property
    def all_groups(self) -> Sequence[ShownGroup[Row]]:
        """Rows of all pages, for the print."""
        return self._grouped(self.rows)

    @property
    def width(self) -> int:
        return len(self.columns) + self.can_choose

    @property
    def can_choose(self) -> bool:
        return self.table.row_key is not None

    @property
    def can_find(self) -> bool:
        return self.table.find is not None

    def chosen(self, posted: QueryDict) -> Rows:
        """The rows that a form of acts names: all that the address asks for, or those whose keys were ticked."""
        if posted.get("all"):
            return self.rows
        keys = set(posted.getlist("chosen"))
        if isinstance(self.rows, QuerySet):
            return self.rows.filter(pk__in=ids_from(keys))
        return [row for row in self.rows if self._key(row) in keys]

    def answer(self, request: HttpRequest, template: str, context: Mapping[str, object] | None = None) -> HttpResponse:
        """The page, its print or its xlsx, as the address asks."""
        form = self.asked.get("as")
        if form == "xlsx":
            return xlsx_response(self.table.title, self.columns, self.rows, narrowed=self.narrowed_text)
        chosen = "design/table_print.html" if form == "print" else template
        return render(request, chosen, {**(context or {}), "table": self})

    @property
    def kept(self) -> Sequence[tuple[str, str]]:
        """Parameters that the search field and the choice of columns carry along."""
        own = ("find", "show", "page", "as")
        return [(key, value) for key, values in self.asked.lists() if key not in own for value in values]

    @property
    def kept_columns(self) -> Sequence[str]:
        return self.asked.getlist("show")

    @property
    def _sorted_by(self) -> Column[Row] | None:
        return self.table.column(self.sort.removeprefix("-"))

    def _shown_filter(self, one: Filter[Row]) -> ShownFilter:
        offered = [(str(value), label) for value, label in one.choices(self.visible)]
        asked = set(self.asked.getlist(one.key)) & {value for value, _ in offered}
        choices = [ShownChoice(value, label, value in asked, sorted(asked ^ {value})) for value, label in offered]
        return ShownFilter(one.key, one.label, choices)

    def _shown_head(self, column: Column[Row]) -> ShownHead[Row]:
        if not column.can_sort:
            return ShownHead(column, "", "")
        if self.sort == column.key:
            return ShownHead(column, "ascending", f"-{column.key}")
        if self.sort == f"-{column.key}":
            return ShownHead(column, "descending", column.key)
        return ShownHead(column, "", column.key)

    def _grouped(self, rows: Rows) -> Sequence[ShownGroup[Row]]:
        group = self.table.group
        if group is None or self.sort != self.table.sort:
            return [ShownGroup("", [self._shown_row(row) for row in rows])]
        return [ShownGroup(title, [self._shown_row(row) for row in part]) for title, part in groupby(rows, group)]

    def _shown_row(self, row: Row) -> ShownRow[Row]:
        label = self.table.columns[0].text(self.table.columns[0].value(row))
        cells = [ShownCell(column, column.value(row)) for column in self.columns]
        return ShownRow(row, self._key(row), label, cells)

    def _key(self, row: Row) -> str:
        return self.table.row_key(row) if self.table.row_key else ""
