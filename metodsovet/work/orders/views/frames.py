"""What stands on the page of an order beside whatever form is opened on it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from django.core.paginator import Page, Paginator

from metodsovet.ground.access.door import Visitor
from metodsovet.ground.access.history import history_beside
from metodsovet.kernel import clock
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.papers.editions import changes_of, edition_data
from metodsovet.work.orders.queries.shown import Paper, shown_order

ROWS_ON_PAGE = 60


def beside(request: Visitor, order: Order, **opened: Any) -> dict[str, Any]:
    """``opened`` says where the form stands: ``point`` that is changed, or ``parent`` of a new one.

    ``?sheet=edition`` puts the text with its changes on the sheet.
    """
    shown = shown_order(order, request.user)
    edition = shown.is_changed and request.GET.get("sheet") == "edition"
    paper = edition_data(order, changes_of(order, clock.today())) if edition else shown.paper
    return {
        "shown": shown,
        "paper": paper,
        "edition": edition,
        "annexes": list(_leafed(paper, request.GET)),
        "history": history_beside(order, request.user),
        **opened,
    }


def _leafed(paper: Paper, asked: Mapping[str, str]) -> Iterator[tuple[Mapping[str, Any], "Page[Any]"]]:
    """Each appendix with a page of its rows: the asked one (``rows``) of that which is leafed through (``rows_of``)."""
    data = paper if isinstance(paper, dict) else asdict(paper)
    for place, annex in enumerate(data["annexes"], start=1):
        number = asked.get("rows", "") if asked.get("rows_of") == str(place) else ""
        yield annex, Paginator(annex["rows"], ROWS_ON_PAGE).get_page(number or 1)
