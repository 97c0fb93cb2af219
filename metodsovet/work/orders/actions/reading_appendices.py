"""Included appendices: each a part of the order, a plan also a draft of planning, a list also one of communities."""

from metodsovet.ground.access.models import User
from metodsovet.work.communities.actions import AppendixGround, load_appendix
from metodsovet.work.communities.queries import kinds_used_by
from metodsovet.work.orders.models import Order, OrderAppendix, OrderReading
from metodsovet.work.orders.reading import Appendix
from metodsovet.work.orders.taking.appendices import kind_of_roster, period_of, taken_appendix
from metodsovet.work.planning.actions import draft_plan_from_file
from metodsovet.work.planning.matching import node_of


def take_appendices(order: Order, reading: OrderReading, by: User) -> None:
    for position, read in enumerate(reading.read.appendices, start=1):
        row = taken_appendix(read, position)
        row.order = order
        if read.plan is not None and by.has_perm("planning.read_plan", order.organisation):
            _take_plan(row, read, reading, by)
        if read.roster and by.has_perm("communities.load_appendix", node_of(order.organisation)):
            _take_roster(row, read, reading, by)
        row.save()


def _take_plan(row: OrderAppendix, read: Appendix, reading: OrderReading, by: User) -> None:
    """A draft among plans; whether the order approves it is asked by the review."""
    assert read.plan is not None
    order = row.order
    plan = draft_plan_from_file(read.plan, [], reading.file_name, organisation=order.organisation, by=by)
    row.kind, row.plan, row.columns, row.rows = OrderAppendix.Kind.PLAN, plan, [], []


def _take_roster(row: OrderAppendix, read: Appendix, reading: OrderReading, by: User) -> None:
    order = row.order
    kind = kind_of_roster(f"{read.title} {order.title}", list(kinds_used_by(by)))
    if kind is None:
        return
    since, _ = period_of(read, reading.read)
    ground = AppendixGround(kind, since or order.day)
    name = roster_name(reading, read)
    node = node_of(order.organisation)  # communities of a municipality are its own, not of its authority
    roster = load_appendix(node, lines=read.roster, file_name=name, ground=ground, by=by)
    reading.rosters.add(roster)


def roster_name(reading: OrderReading, read: Appendix) -> str:
    """By which the list is known among the communities."""
    return f"{taken_appendix(read, 1).title} ({reading.file_name})"[-255:]
