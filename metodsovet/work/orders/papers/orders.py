"""An order as data of its paper. Source of the requisites: ГОСТ Р 7.0.97."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from metodsovet.design.typography import bound, unbreakable
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.printing.signatures import Signature
from metodsovet.ground.documents.rendering import Annex
from metodsovet.work.orders.filling import fill_appendices
from metodsovet.work.orders.models import Order, OrderReading, Point
from metodsovet.work.orders.numbering import numbered
from metodsovet.work.orders.papers.annexes import annexes
from metodsovet.work.orders.papers.signatures import joint_signatures, signed
from metodsovet.work.orders.tidying import tidy, tidy_title, without_command
from metodsovet.work.orders.wording import (
    Introductions,
    closed,
    control_text,
    has_control,
    point_text,
    preamble_text,
)

LONGEST_LINE, MOST_LINES = 44, 3
KEPT_LINES = 2


@dataclass(frozen=True, slots=True)
class PointLine:
    """``mark`` is «2.1.», «–» of a line of the point above it, or empty; ``level`` of the point itself is 1, 2 or 3.

    ``is_kept`` keeps it on the page of what follows: of a list that it leads, or of the signature.
    """

    mark: str
    text: str
    level: int
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class OrderPaper:
    """``owners`` are the lines of the names of those who issue it; ``form`` is the year of the standard: «2025».

    ``joint`` are signatures of the others who issue it. ``edition`` is «(с изменениями, внесёнными …)» of a copy that
    later orders have changed. ``is_coded`` says whether the standard knows the code of verification.
    """

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
    joint: tuple[Signature, ...] = ()
    edition: str = ""
    is_coded: bool = True


def order_paper(order: Order, day: date | None = None) -> OrderPaper:
    """From the rows as they are now, tables filled for the day of signing."""
    points = list(order.points.prefetch_related("parties"))
    people = Introductions(order, [order.controller, order.signatory, order.executor])
    owners = [order.organisation, *order.beside.all()]
    filled = fill_appendices(order, day or order.day)
    signatory = order.signatory
    preamble = preamble_text(order, list(order.bases.all()))
    return OrderPaper(
        owners=tuple(_named(owners)),
        kind=order.get_kind_display().upper(),
        place=order.place,
        title=unbreakable(tidy_title(order.title)),
        preamble=bound(_led(tidy(preamble), order.command)),
        command=_said_by(order.command, len(owners)),
        points=tuple(kept_together(list(point_lines(order, points, people)))),
        signature=signed(
            order.signatory_post or (people.post(signatory) if signatory else ""),
            signatory.short_name if signatory else _read_name(order),
        ),
        executor=order.executor.full_name if order.executor else "",
        executor_phone=order.executor_phone,
        form=order.form,
        annexes=tuple(annexes(order, filled)),
        joint=tuple(joint_signatures(owners[1:], order.day)),
        is_coded=order.form == Order.Form.GOST_2025,
    )


def point_lines(order: Order, points: Sequence[Point], people: Introductions) -> Iterator[PointLine]:
    """All points, and the one about control last, unless a point says it."""
    top = 0
    for shown in numbered(point for point in points if not point.is_inline):
        top += shown.level == 1
        text = closed(tidy(point_text(shown, list(shown.point.parties.all()))), shown)
        yield from _lines_of_point(f"{shown.number}.", text, shown.level)
    control = "" if has_control(points) else control_text(order, people)
    if control:
        yield PointLine(f"{top + 1}.", bound(f"{control}."), 1)


def kept_together(lines: Sequence[PointLine]) -> Iterator[PointLine]:
    """The last two go with the signature, so that it never stands on a page without lines of text."""
    for place, line in enumerate(lines):
        yield replace(line, is_kept=line.text.endswith(":") or place >= len(lines) - KEPT_LINES)


def _lines_of_point(mark: str, text: str, level: int) -> Iterator[PointLine]:
    """Lines of a list go by «;», each a paragraph of its own: in one, justified, they would be drawn apart."""
    first, *below = text.split("\n")
    yield PointLine(mark, bound(first), level)
    for place, line in enumerate(below, start=1):
        is_item = line.startswith("– ")
        said = line.removeprefix("– ").strip()
        if is_item and place < len(below) and said[-1:] not in ";:.!?":
            said = f"{said.rstrip(',')};"
        if said:
            yield PointLine("–" if is_item else "", bound(said), level)


def _read_name(order: Order) -> str:
    """Of one who signed and is not in the register, as it stands in the file; a copy of the order is signed anew."""
    reading = OrderReading.objects.filter(order=order).first()
    signed_by = reading.read.signatories if reading else ()
    return bound(signed_by[0].person) if signed_by else ""


def _named(owners: Sequence[Organisation]) -> Iterator[str]:
    """An empty line between those who issue it together."""
    for place, owner in enumerate(owners):
        if place:
            yield ""
        yield from lines_of(owner.name)


def lines_of(name: str) -> list[str]:
    """A long name in two lines of like length, so that no word stands alone."""
    words = name.split()
    if len(name) <= LONGEST_LINE or len(words) < MOST_LINES:
        return [name]
    cuts = [[" ".join(words[:place]), " ".join(words[place:])] for place in range(1, len(words))]
    return min(cuts, key=lambda cut: abs(len(cut[0]) - len(cut[1])))


def _said_by(command: str, issuers: int) -> str:
    """«ПРИКАЗЫВАЕМ:» of those who issue it together."""
    return command.replace("ЫВАЮ", "ЫВАЕМ").replace("ЛЯЮ", "ЛЯЕМ") if issuers > 1 else command


def _led(preamble: str, command: str) -> str:
    """Points follow «ПРИКАЗЫВАЮ:», or the preamble itself where there is no such word."""
    if not preamble:
        return ""
    preamble = (without_command(preamble) if command else preamble).rstrip(" .,:;")
    if not preamble:
        return ""
    return f"{preamble}," if command else f"{preamble}:"
