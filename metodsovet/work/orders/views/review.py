"""The review of a read order: the file at the left, at the right what is doubtful, warned of and understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.kernel.numbers import id_from
from metodsovet.work.orders import actions
from metodsovet.work.orders.models import Order, OrderReading
from metodsovet.work.orders.queries.doubts import Doubt
from metodsovet.work.orders.queries.review import doubts_of_reading
from metodsovet.work.orders.queries.shown import shown_order
from metodsovet.work.orders.reading import SourceLine

TABS = ("doubts", "warnings", "draft")
LINES_ON_PAGE, DOUBTS_ON_PAGE = 150, 20
NEAR_CHARACTERS = 36


@dataclass(frozen=True, slots=True)
class ShownLine:
    """``css`` is «ask» where something on it is doubtful."""

    place: int
    line: SourceLine
    css: str


@dataclass(frozen=True, slots=True)
class Card:
    doubt: Doubt
    number: int
    line: int | None
    is_open: bool
    next_key: str


@door("orders.review_order", Order)
@require_safe
def review_order(request: Visitor, order: Order) -> HttpResponse:
    reading = OrderReading.objects.select_related("order__organisation").filter(order=order).first()
    if reading is None:
        raise Http404
    if not order.is_draft:
        messages.info(request, "Этот приказ уже не проверяют: он зарегистрирован, на согласовании или отложен.")
        return redirect(order)
    return render(request, "orders/review/review.html", _context(request, reading))


@door("orders.settle_doubt", Order)
@require_POST
def settle_doubt(request: Visitor, order: Order) -> HttpResponse:
    """``choice`` is what is ticked, «other» takes ``words``; the next card is opened."""
    actions.settle_doubt(
        order,
        key=request.POST.get("key", "")[:60],
        choice=request.POST.get("choice", "")[:300],
        words=request.POST.get("words", "")[:500],
        version=id_from(request.POST.get("version", "")),
        by=request.user,
    )
    asked = {"tab": request.POST.get("tab", ""), "at": request.POST.get("next", "")[:60]}
    query = urlencode({name: value for name, value in asked.items() if value})
    return redirect(f"{reverse('review_order', args=[order.pk])}{'?' if query else ''}{query}")


@door("orders.accept_sure", Order)
@require_POST
def accept_sure(request: Visitor, order: Order) -> HttpResponse:
    """``keys`` are of the doubts that stood on the page with what becomes of them, and stayed ticked."""
    refused = actions.accept_sure(
        order,
        keys=[key[:60] for key in request.POST.getlist("keys")],
        version=id_from(request.POST.get("version", "")),
        by=request.user,
    )
    for text in refused:
        messages.warning(request, text)
    return redirect("review_order", order.pk)


def _context(request: Visitor, reading: OrderReading) -> dict[str, object]:
    lines = reading.lines
    doubts, at = doubts_of_reading(reading, request.user), request.GET.get("at", "")
    sure = [doubt for doubt in doubts if doubt.sure and doubt.key != at]
    cards = _cards([doubt for doubt in doubts if doubt not in sure], lines, at)
    warnings = [
        (place, one)
        for place, one in enumerate(reading.warned, start=1)
        if not reading.is_settled(f"{actions.WARNING}:{place}")
    ]
    asked = request.GET.get("tab", "")
    tab = asked if asked in TABS else "doubts" if doubts else "warnings" if warnings else "draft"
    opened = next((card for card in cards if card.is_open), None)
    now = opened.line if opened and tab == "doubts" else None
    return {
        "order": reading.order,
        "reading": reading,
        "tab": tab,
        "cards": _page_of(cards, opened, request.GET.get("page", "")),
        "doubt_count": len(doubts),
        "card_count": len(cards),
        "sure": sure,
        "warnings": warnings,
        "now": now,
        "source": _source(lines, {card.line for card in cards}, now, request.GET.get("rows", "")),
        "rosters": reading.rosters.all(),
        "shown": shown_order(reading.order, request.user) if tab == "draft" else None,
        "point_count": reading.order.points.count(),
    }


def _cards(doubts: Sequence[Doubt], lines: Sequence[SourceLine], at: str) -> list[Card]:
    keys = [doubt.key for doubt in doubts]
    opened = keys.index(at) if at in keys else 0
    texts = [_plain(line.text or " ".join(line.cells)) for line in lines]
    return [
        Card(
            doubt,
            place + 1,
            _line_of(doubt, texts),
            place == opened,
            keys[place + 1] if place + 1 < len(keys) else "",
        )
        for place, doubt in enumerate(doubts)
    ]


def _line_of(doubt: Doubt, texts: Sequence[str]) -> int | None:
    """The line of the file where its words stand."""
    words = _plain(doubt.near)[:NEAR_CHARACTERS].strip()
    return next((place for place, text in enumerate(texts) if words and words in text), None)


def _page_of(cards: Sequence[Card], opened: Card | None, asked: str) -> object:
    number = asked or ((opened.number - 1) // DOUBTS_ON_PAGE + 1 if opened else 1)
    return Paginator(cards, DOUBTS_ON_PAGE).get_page(number)


def _source(lines: Sequence[SourceLine], doubtful: set[int | None], now: int | None, asked: str) -> object:
    number = asked or ((now or 0) // LINES_ON_PAGE + 1)
    shown = [ShownLine(place, line, "ask" if place in doubtful else "") for place, line in enumerate(lines)]
    return Paginator(shown, LINES_ON_PAGE).get_page(number)


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()
