"""Appendices of an order as its paper prints them."""

import re
from collections.abc import Iterator, Sequence

from metodsovet.design.typography import bound, unbreakable
from metodsovet.ground.documents.rendering import Annex, AnnexColumn
from metodsovet.kernel.russian import Case, decline_organisation
from metodsovet.work.orders.filling import Filled
from metodsovet.work.orders.models import Order, OrderAppendix
from metodsovet.work.orders.tidying import tidy, tidy_cell, tidy_lists, tidy_title
from metodsovet.work.orders.wording import BY_KIND, TO_KIND

NAMELESS = re.compile(r"Приложение(?:\s№\s\d+)?")
"""What an appendix that a file only names is called until people name it: its number stands over it anyway."""
TIDIED = (OrderAppendix.Kind.PLAN, OrderAppendix.Kind.ROWS)


def annexes(order: Order, filled: Sequence[Filled]) -> Iterator[Annex]:
    """«Приложение № 1» where there are several, «Приложение» where it is one."""
    issuer = decline_organisation(order.organisation.name, Case.GENT)
    kind = Order.Kind(order.kind)
    for place, one in enumerate(filled, start=1):
        number = f"Приложение №\u00a0{place}" if len(filled) > 1 else "Приложение"
        approved = ("", "УТВЕРЖДЕНО", f"{BY_KIND[kind]} {issuer}")
        head = (number, *approved) if one.appendix.is_approved else (number, f"к {TO_KIND[kind]} {issuer}")
        title = "" if NAMELESS.fullmatch(one.appendix.title) else unbreakable(tidy_title(one.appendix.title))
        said = one.appendix.kind in TIDIED
        columns, rows = _without_empty(one)
        yield Annex(
            head=tuple(bound(line) for line in head),
            title=title,
            columns=columns,
            rows=tuple(tuple(bound(tidy_cell(cell) if said else cell) for cell in row) for row in rows),
            paragraphs=tuple(
                bound(text) for text in tidy_lists([tidy(one) for one in one.paragraphs if not _repeats(one, title)])
            ),
            is_wide=one.is_wide,
        )


def _without_empty(filled: Filled) -> tuple[tuple[AnnexColumn, ...], Sequence[tuple[str, ...]]]:
    """Columns of a plan in which nothing stands are not printed; those of other tables were asked for."""
    rows = filled.rows
    whole = [row for row in rows if len(row) == len(filled.columns)]
    kept = [
        place
        for place, _ in enumerate(filled.columns)
        if filled.appendix.kind != OrderAppendix.Kind.PLAN or not whole or any(row[place].strip() for row in whole)
    ]
    columns = tuple(AnnexColumn(filled.columns[place].title, filled.columns[place].chars) for place in kept)
    return columns, [tuple(row[place] for place in kept) if len(row) > 1 else row for row in rows]


def _repeats(text: str, title: str) -> bool:
    """A line that says the title once more."""
    return "".join(text.split()).lower().strip(".") == "".join(title.split()).lower()
