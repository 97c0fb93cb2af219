"""Whether a verb of a plan is too long for a page, and what is being done with a plan now."""

from django.db.models import Q

from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.expansion.assignments import Expansion
from metodsovet.work.planning.expansion.holders import HolderBook
from metodsovet.work.planning.expansion.occurrences import expected_occurrences
from metodsovet.work.planning.expansion.schedules import schedules_of
from metodsovet.work.planning.expansion.sources import assignments_of_plan
from metodsovet.work.planning.models import Plan, PlanWork

AT_ONCE = 5000
"""Assignments that are given or closed while the page waits: some three seconds."""


def gives_many(plan: Plan, year: SchoolYear) -> bool:
    """Whether the year has more than ``AT_ONCE`` assignments; small plans are not asked in detail."""
    lines = plan.activities.active()
    nodes = Organisation.objects.filter(Q(path__startswith=plan.organisation.path)).count()
    if lines.count() * nodes <= AT_ONCE:
        return False
    occurrences = expected_occurrences(list(lines), plan, year, schedules_of(plan.organisation, year))
    expansion = Expansion(plan, HolderBook(plan, clock.today()), [year])
    number = 0
    for occurrence in occurrences:
        number += len(expansion.teams_of(occurrence))
        if number > AT_ONCE:
            return True
    return False


def ends_many(plan: Plan) -> bool:
    return assignments_of_plan(plan).open().order_by()[: AT_ONCE + 1].count() > AT_ONCE


def work_under_way(plan: Plan) -> PlanWork | None:
    return plan.works.under_way().first()
