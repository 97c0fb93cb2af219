"""A copy of a registered order as later orders have left it; it is no original and bears no code.

What they withdrew or changed by the usual formulas stands in its place with a note; tables of the register are filled
for the day of the last change. What they changed in words of another kind stands in them: the copy names them all.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from metodsovet.design.typography import bound
from metodsovet.ground.documents.printing.papers import emblem_for, print_word, template_for
from metodsovet.ground.documents.rendering import Mark
from metodsovet.kernel.russian import date_text
from metodsovet.work.orders.filling import fill_appendices
from metodsovet.work.orders.models import Order, OrderAppendix, OrderLink, OrderReading
from metodsovet.work.orders.numbering import chain_of, numbered
from metodsovet.work.orders.papers.amending import (
    Amendment,
    Notes,
    amended_annexes,
    amended_lines,
    amendments_in,
    refilled,
)
from metodsovet.work.orders.papers.annexes import annexes
from metodsovet.work.orders.papers.kinds import kind_of
from metodsovet.work.orders.papers.orders import PointLine
from metodsovet.work.orders.queries.links import ended_points, links_to
from metodsovet.work.orders.wording import BY_KIND, OF_KIND

CHANGING = (OrderLink.Kind.AMENDS, OrderLink.Kind.WITHDRAWS_POINTS)


def changes_of(order: Order, day: date) -> list[OrderLink]:
    """What amended the order or withdrew its points by the day, the earliest first."""
    return [link for link in links_to(order, day) if link.kind in CHANGING and link.holds_on(day)]


def print_edition(order: Order, changes: Sequence[OrderLink]) -> bytes:
    """At least one change. Refusals of ``print_word``."""
    kind = kind_of(order)
    mark = Mark(order.number, date_text(order.signed_on) if order.signed_on else "")
    template, emblem = template_for(kind, order.organisation), emblem_for(kind, order.organisation)
    return print_word(kind.code, edition_data(order, changes), template=template, mark=mark, emblem=emblem)


def edition_data(order: Order, changes: Sequence[OrderLink]) -> dict[str, Any]:
    """As ``OrderPaper``: as it was frozen but for what was changed; tables of the register are of the last change."""
    data = frozen_data(order)
    amendments = list(_amendments(changes))
    lines = amended_lines([PointLine(**line) for line in data["points"]], amendments)
    lines = list(_with_withdrawn(order, lines, ended_points(order, changes)))
    was = data["annexes"]
    filled = fill_appendices(order, changes[-1].order.day)
    now = [
        refilled(asdict(annex), was[place - 1], place, amendments)
        if one.appendix.kind == OrderAppendix.Kind.OFFERED
        else was[place - 1]
        for place, (one, annex) in enumerate(zip(filled, annexes(order, filled), strict=True), start=1)
    ]
    changed = {
        "points": [asdict(line) for line in lines],
        "annexes": amended_annexes(now, amendments),
        "edition": edition_text(changes),
        "is_coded": False,
    }
    return data | changed


def _amendments(changes: Iterable[OrderLink]) -> Iterator[Amendment]:
    for link in changes:
        if link.kind == OrderLink.Kind.AMENDS:
            order = link.order
            yield from amendments_in(
                _points_about(link),
                Notes(
                    changed=bound(f"(в редакции {_named(order, OF_KIND)})"),
                    added=bound(f"(введён {_named(order, BY_KIND)})"),
                    dropped=_withdrawn_by(order),
                ),
            )


def _points_about(link: OrderLink) -> Iterator[str]:
    """Texts of its order that speak of the act: all of them where it amends nothing else."""
    points = {point.pk: point for point in link.order.points.all()}
    alone = link.order.links.filter(kind=OrderLink.Kind.AMENDS).count() == 1
    number = f"№{link.act.number}"
    for shown in numbered(points.values()):
        chain = chain_of(shown.point, points)
        if alone or any(re.search(rf"{re.escape(number)}(?!\d)", "".join(one.text.split())) for one in chain):
            yield shown.point.text


def frozen_data(order: Order) -> dict[str, Any]:
    """Of the issued paper; of an order signed elsewhere, how it was understood when it was registered."""
    if order.paper is not None:
        return dict(order.paper.data)
    understood = OrderReading.objects.get(order=order).paper
    assert understood is not None
    return dict(understood)


def edition_text(changes: Sequence[OrderLink]) -> str:
    """«(с изменениями, внесёнными приказом от 11 января 2027 г. № 3)»."""
    named = ", ".join(in_instrumental(link.order) for link in changes)
    return bound(f"(с изменениями, внесёнными {named})")


def in_instrumental(order: Order) -> str:
    return _named(order, BY_KIND)


def _named(order: Order, kinds: Mapping[Order.Kind, str]) -> str:
    """«приказом от 11 января 2027 г. № 3»"""
    day = f" от {date_text(order.signed_on)}" if order.signed_on else ""
    number = f" №\u00a0{order.number}" if order.number else ""
    return f"{kinds[Order.Kind(order.kind)]}{day}{number}"


def _with_withdrawn(order: Order, lines: Sequence[PointLine], ended: Mapping[int, OrderLink]) -> Iterator[PointLine]:
    """A withdrawn point says so in one line; what was below it goes with it."""
    marks = {f"{one.number}.": ended[one.point.pk] for one in numbered(order.points.all()) if one.point.pk in ended}
    gone = ""
    for line in lines:
        if gone and (line.mark in ("", "–") or line.mark.startswith(gone)):
            continue
        gone = line.mark if line.mark in marks else ""
        yield replace(line, text=_withdrawn_by(marks[gone].order)) if gone else line


def _withdrawn_by(order: Order) -> str:
    return bound(f"Утратил силу ({_named(order, {kind: kind.label for kind in Order.Kind})}).")
