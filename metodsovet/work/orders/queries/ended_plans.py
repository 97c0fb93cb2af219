"""A plan in an appendix whose years have passed by the day of the order, and what may stand instead of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.orders.filling import has_ended
from metodsovet.work.orders.models import Order, OrderAppendix
from metodsovet.work.orders.queries.people import plans_of
from metodsovet.work.planning.models import Plan

COPIED = (Plan.Kind.ROADMAP, Plan.Kind.YEAR_PLAN, Plan.Kind.MONTH_PLAN)


@dataclass(frozen=True, slots=True)
class Instead:
    """``plans`` of the same kind and place that go on in the ``year``, drafts first; ``lines`` are of the former."""

    former: Plan
    year: SchoolYear
    plans: Sequence[Plan]
    may_copy: bool
    lines: int


def appendices_with_ended_plans(order: Order) -> list[OrderAppendix]:
    rows = order.appendices.filter(kind=OrderAppendix.Kind.PLAN).select_related("plan")
    return [one for one in rows if one.plan is not None and has_ended(one.plan, order, order.day)]


def instead_of(appendix: OrderAppendix, user: User) -> Instead | None:
    """None where the appendix is no plan."""
    former, order = appendix.plan, appendix.order
    if former is None:
        return None
    plans = _going_on(former, order, user)
    return Instead(
        former=former,
        year=order.school_year,
        plans=plans,
        may_copy=_may_copy(former, plans, user),
        lines=former.activities.active().count(),
    )


def _going_on(former: Plan, order: Order, user: User) -> list[Plan]:
    year = order.school_year
    begun = Q(first_day=None) | Q(first_day__lte=year.last_day)
    lasting = Q(last_day=None) | Q(last_day__gte=max(order.day, year.first_day))
    rows = plans_of(order, user).filter(begun & lasting, organisation=former.organisation, kind=former.kind)
    rows = rows.filter(community=former.community, state__in=Plan.LIVE, amends=None).exclude(pk=former.pk)
    return sorted(rows, key=lambda plan: (not plan.is_draft, -plan.pk))


def _may_copy(former: Plan, plans: Sequence[Plan], user: User) -> bool:
    """A community has one plan a year; a programme is composed anew."""
    if former.community is not None:
        return not plans and user.has_perm("planning.begin_year_plan", former.community)
    return former.kind in COPIED and former.first_day is not None and user.has_perm("planning.draft_plan", former)
