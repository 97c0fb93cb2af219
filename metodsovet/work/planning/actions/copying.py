"""A plan of a node whose years have passed, begun anew: for as many years, from another one."""

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.kernel.days import years_after
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import plural
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions.community_plans.beginning import YearPlanDraft, begin_year_plan
from metodsovet.work.planning.actions.community_plans.copying import (
    lines_of_plan,
    said_of_year,
    write_lines,
    years_between,
)
from metodsovet.work.planning.models import Plan


@transaction.atomic
def copy_plan(plan: Plan, *, year: SchoolYear, by: User) -> Plan:
    """A draft that begins in the year: lines, terms and days are said of it, whom words mean is looked up anew.

    That of a community is begun as its year plan. A programme has goals and figures of its own years.
    DomainError ``is_a_programme``, ``days_unknown``, refusals of ``begin_year_plan``.
    """
    if plan.community is not None:
        return begin_year_plan(plan.community, draft=YearPlanDraft(year, source=plan), by=by)
    if plan.kind == Plan.Kind.PROGRAMME:
        raise DomainError("is_a_programme", "У программы свои цели и показатели: составьте новую в планах.")
    if plan.first_day is None:
        raise DomainError("days_unknown", "У плана не указано, с какого дня он действует: составьте новый в планах.")
    step = years_between(plan, year)
    copy = Plan.objects.create(
        organisation=plan.organisation,
        kind=plan.kind,
        title=said_of_year(plan.title, step)[:1000],
        first_day=years_after(plan.first_day, step),
        last_day=years_after(plan.last_day, step) if plan.last_day else None,
        audience_kinds=plan.audience_kinds,
        accepter=plan.accepter,
        controller=plan.controller,
    )
    copy.audience.set(plan.audience.filter(closed_on=None))
    lines = lines_of_plan(plan, year)
    write_lines(copy, lines)
    words = plural(len(lines), "мероприятие", "мероприятия", "мероприятий")
    record_action("copy_plan", copy, f"По плану «{plan.title}»: {len(lines)} {words}"[:1000], by=by)
    return copy
