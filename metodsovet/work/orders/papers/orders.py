"""An order as data of its paper. Source of the requisites: ГОСТ Р 7.0.97."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from metodsovet.design.typography import unbreakable
from metodsovet.ground.documents.printing.signatures import Signature
from metodsovet.ground.documents.rendering import Annex, AnnexColumn
from metodsovet.kernel.russian import Case, decline_organisation
from metodsovet.work.orders.filling import Filled, fill_appendices
from metodsovet.work.orders.models import Order, Point
from metodsovet.work.orders.numbering import numbered
from metodsovet.work.orders.wording import (
    TO_KIND,
    Introductions,
    closed,
    control_text,
    has_control,
    point_text,
    preamble_text,
)

LONGEST_LINE, MOST_LINES = 44, 3


@dataclass(frozen=True, slots=True)
class PointLine:
    """``mark`` is «2.1.»; ``level`` 1 is set off by a space before it."""

    mark: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class OrderPaper:
    """``owners`` are the lines of the names of those who issue it; ``form`` is the year of the standard: «2025»."""

    owners: tuple[str, ...]
    kind: str
    place: str
    title: str
    preamble: str
    command: str
    points: tuple[PointLine, ...]
    signature: Signature
    executor: str
    executor_phone: str
    form: str
    annexes: tuple[Annex, ...]


def order_paper(order: Order, day: date | None = None) -> OrderPaper:
    """From the rows as they are now, tables filled for the day of signing."""
    points = list(order.points.prefetch_related("parties"))
    people = Introductions(order, [order.controller, order.signatory, order.executor])
    owners = [order.organisation, *order.beside.all()]
    filled = fill_appendices(order, day or order.day)
    signatory = order.signatory
    preamble = preamble_text(order, list(order.bases.all()))
    return OrderPaper(
        owners=tuple(line for owner in owners for line in lines_of(owner.name)),
        kind=order.get_kind_display().upper(),
        place=order.place,
        title=unbreakable(order.title),
        preamble=unbreakable(_led(preamble, order.command)),
        command=order.command,
        points=tuple(point_lines(order, points, people)),
        signature=Signature(
            order.signatory_post or (people.post(signatory) if signatory else ""),
            signatory.short_name if signatory else "",
        ),
        executor=order.executor.full_name if order.executor else "",
        executor_phone=order.executor_phone,
        form=order.form,
        annexes=tuple(annexes(order, filled)),
    )


def point_lines(order: Order, points: Sequence[Point], people: Introductions) -> Iterator[PointLine]:
    """All points, and the one about control last, unless a point says it."""
    listed: set[int] = set()
    top = 0
    for shown in numbered(points):
        top += shown.level == 1
        parties = list(shown.point.parties.all())
        if shown.has_children and shown.level == 1 and not shown.point.text:
            listed.add(shown.point.pk)
        text = closed(point_text(shown, parties), shown, is_listed=shown.point.parent_id in listed)
        yield PointLine(f"{shown.number}.", unbreakable(text), shown.level)
    control = "" if has_control(points) else control_text(order, people)
    if control:
        yield PointLine(f"{top + 1}.", unbreakable(f"{control}."), 1)


def annexes(order: Order, filled: Sequence[Filled]) -> Iterator[Annex]:
    """«Приложение № 1» where there are several, «Приложение» where it is one."""
    issuer = decline_organisation(order.organisation.name, Case.GENT)
    for place, one in enumerate(filled, start=1):
        number = f"Приложение №\u00a0{place}" if len(filled) > 1 else "Приложение"
        to = f"к {TO_KIND[Order.Kind(order.kind)]} {issuer}"
        approved = ("УТВЕРЖДЕНО", f"{_by(order)} {issuer}")
        head = (number, "", *approved) if one.appendix.is_approved else (number, to)
        yield Annex(
            head=head,
            title=one.appendix.title,
            columns=tuple(AnnexColumn(column.title, column.chars) for column in one.columns),
            rows=one.rows,
            paragraphs=one.paragraphs,
            is_wide=one.is_wide,
        )


def lines_of(name: str) -> list[str]:
    """A long name in two lines of like length, so that no word stands alone."""
    words = name.split()
    if len(name) <= LONGEST_LINE or len(words) < MOST_LINES:
        return [name]
    cuts = [[" ".join(words[:place]), " ".join(words[place:])] for place in range(1, len(words))]
    return min(cuts, key=lambda cut: abs(len(cut[0]) - len(cut[1])))


def _by(order: Order) -> str:
    return "приказом" if order.kind == Order.Kind.ORDER else "распоряжением"


def _led(preamble: str, command: str) -> str:
    """Points follow «ПРИКАЗЫВАЮ:», or the preamble itself where there is no such word."""
    if not preamble:
        return ""
    preamble = preamble.rstrip(" .,:;")
    return f"{preamble}," if command else f"{preamble}:"
