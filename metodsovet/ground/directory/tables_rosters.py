"""Lists that were loaded, and the rows of one."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.ground.directory.models import Roster, RosterRow
from metodsovet.ground.directory.reading import Data

Verdict, Outcome = RosterRow.Verdict, RosterRow.Outcome
PAGE = 50

ROSTERS: Table[Roster] = Table(
    title="Загрузка списков",
    columns=(
        Column(
            "file",
            "Файл",
            lambda roster: roster.file_name,
            template="directory/cells/roster.html",
            order=("file_name",),
            is_fixed=True,
            chars=40,
        ),
        Column("kind", "Что в нём", lambda roster: roster.get_kind_display(), chars=16),
        Column("organisation", "Чей", lambda roster: roster.organisation.short_name, chars=30),
        Column("rows", "Строк", lambda roster: int(vars(roster)["row_count"]), is_number=True),
        Column("state", "Состояние", lambda roster: roster.get_state_display(), order=("state",), chars=18),
        Column("loaded", "Загружен", lambda roster: roster.loaded_at.date(), order=("-loaded_at",)),
    ),
    filters=(
        Filter(
            "state", "Состояние", lambda _: Roster.State.choices, lambda rows, values: rows.filter(state__in=values)
        ),
    ),
    sort="loaded",
    empty_text="Списков ещё не загружали.",
)


def jobs_text(data: Data) -> str:
    return "; ".join(post["words"] for post in data.get("posts", ()))


def rows_table(roster: Roster) -> Table[RosterRow]:
    """Rows of a staff list or of a list of organisations."""
    return Table(
        title=f"Строки списка {roster.file_name}",
        columns=STAFF if roster.kind == Roster.Kind.STAFF else PLACES,
        filters=(
            Filter("verdict", "Что с ней", lambda rows: _counted(rows, "verdict", Verdict.choices), _of("verdict")),
            Filter("outcome", "Итог", lambda rows: _counted(rows, "outcome", Outcome.choices), _of("outcome")),
        ),
        sort="row",
        find=lambda rows, words: rows.filter(words__icontains=words),
        find_label="Найти по имени" if roster.kind == Roster.Kind.STAFF else "Найти организацию",
        row_key=(lambda row: str(row.pk)) if roster.is_in_review else None,
        page_size=PAGE,
        empty_text="В списке нет строк.",
    )


def _of(field: str) -> Any:
    return lambda rows, values: rows.filter(**{f"{field}__in": values})


def _counted(rows: Any, field: str, choices: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    numbers = dict(rows.order_by().values_list(field).annotate(number=Count("pk")))
    return [(value, f"{label} {numbers[value]}") for value, label in choices if value and value in numbers]


_ROW = Column[RosterRow]("row", "Строка", lambda row: row.place, order=("pk",), chars=22)
_VERDICT: Column[RosterRow] = Column(
    "verdict",
    "Что с ней",
    lambda row: row.get_outcome_display() if row.outcome else row.get_verdict_display(),
    template="directory/cells/verdict.html",
    order=("verdict",),
    chars=18,
)
_REASON: Column[RosterRow] = Column(
    "reason", "Почему", lambda row: " ".join((row.reason, *row.remarks)).strip(), chars=60, width="wide"
)
STAFF: Sequence[Column[RosterRow]] = (
    Column(
        "name",
        "Кто",
        lambda row: row.words,
        template="directory/cells/roster_row.html",
        order=("words",),
        is_fixed=True,
        chars=36,
    ),
    Column("posts", "Должность", lambda row: jobs_text(row.data), chars=34),
    Column("place", "Организация", lambda row: row.data.get("place", ""), chars=30),
    _VERDICT,
    _REASON,
    _ROW,
)
PLACES: Sequence[Column[RosterRow]] = (
    Column("name", "Организация", lambda row: row.words, order=("words",), is_fixed=True, chars=36),
    Column("full", "Полное название", lambda row: row.data.get("name", ""), chars=50),
    _VERDICT,
    _REASON,
    _ROW,
)
