"""The board of an order and the list of orders on control as tables: a page, a print, an xlsx."""

from collections.abc import Sequence
from dataclasses import replace

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.work.orders.queries.boards import BoardPoint
from metodsovet.work.orders.queries.controlled import Controlled

FIGURES = (
    ("given", "Поручено"),
    ("accepted", "Исполнено"),
    ("waiting", "Ждут приёмки"),
    ("not_due", "Срок не пришёл"),
    ("overdue", "Просрочено"),
)


def _figure(name: str, label: str) -> Column[BoardPoint]:
    return Column(
        name,
        label,
        lambda row: row.number(name),
        rows_url=lambda row: row.figure_url(name) if row.number(name) else "",
        opens=True,
        is_number=True,
        chars=11,
    )


def _mark(row: BoardPoint) -> str:
    if row.ended is not None:
        return f"утратил силу: {row.ended.order.requisites}"
    return row.removal.mark if row.removal else ""


BOARD: Table[BoardPoint] = Table(
    title="Исполнение приказа",
    columns=(
        Column("number", "№", lambda row: row.shown.number, is_fixed=True, chars=7),
        Column("text", "Содержание", lambda row: row.text, template="orders/cells/board_point.html", chars=60),
        Column("responsible", "Ответственные", lambda row: row.responsible, chars=34, is_hidden=True),
        Column("term", "Срок", lambda row: row.term, template="orders/cells/board_term.html", chars=22),
        Column(
            "standing", "Состояние", lambda row: row.standing[1], template="orders/cells/board_standing.html", chars=22
        ),
        *(_figure(name, label) for name, label in FIGURES),
        Column("mark", "Контроль", _mark, template="orders/cells/board_mark.html", chars=50),
    ),
    page_size=300,
    empty_text="В приказе нет пунктов.",
)

WHOLE_BOARD = replace(BOARD, columns=tuple(replace(column, is_hidden=False) for column in BOARD.columns))
"""With every column: for the xlsx and the print."""


def _count(name: str, label: str) -> Column[Controlled]:
    return Column(
        name,
        label,
        lambda row: row.tally.of(name),
        rows_url=lambda row: row.figure_url(name) if row.tally.of(name) else "",
        opens=True,
        is_number=True,
        is_sortable=True,
        chars=11,
    )


def _controllers(rows: Sequence[Controlled]) -> list[tuple[str, str]]:
    found = {row.order.controller_id: str(row.order.controller) for row in rows if row.order.controller_id}
    return sorted(((str(pk), name) for pk, name in found.items()), key=lambda one: one[1])


def _years(rows: Sequence[Controlled]) -> list[tuple[str, str]]:
    found = {row.year.start: str(row.year) for row in rows}
    return [(str(start), found[start]) for start in sorted(found, reverse=True)]


CONTROLLED: Table[Controlled] = Table(
    title="Приказы на контроле",
    columns=(
        Column(
            "title",
            "Приказ",
            lambda row: f"{row.order.requisites}: {row.order.title}",
            template="orders/cells/controlled.html",
            is_fixed=True,
            chars=70,
        ),
        Column(
            "closed",
            "Пунктов исполнено",
            lambda row: f"{row.closed} из {row.total}",
            template="orders/cells/controlled_points.html",
            chars=14,
        ),
        Column("late", "Пунктов просрочено", lambda row: row.late, is_number=True, is_sortable=True, chars=14),
        *(_count(name, label) for name, label in FIGURES if name != "given"),
        Column("next_due_on", "Ближайший срок", lambda row: row.next_due_on, is_sortable=True, chars=14),
        Column("controller", "Контролирует", lambda row: str(row.order.controller or ""), is_sortable=True, chars=24),
    ),
    filters=(
        Filter(
            "controller",
            "Контролирует",
            _controllers,
            lambda rows, values: [row for row in rows if str(row.order.controller_id) in values],
        ),
        Filter(
            "year",
            "Учебный год",
            _years,
            lambda rows, values: [row for row in rows if str(row.year.start) in values],
        ),
        Filter(
            "group",
            "Состояние",
            lambda rows: [(one, one) for one in dict.fromkeys(row.group for row in rows)],
            lambda rows, values: [row for row in rows if row.group in values],
        ),
    ),
    group=lambda row: row.group,
    find=lambda rows, words: [
        row for row in rows if words.lower() in f"{row.order.requisites} {row.order.title}".lower()
    ],
    find_label="Найти по заголовку или номеру",
    empty_text="Приказов на контроле нет.",
)
