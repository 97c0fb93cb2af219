"""The next order out of an earlier one: everything that still stands is taken over, days are put on by the year."""

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.kernel import clock
from metodsovet.kernel.terms import parse_term
from metodsovet.work.orders.actions.drafts import draft_order, take_signatures
from metodsovet.work.orders.actions.points import replace_parties
from metodsovet.work.orders.copying import next_year_text
from metodsovet.work.orders.models import Order, OrderAppendix, Point


@transaction.atomic
def copy_order(order: Order, *, by: User) -> Order:
    """A draft of this school year: texts and terms name it, tables are filled anew, people who have left are left out.

    Deeds are proposed (``repeated_deeds``) and taken over by ``repeat_deeds``, after a person has looked at them.
    """
    asked = Order.objects.select_related("organisation").get(pk=order.pk)
    copy = draft_order(
        asked.organisation, kind=asked.kind, title=next_year_text(asked.title, asked, clock.today()), by=by
    )
    copy.command, copy.audience_kinds = asked.command, asked.audience_kinds
    take_signatures(copy, asked)
    copy.preamble = next_year_text(asked.preamble, asked, clock.today())
    copy.copied_from = asked
    copy.save()
    copy.bases.set(asked.bases.all())
    copy.beside.set(asked.beside.filter(closed_on=None))
    copy.audience.set(asked.audience.filter(closed_on=None))
    _copy_points(asked, copy)
    _copy_appendices(asked, copy)
    record_action("copy_order", copy, f"По образцу: {asked.requisites} «{asked.title}»"[:1000], by=by)
    return copy


def _copy_points(asked: Order, copy: Order) -> None:
    """Parents first: they stand over what is below them."""
    made: dict[int, Point] = {}
    waiting = list(asked.points.prefetch_related("parties"))
    while waiting:
        ready = [point for point in waiting if point.parent_id is None or point.parent_id in made]
        for point in ready:
            made[point.pk] = _copied(point, copy, made.get(point.parent_id or 0))
        waiting = [point for point in waiting if point.pk not in made]


def _copied(point: Point, copy: Order, parent: Point | None) -> Point:
    today = clock.today()
    term = point.term
    words = next_year_text(term.source, point.order, today) if term else ""
    read = parse_term(words, year=copy.school_year) if words else None
    new = Point.objects.create(
        order=copy,
        parent=parent,
        position=point.position,
        text=next_year_text(point.text, point.order, today),
        parties_text=point.parties_text,
        addressed=point.addressed,
        term_json=read.to_json() if read else None,
        is_recommended=point.is_recommended,
        is_inline=point.is_inline,
    )
    replace_parties(new)
    return new


def _copy_appendices(asked: Order, copy: Order) -> None:
    today = clock.today()
    for one in asked.appendices.all():
        OrderAppendix.objects.create(
            order=copy,
            position=one.position,
            kind=one.kind,
            title=next_year_text(one.title, asked, today),
            is_approved=one.is_approved,
            plan=one.plan,
            text=next_year_text(one.text, asked, today),
            offer=one.offer,
            community=one.community,
            columns=one.columns,
            rows=one.rows,
        )
