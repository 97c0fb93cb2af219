"""The log of exports as a list."""

from collections.abc import Iterable
from typing import Any

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.ground.directory.models import Export


def _by(export: Export) -> str:
    person = getattr(export.by, "person", None)
    return person.list_name if person else export.by.login


def _people(rows: Any) -> Iterable[tuple[str, str]]:
    found = rows.order_by("by__person__sort_key", "by").distinct("by__person__sort_key", "by")
    return [(str(row.by_id), _by(row)) for row in found]


EXPORTS: Table[Export] = Table(
    title="Журнал выгрузок",
    columns=(
        Column("when", "Когда", lambda row: row.made_at, template="directory/cells/moment.html", order=("-made_at",)),
        Column("by", "Кто", _by, order=("by__person__sort_key",), chars=30),
        Column("title", "Что", lambda row: row.title, order=("title",), chars=50),
        Column("narrowed", "Отбор", lambda row: row.narrowed, chars=50),
        Column("rows", "Строк", lambda row: row.rows, order=("-rows",), is_number=True, width="n", chars=10),
    ),
    filters=(Filter("by", "Кто", _people, lambda rows, values: rows.filter(by__in=values)),),
    sort="when",
    find=lambda rows, words: rows.filter(title__icontains=words) | rows.filter(narrowed__icontains=words),
    find_label="Найти в журнале",
    empty_text="Здесь пока ничего не скачивали.",
)
