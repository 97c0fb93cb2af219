"""The plan of an appendix gives its place to one that goes on: chosen, or copied to the year of the order."""

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.kernel.errors import DomainError
from metodsovet.work.orders.actions.deeds import DeedDraft, add_deed
from metodsovet.work.orders.actions.locking import held_draft, saved_order
from metodsovet.work.orders.copying import next_year_text
from metodsovet.work.orders.models import Deed, Order, OrderAppendix, Point
from metodsovet.work.planning.actions import copy_plan
from metodsovet.work.planning.matching import node_of
from metodsovet.work.planning.models import Plan


@transaction.atomic
def replace_plan(appendix: OrderAppendix, *, plan: Plan | None, by: User) -> OrderAppendix:
    """Without a ``plan`` the present one is copied. A draft is approved by the order where its sample approved the
    former one.

    DomainError ``no_plan``, ``foreign_row``, ``not_a_draft``, refusals of ``copy_plan``.
    """
    order = held_draft(appendix.order)
    appendix = OrderAppendix.objects.select_for_update(of=("self",)).select_related("plan").get(pk=appendix.pk)
    former = appendix.plan
    if former is None:
        raise DomainError("no_plan", "В этом приложении уже не план: обновите страницу.")
    chosen = plan or copy_plan(former, year=order.school_year, by=by)
    if not chosen.organisation.path.startswith(node_of(order.organisation).path):
        raise DomainError("foreign_row", "Такой строки здесь нет: обновите страницу и выберите ещё раз.")
    if appendix.title in _titles(former, order):
        appendix.title = chosen.title[:500]
    appendix.plan = chosen
    appendix.save(update_fields=["title", "plan"])
    record_action("replace_plan", order, f"В приложении {appendix}: вместо «{former}» — «{chosen}»"[:1000], by=by)
    saved_order(order)
    _approve(order, former, chosen, by)
    return appendix


def _titles(plan: Plan, order: Order) -> set[str]:
    """As it may stand over the table without anybody having typed it."""
    sample = order.copied_from
    moved = next_year_text(plan.title, sample, order.day) if sample else plan.title
    return {plan.title[:500], moved[:500]}


def _approve(order: Order, former: Plan, plan: Plan, by: User) -> None:
    approved = Deed.objects.filter(order=order.copied_from, kind=Deed.Kind.APPROVE_PLAN, plan=former).first()
    own = order.deeds.filter(kind=Deed.Kind.APPROVE_PLAN, plan=plan)
    if approved is None or not plan.is_draft or own.exists():
        return
    point = _same_place(approved.point, order) if approved.point else None
    add_deed(order, draft=DeedDraft(Deed.Kind.APPROVE_PLAN, plan=plan, point=point), by=by)


def _same_place(point: Point, order: Order) -> Point | None:
    """Of the copy, while nobody has changed its points."""
    if point.parent_id is not None:
        return None
    return order.points.filter(parent=None, position=point.position).first()
